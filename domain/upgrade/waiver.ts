import { z } from 'zod';
import { languageSchema, type Language } from '../languages';
import { actorSchema } from '../ticket/actor';
import { instantSchema } from '../time/instant';
import { dayText } from '../time/date-words';
import { dateSchema } from '../time/zone';
import type { SupportStanding } from './calendar';
import type { UpgradeOpening } from './schema';

/** What the signing person was shown: the text and its SHA-256, in hexadecimal. */
export const shownSchema = z.strictObject({
  language: languageSchema,
  text: z.string(),
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal'),
});

/** A refusal or postponement that somebody of the client has signed, with the very text that was read (annex §2, §10). */
export const waiverSchema = z
  .strictObject({
    kind: z.enum(['refusal', 'postponement']),
    version: z.string(),
    /** The first day on which the client agrees to be promoted; null for a refusal. */
    until: dateSchema.nullable(),
    signedBy: z.string(),
    by: actorSchema,
    at: instantSchema,
    ...shownSchema.shape,
  })
  .meta({ id: 'Waiver' });
export type Waiver = z.infer<typeof waiverSchema>;

/** What a waiver is about: facts of the upgrade, and the day until which it is put off. */
export interface WaiverFacts {
  readonly opening: UpgradeOpening;
  readonly support: SupportStanding;
  readonly until: string | null;
}

/**
 * The consequences of a refusal or postponement, spelled out (annex §10: the client bears all of them; §2: eligibility for support
 * needs the latest version or one of the two before it).
 */
export function waiverText(facts: WaiverFacts, language: Language): string {
  return [...heading(facts, language), ...(facts.opening.unplanned ? unplanned : planned)(facts, language)].join('\n');
}

function heading({ opening, until }: WaiverFacts, language: Language): string[] {
  const { client, product, version } = opening;
  if (language === 'fr')
    return [
      until === null
        ? `Refus de la version ${version} de ${product} par ${client}.`
        : `Report de la version ${version} de ${product} par ${client}, jusqu'au ${dayText(until, language)} au moins.`,
    ];
  return [
    until === null
      ? `${client} refuses version ${version} of ${product}.`
      : `${client} puts off version ${version} of ${product}, until ${dayText(until, language)} at least.`,
  ];
}

function unplanned({ opening, until }: WaiverFacts, language: Language): string[] {
  const why = opening.unplanned?.why[language] ?? '';
  const putOff = until !== null;
  return language === 'fr'
    ? [
        `Cette mise à jour non planifiée corrige : ${why}`,
        `Tant qu'elle n'est pas installée, le risque qu'elle corrige demeure. Le client supporte toutes les conséquences de ce ${putOff ? 'report' : 'refus'} (annexe, article 10).`,
        'Les incidents et les indisponibilités qui en résultent ne sont pas comptés dans les engagements du prestataire, et portent la mention de ce document.',
      ]
    : [
        `This unplanned update corrects: ${why}`,
        `Until it is installed the risk that it corrects remains. The client bears all consequences of this ${putOff ? 'postponement' : 'refusal'} (annex, article 10).`,
        "Incidents and unavailability that follow from it do not count in the provider's commitments, and are marked with this document.",
      ];
}

function planned({ support, until }: WaiverFacts, language: Language): string[] {
  const { installed, endsOn, versionsLeft: left } = support;
  const fr = language === 'fr';
  const stays = fr
    ? `L'environnement de production reste en version ${installed ?? 'inconnue'}.`
    : `The production environment stays at version ${installed ?? 'unknown'}.`;
  const rule = fr
    ? 'Le support est réservé à la dernière version et aux deux versions immédiatement antérieures (annexe, article 2).'
    : 'Support is for the latest version and the two before it (annex, article 2).';
  const known = endsOn !== null && (until === null || endsOn <= until);
  if (left === 0)
    return [
      stays,
      rule,
      fr ? "Le client n'a plus droit au support dès à présent." : 'The client has no right to support from now on.',
    ];
  if (known)
    return [
      stays,
      rule,
      fr
        ? `Le client perd le droit au support le ${dayText(endsOn, language)}.`
        : `The client loses the right to support on ${dayText(endsOn, language)}.`,
    ];
  return [
    stays,
    rule,
    fr
      ? `Le client perdra le droit au support à la parution de la ${left === 1 ? 'prochaine version' : `${left}e version suivante`}.`
      : `The client will lose the right to support when the ${left === 1 ? 'next version' : `${left === 2 ? 'second' : 'third'} version from now`} is published.`,
  ];
}
