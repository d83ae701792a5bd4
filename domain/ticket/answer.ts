import { toInstant } from '../time/instant';
import { reopenableUntilMs } from './delays';
import { clockClauses, readClocks, type ClockReading } from './clocks';
import { proofOf } from './clock-proof';
import { waitAnswers } from './waits';
import { escalationAnswers } from './escalation';
import { lastQuotation } from './quotation';
import type { ClockAnswer, TicketAnswer, TicketState } from './schema';

const instantOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : toInstant(ms));

/** A clock of a ticket as it is shown; instants and durations in the form of the API. */
export function clockAnswer(state: TicketState, reading: ClockReading): ClockAnswer {
  const { heldMs, dueAtStopMs } = proofOf(state, reading);
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
    stoppedAt: instantOrNull(reading.stoppedMs),
    dueAtStop: instantOrNull(dueAtStopMs),
    heldMs,
  };
}

/** Both clocks of a ticket as they are shown at an instant (epoch milliseconds). */
export function clockAnswers(state: TicketState, asOfMs: number): ClockAnswer[] {
  return readClocks(state, asOfMs).map((reading) => clockAnswer(state, reading));
}

/** A ticket as it is shown at an instant (epoch milliseconds), after its event number `sequence`. */
export function ticketAnswer(state: TicketState, asOfMs: number, sequence: number): TicketAnswer {
  const clocks = clockAnswers(state, asOfMs);
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
    handOver: state.handOver ?? null,
    assignee: state.assignee ?? null,
    channel: opening.channel,
    imported: opening.imported ?? null,
    openedAt: opening.openedAt,
    closedAt: state.closedAt,
    admission: state.admission,
    zone: state.terms?.zone ?? null,
    caller: opening.caller ?? null,
    followUpOf: opening.followUpOf ?? null,
    question: state.question,
    proposal: state.proposal ?? null,
    rejection: state.rejection ?? null,
    waits: waitAnswers(state, asOfMs),
    resolution: state.resolution,
    reopenableUntil: instantOrNull(reopenableUntilMs(state)),
    links: state.links ?? [],
    merged: state.merged ?? null,
    duplicates: state.duplicates?.map(({ reference }) => reference) ?? [],
    anomaly: state.anomaly ?? null,
    // One that is rejected late, once the registers answer, may have had a proposal.
    proposedResolution: (state.status !== 'rejected' && state.proposedResolution) || null,
    quotation: lastQuotation(state),
    clocks,
    escalations: escalationAnswers(state, asOfMs),
    nextDeadline: instantOrNull(nextDeadlineMs(state)),
    conversation: state.conversation ?? 0,
    withdrawable: state.withdrawable ?? [],
    withdrawn: state.withdrawn ?? [],
    sequence,
  };
}

/** Whether the ticket's life is over; what it still has to learn to be judged is another matter. */
export function isEnded({ status }: Pick<TicketState, 'status'>): boolean {
  return status === 'closed' || status === 'rejected';
}

/** The nearest deadline of a clock that is not stopped, past or to come, epoch milliseconds; none while all are held. */
export function nextDeadlineMs(state: TicketState): number | undefined {
  const due = readClocks(state, state.changedAtMs).flatMap((one) =>
    one.state === 'stopped' || one.dueMs === undefined ? [] : [one.dueMs],
  );
  return due.length > 0 ? Math.min(...due) : undefined;
}
