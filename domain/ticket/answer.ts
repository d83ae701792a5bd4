import { toInstant } from '../time/instant';
import { nextInstantMs } from './announcements';
import { clockClauses, readClocks, type ClockReading } from './clocks';
import type { ClockAnswer, TicketAnswer, TicketState } from './schema';

const instantOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : toInstant(ms));

/** A clock as it is shown; instants and durations in the form of the API. */
export function clockAnswer(reading: ClockReading): ClockAnswer {
  return {
    clock: reading.clock,
    clause: clockClauses[reading.clock],
    state: reading.state,
    countedMs: reading.countedMs,
    targetMs: reading.targetMs,
    running: reading.running,
    asOf: toInstant(reading.asOfMs),
    changesAt: instantOrNull(reading.changesMs),
    dueAt: instantOrNull(reading.dueMs),
    dueIfResumedNow: instantOrNull(reading.dueIfResumedMs),
    breached: reading.breached,
    lateMs: reading.lateness?.supportMs ?? null,
    lateElapsedMs: reading.lateness?.elapsedMs ?? null,
    verdict: reading.verdict ?? null,
  };
}

/** A ticket as it is shown at an instant (epoch milliseconds), after its event number `sequence`. */
export function ticketAnswer(state: TicketState, asOfMs: number, sequence: number): TicketAnswer {
  const clocks = readClocks(state, asOfMs).map(clockAnswer);
  const deadlines = clocks
    .flatMap(({ state: one, dueAt }) => (one === 'stopped' || dueAt === null ? [] : [dueAt]))
    .sort();
  const { opening } = state;
  return {
    reference: opening.reference,
    client: opening.client,
    environment: opening.environment,
    title: opening.title,
    description: opening.description,
    status: state.status,
    priority: state.priority,
    category: state.category,
    level: state.level,
    channel: opening.channel,
    openedAt: opening.openedAt,
    closedAt: state.closedAt,
    admission: state.admission,
    zone: state.terms?.zone ?? null,
    question: state.question,
    resolution: state.resolution,
    clocks,
    nextDeadline: deadlines[0] ?? null,
    sequence,
  };
}

/** Whether the ticket's life is over. */
export function isEnded({ status }: TicketState): boolean {
  return status === 'closed' || status === 'rejected';
}

/** When the ticket acts by itself next, ISO, for the search attribute; none while nothing is due. */
export function nextActionAt(state: TicketState): string | null {
  return instantOrNull(nextInstantMs(state));
}
