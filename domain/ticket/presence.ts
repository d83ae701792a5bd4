import { z } from 'zod';

/** What somebody of support does with a ticket just now: has it before them, or writes something for it. */
export const doingSchema = z.enum(['reads', 'writes']);
export type Doing = z.infer<typeof doingSchema>;

/** How long after the last sign of somebody they count as there, ms: a line that breaks leaves nobody standing for long. */
export const presentMs = 30_000;

/** Somebody at a ticket, as colleagues see them. */
export const presentSchema = z
  .strictObject({ id: z.string(), name: z.string(), doing: doingSchema })
  .meta({ id: 'Present' });
export type Present = z.infer<typeof presentSchema>;
