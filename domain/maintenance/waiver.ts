import { z } from 'zod';
import { languageSchema, type Language } from '../languages';
import { text } from '../text';
import { actorSchema } from '../ticket/actor';
import { instantSchema } from '../time/instant';
import type { MaintenanceOpening } from './opening';

/** What somebody of the client signs: that very text, which was shown, known by its SHA-256 in hexadecimal. */
export const maintenanceWaiverSchema = z.strictObject({
  kind: z.enum(['refusal', 'postponement']),
  /** Until when it is put off; null for a refusal. */
  until: instantSchema.nullable(),
  language: languageSchema,
  text: z.string().max(5000),
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal'),
  /** The name under which it was signed. */
  signedBy: text(200),
  by: actorSchema,
  at: instantSchema,
});
export type MaintenanceWaiver = z.infer<typeof maintenanceWaiverSchema>;

/**
 * What follows from refusing an unplanned maintenance, or putting it off until an instant: annex §10 has the client bear all of it.
 * No zone is asked for, so that the text is the same on every machine: instants are in UTC.
 */
export function consequencesText(
  { reference, why, environments, client }: Pick<MaintenanceOpening, 'reference' | 'why' | 'environments' | 'client'>,
  until: string | null,
  language: Language,
): string {
  const where = `${client} (${environments.join(', ')})`;
  return (
    language === 'fr'
      ? [
          until === null
            ? `Refus de la mise à jour non planifiée ${reference} de ${where}.`
            : `Report de la mise à jour non planifiée ${reference} de ${where}, au plus tôt jusqu'au ${until}.`,
          `Elle corrige : ${why.fr}`,
          `Tant qu'elle n'est pas faite, le risque qu'elle corrige demeure. Le client supporte toutes les conséquences de ce ${until === null ? 'refus' : 'report'} (annexe, article 10).`,
          'Les incidents et les indisponibilités qui en résultent ne sont pas comptés dans les engagements du prestataire.',
        ]
      : [
          until === null
            ? `Refusal of the unplanned update ${reference} of ${where}.`
            : `Postponement of the unplanned update ${reference} of ${where}, until ${until} at the earliest.`,
          `It corrects: ${why.en}`,
          `Until it is done, the risk that it corrects remains. The client bears all consequences of this ${until === null ? 'refusal' : 'postponement'} (annex, article 10).`,
          "Incidents and unavailability that follow from it do not count in the provider's commitments.",
        ]
  ).join('\n');
}
