import { refusal, type Refusal } from '../refusal';
import { isEnded } from '../ticket/answer';
import type { PersonCommand } from '../ticket/commands';
import { decide, type TicketCommand } from '../ticket/decide';
import type { TicketEvent } from '../ticket/events';
import { evolve, openedTicket, openingEvent } from '../ticket/evolve';
import type { Answer } from '../ticket/rule';
import type { Actor, TicketOpening, TicketState } from '../ticket/schema';
import { toEpochMs } from '../time/instant';
import type { HistoryEntry } from './history';

/** What the registers said of the ticket at its creation (annex §2, §6). */
type Admitted = Omit<Extract<TicketCommand, { type: 'admit' }>, 'type' | 'nowMs'>;

/** A command with the instant at which it was given (epoch milliseconds). */
export type Step = PersonCommand & { readonly atMs: number; readonly actor: Actor };

/** The command that an entry of a history stands for. */
export function stepOf({ at, by, ...command }: HistoryEntry): Step {
  return { ...command, actor: by, atMs: toEpochMs(at) };
}

/** What became of one step, the admission being the one before all (`undefined`): the ticket after it, with its events or its refusal. */
export interface Retold {
  readonly step: Step | undefined;
  readonly state: TicketState;
  readonly answer: Answer;
}

/**
 * Tells a ticket its history by the rules that hold for one in flight, each step at its own instant: admitted at its opening,
 * then told. What it refuses changes nothing; whoever listens goes on or not. Silence closes nothing on the way, and no quotation is
 * waited for: these were the other helpdesk's then, and a history that goes on after a long silence is true all the same.
 */
export function* retell(opening: TicketOpening, admitted: Admitted, steps: readonly Step[]): Generator<Retold, void> {
  let state = openedTicket(opening);
  const heard = (command: TicketCommand): Answer => {
    const answer = decide(asElsewhere(state), command);
    if ('events' in answer) state = answer.events.reduce(evolve, state);
    return answer;
  };
  const admission = heard({ type: 'admit', nowMs: toEpochMs(opening.openedAt), ...admitted });
  yield { step: undefined, state, answer: admission };
  for (const step of steps) {
    const { atMs, ...command } = step;
    const answer = heard({ ...command, nowMs: atMs });
    yield { step, state, answer };
  }
}

/** The ticket as if the contract made nothing of a client's silence, and held no work up for a quotation: both were settled elsewhere. */
function asElsewhere(state: TicketState): TicketState {
  if (!state.terms) return state;
  const silence = { closeAfterMs: null, closeUnansweredAfterMs: null, remindAfterMs: [], reopenWithinMs: null };
  return { ...state, terms: { ...state.terms, ...silence, additionalWork: 'at-once' } };
}

/** A question that was left unanswered closes its ticket with notice: once it is in flight, and somebody is told. */
function withoutClosingUnanswered(state: TicketState): TicketState {
  return state.terms ? { ...state, terms: { ...state.terms, closeUnansweredAfterMs: null } } : state;
}

/** Why a history becomes no ticket, and the field of it that is at fault; empty for the whole of it. */
export interface Unfit {
  readonly field: string;
  readonly refusal: Refusal;
}

/** The field of an entry that a refusal asks for; empty where the entry as a whole is at fault. */
function faultIn({ refusal: { code } }: { readonly refusal: Refusal }): string {
  const missing = missingFields[code];
  return missing === undefined ? '' : `.data.${missing}`;
}
const missingFields: Partial<Record<Refusal['code'], string>> = {
  'agreement-missing': 'agreement',
  'priority-not-agreed': 'agreement',
  'reason-required': 'reason',
  'cause-required': 'cause',
  'reformulation-missing': 'reformulation',
  'reproduction-missing': 'reproduction',
};

/**
 * The whole ticket of a history at an instant (epoch milliseconds), or the first thing that can't be: a history is taken as a
 * whole or not at all, since clocks that leave a fact out would be wrong. One that the registers reject (annex §2) is refused too:
 * it was worked on, so it is for a person to say which of both is mistaken. What has been due since its last entry is told at its
 * own instant, as for a ticket in flight.
 */
export function importedTicket(
  opening: TicketOpening,
  admitted: Admitted,
  entries: readonly HistoryEntry[],
  nowMs: number,
): { readonly state: TicketState; readonly events: readonly TicketEvent[] } | Unfit {
  const unfit = (field: string, { refusal: reason }: { readonly refusal: Refusal }): Unfit => ({
    field,
    refusal: reason,
  });
  const { decision, reason, facts } = admitted.admission;
  if (decision === 'rejected') return unfit('', refusal('not-eligible', { ...facts, reason }));
  if (toEpochMs(opening.openedAt) > nowMs)
    return unfit('openedAt', refusal('instant-in-future', { at: opening.openedAt }));
  const future = entries.findIndex(({ at }) => toEpochMs(at) > nowMs);
  if (future >= 0)
    return unfit(`entries.${future}.at`, refusal('instant-in-future', { at: entries[future]?.at ?? '' }));
  let state = openedTicket(opening);
  const events = [openingEvent(opening)];
  const steps = entries.map(stepOf);
  for (const { step, state: after, answer } of retell(opening, admitted, steps)) {
    if ('refusal' in answer) return unfit(step ? `entries.${steps.indexOf(step)}${faultIn(answer)}` : '', answer);
    state = after;
    events.push(...answer.events);
  }
  if (isEnded(state)) return { state, events };
  const due = decide(withoutClosingUnanswered(state), { type: 'tick', nowMs });
  if ('refusal' in due) return unfit('', due);
  return { state: due.events.reduce(evolve, state), events: [...events, ...due.events] };
}

/**
 * Up to when the timetables of a history have to be known at least, epoch milliseconds: its last instant, or `nowMs` while it goes on.
 */
export function reachesMs(entries: readonly HistoryEntry[], nowMs: number): number {
  const last = entries.at(-1);
  return last?.type === 'confirm' || last?.type === 'reject' ? toEpochMs(last.at) : nowMs;
}
