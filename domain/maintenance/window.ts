import { z } from 'zod';
import { dateSchema } from '../time/zone';

const ms = z.int();
const minuteMs = 60_000;

/**
 * A planned window, `[startMs, endMs)`, as plain numbers that workflows may keep: all instants in epoch milliseconds.
 * `noticeByMs` is the latest instant for the first notice and `remindMs` that of the reminder (annex §10).
 */
export const windowSchema = z.strictObject({
  startMs: ms,
  endMs: ms,
  /** The date on the wall of its zone on which it begins. */
  localDate: dateSchema,
  /** The name of the contract's rule that makes it. */
  rule: z.string(),
  noticeByMs: ms,
  remindMs: ms,
});
export type Window = z.infer<typeof windowSchema>;

/** Whether a first notice at an instant (epoch milliseconds) leaves the time that the annex asks for; at the last instant it does. */
export function noticeInTime({ noticeByMs }: Pick<Window, 'noticeByMs'>, noticeMs: number): boolean {
  return noticeMs <= noticeByMs;
}

export interface WantedWindow {
  /** Not before this instant, epoch milliseconds. */
  readonly fromMs: number;
  /** When the first notice would be sent, epoch milliseconds. */
  readonly noticeMs: number;
  /** How long the work is expected to take; a window that is shorter is passed over. */
  readonly minutes?: number;
}

/** The first of the windows, given in order, that does for what is wanted; `undefined` when none does. */
export function earliestWindow(windows: readonly Window[], { fromMs, noticeMs, minutes = 0 }: WantedWindow) {
  return windows.find(
    (window) =>
      window.startMs >= fromMs && noticeInTime(window, noticeMs) && window.endMs - window.startMs >= minutes * minuteMs,
  );
}
