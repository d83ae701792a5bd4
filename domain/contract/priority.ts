import { z } from 'zod';

/** P1 critical, P2 major, P3 other incident, P4 request (annex §7). */
export const prioritySchema = z.enum(['P1', 'P2', 'P3', 'P4']).meta({ id: 'Priority' });
export type Priority = z.infer<typeof prioritySchema>;
