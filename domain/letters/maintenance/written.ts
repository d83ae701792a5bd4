import type { Language } from '../../languages';
import type { MaintenanceNotice } from '../../maintenance/notices';
import { written, type Letter, type Written } from '../letter';
import { shownOf } from './shown';
import { english } from './texts-en';
import { french, type MaintenanceWords } from './texts-fr';

const words: Record<Language, MaintenanceWords> = { fr: french, en: english };

/** What a notice of a maintenance says, in its reader's language. */
export function maintenanceLetter(notice: MaintenanceNotice): Letter {
  const told = words[notice.language].texts[notice.template](notice, shownOf(notice));
  return { ...told, subject: `[${notice.reference}] ${told.subject}` };
}

/** The same as it leaves. */
export function writtenMaintenance(notice: MaintenanceNotice): Written {
  return written(maintenanceLetter(notice), words[notice.language].footer, notice.language);
}
