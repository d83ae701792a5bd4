import { z } from 'zod';

export const maintenanceReferencePattern = /^M-[0-9A-HJKMNP-TV-Z]{10}$/;
/** What people call a maintenance by. */
export const maintenanceReferenceSchema = z
  .string()
  .regex(maintenanceReferencePattern, 'a reference such as M-7K3QX9ABCD');
