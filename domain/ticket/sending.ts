import { openingState } from '../calendar/timetable';
import { isAfterBreach, neededMs } from '../clock/thresholds';
import { isEnded } from './answer';
import { stepsTaken, ticketClockLife } from './clocks';
import type { Notice } from './notices';
import { openQuotation } from './quotation';
import { isClientSide, toldBy } from './recipients';
import { rulesOf } from './rules';
import type { TicketState } from './schema';
import { toEpochMs } from '../time/instant';

/**
 * When a notice may leave, epoch milliseconds: now, once its message can't be withdrawn any more, or at the next opening of the hours that its step waits for. Where no
 * opening is known it leaves now: at the wrong hour is better than never.
 */
export function leavesMs({ hours, withdrawable }: Notice, { timetables }: TicketState, nowMs: number): number {
  if (withdrawable) return Math.max(nowMs, toEpochMs(withdrawable.until));
  const timetable = hours === undefined ? undefined : timetables[hours];
  if (!timetable) return nowMs;
  const { open, changesMs } = openingState(timetable, nowMs);
  return open ? nowMs : (changesMs ?? nowMs);
}

/**
 * Whether a notice still says the truth, checked at the moment of sending: a reminder is dropped once the client has answered or
 * a later one is due; a proposed resolution or a quotation once it was answered; a breach once it was withdrawn; a warning
 * or a step after a breach once the clock stands, its target has changed or its reader is told of more. Of what somebody of the
 * provider has taken on, the client alone is still told. `undefined`: send it.
 */
export function whyNotSend(notice: Notice, state: TicketState): string | undefined {
  const { clock, threshold, targetMs, deadline, recipient, reminder } = notice;
  if (notice.withdrawable && state.withdrawn?.includes(notice.withdrawable.number)) return 'withdrawn';
  const proposed = state.proposedResolution;
  if (notice.template === 'proposed' && (proposed?.answer !== notice.text || proposed.kind !== notice.reason))
    return 'answered';
  if (reminder !== undefined) {
    // Another question than the one that it reminds of has reminders of its own.
    if (state.question === null || state.question !== notice.text) return isEnded(state) ? 'closed' : 'answered';
    return reminder < (state.reminded ?? 0) ? 'superseded' : undefined;
  }
  if (notice.template === 'quotation')
    return openQuotation(state)?.number === notice.quotation?.number ? undefined : 'decided';
  if (clock === null || threshold === null) return undefined;
  const told = state.announced.filter((one) => one.clock === clock && one.targetMs === targetMs);
  const itself = told.filter((one) => one.threshold === threshold);
  if (itself.length === 0) return 'withdrawn';
  const taken = itself.some((one) => one.acknowledged && one.deadline === deadline);
  if (taken && !isClientSide(state, recipient)) return 'acknowledged';
  if (threshold === 'breach') return undefined;
  if (isEnded(state) || state.status === 'resolved') return 'resolved';
  if (isAfterBreach(threshold)) {
    const last = ticketClockLife(state, clock).at(-1);
    if (last?.state === 'stopped') return 'resolved';
    if (last?.deadline !== deadline) return 'superseded';
  }
  const later = told.filter((one) => neededMs(one.threshold, one.targetMs) > neededMs(threshold, one.targetMs));
  return later.some((one) => tellsToo(one, notice, state)) ? 'superseded' : undefined;
}

/** Whether a later announcement tells the reader of a notice as well, and no later than in the hours of this one. */
function tellsToo(later: TicketState['announced'][number], { recipient, hours }: Notice, state: TicketState): boolean {
  if (rulesOf(state) < 3) return true;
  const told = stepsTaken(state, later).flatMap((step) => toldBy(step, state));
  return told.some((one) => one.recipient === recipient && (one.hours === undefined || one.hours === hours));
}
