import type { Bilingual, MaintenanceOpening } from './opening';

const corrective: Bilingual = {
  fr: 'Une mise à jour corrective est nécessaire.',
  en: 'A corrective update is due.',
};

/**
 * Why a service is closed, as anybody may know it. Of an unplanned maintenance it is not said what is corrected (a hole in security,
 * most often): until that is done it would tell everybody where the hole is. The client is told by mail (annex §10).
 */
export function publicReason({ kind, why }: Pick<MaintenanceOpening, 'kind' | 'why'>): Bilingual {
  return kind === 'unplanned' ? corrective : why;
}
