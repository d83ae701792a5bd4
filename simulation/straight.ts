import { compileContract } from '../domain/calendar/compile';
import type { Contract } from '../domain/contract/contract';
import { retell } from '../domain/import/retelling';
import type { Refusal } from '../domain/refusal';
import { ticketAnswer } from '../domain/ticket/answer';
import { openedTicket } from '../domain/ticket/evolve';
import type { TicketCommandName } from '../domain/ticket/commands';
import type { Admission, TicketState } from '../domain/ticket/schema';
import { termsOf } from '../domain/ticket/terms';
import { toEpochMs } from '../domain/time/instant';
import type { AdmissionAnswer } from '../workflows/activity-types';
import type { ReplayedTicket } from './commands';
import { figuresAfter, figuresAtOpening, type Figures } from './figures';

/** A command that the ticket refused: it changed nothing. */
export interface Refused {
  readonly number: string;
  readonly command: TicketCommandName;
  readonly refusal: Refusal;
}

export interface Outcome {
  readonly figures: readonly Figures[];
  readonly refused: readonly Refused[];
}

const day = 24 * 3600 * 1000;
/** Past the log's last instant, so that every deadline of an open ticket lies in the timetables. */
const margin = { beforeMs: 2 * day, afterMs: 400 * day };

/** Every ticket of a replay is admitted (annex §2): the log knows neither invoices nor versions. */
const admitted: Admission = { decision: 'admitted', reason: 'eligible', clause: '§2', facts: { source: 'replay' } };

/** The first and the last instant of the tickets, epoch milliseconds. */
export function spanOf(tickets: readonly ReplayedTicket[]): { fromMs: number; toMs: number } {
  let fromMs = Infinity;
  let toMs = -Infinity;
  for (const { opening, steps } of tickets) {
    const openedMs = toEpochMs(opening.openedAt);
    fromMs = Math.min(fromMs, openedMs);
    toMs = Math.max(toMs, openedMs, steps.at(-1)?.atMs ?? openedMs);
  }
  return { fromMs, toMs };
}

/**
 * What all tickets of a replay are admitted with: the contract's terms and its hours, compiled once for the whole span of the log.
 * Throws a RangeError when the country of the holidays is unknown.
 */
export function replayAdmission(
  contract: Contract,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): AdmissionAnswer {
  const timetables = compileContract(contract, fromMs - margin.beforeMs, toMs + margin.afterMs);
  return { admission: admitted, terms: termsOf(contract, 'en'), timetables };
}

/** Replays tickets through the domain's decider at the log's own instants, without any server. */
export function replayStraight(tickets: readonly ReplayedTicket[], contract: Contract): Outcome {
  if (tickets.length === 0) return { figures: [], refused: [] };
  const admission = replayAdmission(contract, spanOf(tickets));
  const outcomes = tickets.map((ticket) => replayTicket(ticket, admission));
  return {
    figures: outcomes.map(({ figures }) => figures),
    refused: outcomes.flatMap(({ refused }) => refused),
  };
}

/** One ticket through the decider; the state is the one after its last step. */
export function replayTicket(
  ticket: ReplayedTicket,
  admission: AdmissionAnswer,
): { state: TicketState; figures: Figures; refused: Refused[] } {
  const refused: Refused[] = [];
  let figures = figuresAtOpening(ticket);
  let state = openedTicket(ticket.opening);
  for (const { step, state: after, answer } of retell(ticket.opening, admission, ticket.steps)) {
    state = after;
    if (!step) continue;
    if ('refusal' in answer) refused.push({ number: ticket.number, command: step.type, refusal: answer.refusal });
    else figures = figuresAfter(figures, step.type, ticketAnswer(state, step.atMs, 0));
  }
  return { state, figures, refused };
}
