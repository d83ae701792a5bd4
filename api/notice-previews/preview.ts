import { z } from 'zod';
import { languageSchema, type Language } from '../../domain/languages';
import type { Written } from '../../domain/letters/letter';
import { writtenMaintenance } from '../../domain/letters/maintenance/written';
import { writtenUpgrade } from '../../domain/letters/upgrade/written';
import { maintenanceTemplateSchema } from '../../domain/maintenance/ledger';
import type { MaintenanceNotice } from '../../domain/maintenance/notices';
import type { Bilingual } from '../../domain/maintenance/opening';
import { upgradeTemplateSchema, type UpgradeNotice } from '../../domain/upgrade/notices';

const writtenSchema = z.strictObject({ subject: z.string(), text: z.string() });

/** The notices that would leave, sent by nobody: each with whom it is for and what it says in either language (annex §10). */
export const previewSchema = z
  .strictObject({
    clients: z.int().describe('How many clients would be told.'),
    shown: z.int().describe('For how many of them the notices are shown.'),
    notices: z.array(
      z.strictObject({
        client: z.string(),
        about: z.string().describe('The upgrade or the maintenance that it is about.'),
        template: z.union([upgradeTemplateSchema, maintenanceTemplateSchema]),
        recipients: z.array(z.strictObject({ email: z.string(), language: languageSchema })),
        texts: z.strictObject({ fr: writtenSchema, en: writtenSchema }),
      }),
    ),
  })
  .meta({ id: 'NoticePreview' });
export type Preview = z.infer<typeof previewSchema>;
export type Shown = Preview['notices'][number];

/** Of the notices of one upgrade, those of the same words together. `why`: of an unplanned one, in both languages; `publicUrl`: of the portal. */
export function shownUpgrade(
  notices: readonly UpgradeNotice[],
  { why = null, publicUrl }: { readonly why?: Bilingual | null | undefined; readonly publicUrl: string | undefined },
): Shown[] {
  return notices.reduce<Shown[]>((before, notice) => {
    const { template } = notice;
    const inWords = (language: Language): UpgradeNotice => ({
      ...notice,
      language,
      text: template === 'unplanned' && why ? why[language] : notice.text,
    });
    return added(before, { ...notice, about: notice.upgrade }, (language) =>
      writtenUpgrade(inWords(language), publicUrl),
    );
  }, []);
}

/** Of the notices of one maintenance, those of the same words together. */
export function shownMaintenance(notices: readonly MaintenanceNotice[]): Shown[] {
  return notices.reduce<Shown[]>(
    (before, notice) =>
      added(before, { ...notice, about: notice.reference }, (language) => writtenMaintenance({ ...notice, language })),
    [],
  );
}

/** One more reader: of words that are there already, or of new ones. */
function added(
  before: readonly Shown[],
  {
    client,
    about,
    template,
    recipient: email,
    language,
  }: Pick<Shown, 'client' | 'about' | 'template'> & { readonly recipient: string; readonly language: Language },
  write: (language: Language) => Written,
): Shown[] {
  const same = (one: Shown): boolean => one.about === about && one.template === template;
  if (before.some(same))
    return before.map((one) => (same(one) ? { ...one, recipients: [...one.recipients, { email, language }] } : one));
  const text = (of: Language): Shown['texts']['fr'] => {
    const { subject, text: body } = write(of);
    return { subject, text: body };
  };
  return [
    ...before,
    { client, about, template, recipients: [{ email, language }], texts: { fr: text('fr'), en: text('en') } },
  ];
}
