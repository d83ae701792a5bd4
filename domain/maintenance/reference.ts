import { z } from 'zod';

export const maintenanceReferencePattern = /^M-[0-9A-HJKMNP-TV-Z]{10}$/;
/** What people call a maintenance by. */
export const maintenanceReferenceSchema = z
  .string()
  .regex(maintenanceReferencePattern, 'a reference such as M-7K3QX9ABCD');

/** By what calendars know a maintenance for its whole life. */
export function calendarUid(reference: string): string {
  return `${reference.toLowerCase()}@cadran.maintenance`;
}
