import type { Bilingual, MaintenanceOpening } from './opening';

const corrective: Bilingual = {
  fr: 'Une mise à jour corrective est nécessaire.',
  en: 'A corrective update is due.',
};
const update: Bilingual = {
  fr: "Mise à jour planifiée de l'application.",
  en: 'Planned update of the application.',
};

/**
 * Why a service is closed, as anybody may know it. Of an unplanned maintenance it is not said what is corrected (a hole in security,
 * most often), nor which version a promotion brings: that would tell everybody which holes are open. The client is told by mail
 * (annex §10). What people announce is said in their own words.
 */
export function publicReason({ kind, why, work }: Pick<MaintenanceOpening, 'kind' | 'why' | 'work'>): Bilingual {
  if (kind === 'unplanned') return corrective;
  return work.kind === 'promotion' ? update : why;
}
