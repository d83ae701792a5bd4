import type { Language } from '../languages';
import { instantText } from '../letters/letter';
import type { Instant } from '../time/instant';
import type { MaintenanceOpening } from './opening';

/**
 * What follows from refusing an unplanned maintenance, or putting it off until an instant, which is said by the wall of the
 * maintenance's zone: annex §10 has the client bear all of it.
 */
export function consequencesText(
  {
    reference,
    why,
    environments,
    client,
    zone,
  }: Pick<MaintenanceOpening, 'reference' | 'why' | 'environments' | 'client' | 'zone'>,
  until: Instant | null,
  language: Language,
): string {
  const day = until === null ? '' : instantText(until, language, zone);
  const where = `${client} (${environments.join(', ')})`;
  return (
    language === 'fr'
      ? [
          until === null
            ? `Refus de la mise à jour non planifiée ${reference} de ${where}.`
            : `Report de la mise à jour non planifiée ${reference} de ${where}, au plus tôt jusqu'au ${day}.`,
          `Elle corrige : ${why.fr}`,
          `Tant qu'elle n'est pas faite, le risque qu'elle corrige demeure. Le client supporte toutes les conséquences de ce ${until === null ? 'refus' : 'report'} (annexe, article 10).`,
          'Les incidents et les indisponibilités qui en résultent ne sont pas comptés dans les engagements du prestataire.',
        ]
      : [
          until === null
            ? `Refusal of the unplanned update ${reference} of ${where}.`
            : `Postponement of the unplanned update ${reference} of ${where}, until ${day} at the earliest.`,
          `It corrects: ${why.en}`,
          `Until it is done, the risk that it corrects remains. The client bears all consequences of this ${until === null ? 'refusal' : 'postponement'} (annex, article 10).`,
          "Incidents and unavailability that follow from it do not count in the provider's commitments.",
        ]
  ).join('\n');
}
