import { maintenanceCalendar } from '../store/maintenance-calendar';
import { failFast } from './fail-fast';
import type { CalendarActivities } from './ports';

/** What the registers say of a client's maintenance, compiled into numbers: workflows never touch a zone (annex §10). */
export const calendarActivities: CalendarActivities = {
  async loadMaintenanceCalendar(request) {
    failFast();
    return await maintenanceCalendar(request);
  },
};
