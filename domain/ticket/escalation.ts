import { z } from 'zod';
import { refusal } from '../refusal';
import { text } from '../text';
import { toInstant } from '../time/instant';
import { takenOn, unannounced } from './announcements';
import { readClocks, ticketClockLife, type ClockReading } from './clocks';
import { happened, rule, support, workedOn } from './rule';
import { clockNameSchema, type EscalationAnswer, type TicketState } from './schema';

interface Escalation {
  readonly reading: ClockReading;
  /** The number of the target in force. */
  readonly deadline: number;
  readonly reached: TicketState['announced'];
}

/**
 * What the clocks that still go on have announced of the targets in force, at an instant (epoch milliseconds). A breach that
 * lasts across a change of target was announced once, for the first.
 */
function escalations(state: TicketState, atMs: number): Escalation[] {
  return readClocks(state, atMs).flatMap((reading) => {
    const deadline = ticketClockLife(state, reading.clock).at(-1)?.deadline;
    if (deadline === undefined || reading.state === 'stopped') return [];
    const reached = state.announced.filter(
      (told) =>
        told.clock === reading.clock &&
        (told.deadline === deadline || (reading.breached && told.threshold === 'breach')),
    );
    return reached.length > 0 ? [{ reading, deadline, reached }] : [];
  });
}

/** The chain of each clock as it is shown: steps reached, the next one if nothing happens, who took it on. */
export function escalationAnswers(state: TicketState, asOfMs: number): EscalationAnswer[] {
  const shown = escalations(state, asOfMs);
  const ahead = shown.length > 0 ? unannounced(state) : [];
  return shown.map(({ reading: { clock }, deadline, reached }) => {
    const next = ahead.find((crossing) => crossing.clock === clock);
    const taken = takenOn(state, { clock, deadline }, asOfMs).at(-1);
    return {
      clock,
      reached: reached.map(({ threshold, atMs, acknowledged = false }) => ({
        threshold,
        at: toInstant(atMs),
        acknowledged,
      })),
      next: next ? { threshold: next.threshold, at: toInstant(next.certainMs) } : null,
      acknowledged: taken ? { by: taken.by, at: toInstant(taken.atMs), comment: taken.comment } : null,
    };
  });
}

/** Taking on what the chain has told (annex §7). */
export const escalationRules = {
  /**
   * Ends what was announced until then: what of it has not left stays here, and after a breach no further step comes. Another
   * target, a breach after it, and the other clock have chains of their own.
   */
  'acknowledge-escalation': rule({
    data: z.strictObject({ clock: clockNameSchema.optional(), comment: text(2000).optional() }),
    roles: support,
    in: ['new', ...workedOn],
    decide(state, { clock, comment }, told) {
      const acknowledged = escalations(state, told.atMs)
        .filter(({ reading, reached }) => reached.some((one) => !one.acknowledged && isOf(clock, reading)))
        .map(({ reading, deadline }) => ({ clock: reading.clock, deadline, breached: reading.breached }));
      if (acknowledged.length === 0) return refusal('nothing-escalated', clock === undefined ? {} : { clock });
      return happened(told, 'escalation-acknowledged', { acknowledged, comment: comment ?? null });
    },
  }),
} as const;

function isOf(clock: string | undefined, reading: ClockReading): boolean {
  return clock === undefined || reading.clock === clock;
}
