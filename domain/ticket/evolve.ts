import { extended } from '../calendar/timetable';
import { toEpochMs } from '../time/instant';
import { sideOf } from './actor';
import { reproductionAfter } from './anomaly';
import { noHandOver, type Assignee } from './levels';
import type { ClockMove } from './moves';
import type { TicketEvent } from './events';
import { nextWait, withCorrectedWait, withRecordedWait } from './waits';
import { proposalAfter } from './priority';
import { declinedAfter } from './proposed-resolution';
import { quotationChange } from './quotation-course';
import { rulesOf } from './rules';
import type { TicketAttachment, TicketState } from './schema';

/** So many can be written within the time in which they can be withdrawn. */
const keptWithdrawable = 5;

const nobody: Assignee = { person: null, team: null };

/** The state of a ticket that has just been opened (annex §3): the clocks count from the creation instant. */
export function openedTicket(opening: TicketState['opening']): TicketState {
  const atMs = toEpochMs(opening.openedAt);
  return {
    version: 1,
    opening,
    status: 'new',
    priority: opening.priority,
    category: null,
    cause: null,
    level: 'N1',
    handOver: noHandOver,
    assignee: nobody,
    admission: null,
    terms: null,
    timetables: {},
    moves: [{ kind: 'opened', atMs, priority: opening.priority }],
    announced: [],
    question: null,
    resolution: null,
    closedAt: null,
    changedAtMs: atMs,
  };
}

/** The first event of a ticket. */
export function openingEvent(opening: TicketState['opening']): TicketEvent {
  const { id, role } = opening.requester;
  return { type: 'opened', at: opening.openedAt, by: { id, role }, data: { opening } };
}

/** A ticket as its events tell it, from the first on; throws a RangeError when they do not begin with its opening. */
export function ticketFromEvents([first, ...events]: readonly TicketEvent[]): TicketState {
  if (first?.type !== 'opened') throw new RangeError('the events of a ticket begin with its opening');
  return events.reduce(evolve, openedTicket(first.data.opening));
}

/** What a person who writes to the other side has to have read. */
const conversation: ReadonlySet<TicketEvent['type']> = new Set([
  ...(['message-written', 'client-asked', 'client-answered', 'attached', 'resolved', 'reopened'] as const),
  ...(['resolution-proposed', 'resolution-declined', 'quoted', 'priority-proposed', 'priority-declined'] as const),
] as const);

/** The only writer of a ticket's state. */
export function evolve(state: TicketState, event: TicketEvent): TicketState {
  const next = evolved(state, event);
  if (!conversation.has(event.type)) return next;
  return { ...next, conversation: (state.conversation ?? 0) + 1 };
}

function evolved(state: TicketState, event: TicketEvent): TicketState {
  const atMs = toEpochMs(event.at);
  const moved = (move: ClockMove, change: Partial<TicketState>): TicketState => ({
    ...state,
    ...change,
    moves: [...state.moves, { ...move, ...entryOf(event) }],
    changedAtMs: atMs,
  });
  const changed = (change: Partial<TicketState>): TicketState => ({ ...state, ...change, changedAtMs: atMs });
  switch (event.type) {
    case 'opened':
    case 'notice-sent':
    case 'notice-dropped':
    case 'noted':
    case 'resolution-accepted':
      return state;
    case 'message-written': {
      const { withdrawable } = event.data;
      const kept = [...(state.withdrawable ?? []), ...(withdrawable ? [{ ...withdrawable, by: event.by.id }] : [])];
      return {
        ...state,
        ...(withdrawable ? { withdrawable: kept.slice(-keptWithdrawable) } : {}),
        ...spokenAfter(state, event),
      };
    }
    case 'message-withdrawn': {
      const withdrawn = [...(state.withdrawn ?? []), event.data.number];
      return { ...state, withdrawn, ...spokenAfter(state, event) };
    }
    case 'admission-decided': {
      const { admission, terms, timetables } = event.data;
      const decided = { ...state, admission, terms, timetables };
      if (admission.decision !== 'rejected' || state.status === 'closed') return decided;
      // Nobody is waited for any more, whatever was asked meanwhile.
      const over = { status: 'rejected', ...nothingPending(decided), question: null } as const;
      return { ...decided, ...over, moves: [...state.moves, { kind: 'ended', atMs }] };
    }
    case 'rejected': {
      const { outOfScope, clause, advice } = event.data;
      const rejection = { outOfScope, clause, advice };
      return moved({ kind: 'ended', atMs }, { status: 'rejected', rejection, ...nothingPending(state) });
    }
    case 'terms-amended': {
      const { terms, timetables } = event.data;
      const formerTerms = [...(state.formerTerms ?? []), ...(state.terms ? [state.terms] : [])];
      return moved(
        { kind: 'amended', atMs },
        { terms, formerTerms, timetables: { ...state.timetables, ...timetables } },
      );
    }
    case 'admission-reconsidered': {
      const { admission, counts } = event.data;
      const admitted = admission.decision === 'admitted' && counts === 'from-decision';
      return changed({ admission, ...(admitted ? { countsFromMs: atMs } : {}) });
    }
    case 'timetables-extended':
      return { ...state, timetables: longer(state.timetables, event.data.timetables) };
    case 'acknowledged': {
      const acknowledged = moved({ kind: 'acknowledged', atMs }, { status: 'acknowledged' });
      // Of a reaction that is entered late, what was proposed since stays what happened last.
      return rulesOf(state) >= 8 ? { ...acknowledged, changedAtMs: Math.max(state.changedAtMs, atMs) } : acknowledged;
    }
    case 'qualified': {
      const { category, priority, cause } = event.data;
      const status = state.status === 'acknowledged' ? 'qualified' : state.status;
      const proposal = proposalAfter(state, { ...state, category, cause, priority });
      const change = { category, cause, priority, status, ...proposal };
      return priority === state.priority ? changed(change) : moved({ kind: 'priority', atMs, priority }, change);
    }
    case 'priority-changed': {
      const { to } = event.data;
      return moved(
        { kind: 'priority', atMs, priority: to },
        { priority: to, ...(state.proposal ? { proposal: null } : {}) },
      );
    }
    case 'priority-proposed': {
      const { priority, category, cause, impact } = event.data;
      const said = rulesOf(state) >= 8 ? spokenAfter(state, event) : {};
      return changed({ proposal: { priority, category, cause, impact, by: event.by, at: event.at }, ...said });
    }
    case 'priority-accepted':
    case 'priority-declined':
    case 'priority-withdrawn':
      return changed({ proposal: null });
    case 'client-asked': {
      const { question } = event.data;
      return moved({ kind: 'asked', atMs, ...nextWait(state) }, { status: 'waiting-client', question, reminded: 0 });
    }
    case 'client-reminded':
      return { ...state, reminded: event.data.number };
    case 'wait-corrected': {
      const { wait, from, to, proof } = event.data;
      const toMs = to === null ? undefined : toEpochMs(to);
      const entry = { by: event.by.id, recordedMs: atMs, evidence: proof };
      const moves = withCorrectedWait(state.moves, wait, toEpochMs(from), toMs, entry);
      return { ...state, moves, changedAtMs: lastFactMs(state, [toEpochMs(from), toMs]) };
    }
    case 'wait-recorded': {
      const { from, to, proof } = event.data;
      const entry = { by: event.by.id, recordedMs: atMs, evidence: proof, ...nextWait(state) };
      const moves = withRecordedWait(state, toEpochMs(from), toEpochMs(to), entry);
      return { ...state, moves, changedAtMs: lastFactMs(state, [toEpochMs(to)]) };
    }
    case 'client-answered':
      return moved(
        { kind: 'answered', atMs },
        { status: state.category ? 'in-progress' : 'acknowledged', question: null },
      );
    case 'resolved': {
      const { kind, answer, version } = event.data;
      const resolution = { kind, answer, ...(version === undefined ? {} : { version }) };
      const change = { resolution, question: null, proposedResolution: null };
      return moved(
        { kind: 'resolved', atMs },
        { status: 'resolved', ...change, ...(state.spoken ? { spoken: null } : {}) },
      );
    }
    case 'reopened':
      return moved({ kind: 'reopened', atMs }, { status: 'in-progress', resolution: null });
    case 'escalated':
      // Another level takes it: who of the former one worked on it does no longer.
      return changed({ level: event.data.to, assignee: nobody, ...reproductionAfter(state, event) });
    case 'returned':
      return changed({ level: event.data.to, assignee: nobody, ...reproductionAfter(state, event) });
    case 'assigned': {
      const { person, team } = event.data;
      return { ...state, assignee: { person, team } };
    }
    case 'linked': {
      const { kind, to, client } = event.data;
      return { ...state, links: [...(state.links ?? []), { kind, to, client }] };
    }
    case 'unlinked': {
      const { kind, to } = event.data;
      return { ...state, links: state.links?.filter((one) => one.kind !== kind || one.to !== to) };
    }
    case 'merged': {
      const { into, reason } = event.data;
      return moved({ kind: 'merged', atMs }, { merged: { into, reason }, question: null, proposedResolution: null });
    }
    case 'merge-told': {
      const { followers } = event.data;
      return { ...state, mergeTold: true, ...(followers === undefined ? {} : { followersTold: followers }) };
    }
    case 'duplicate-taken':
      return { ...state, duplicates: [...(state.duplicates ?? []), event.data] };
    case 'tied-to-anomaly':
      return { ...state, anomaly: event.data.anomaly, ...reproductionAfter(state, event) };
    case 'untied-from-anomaly': {
      const pending = state.proposedResolution;
      const proposedResolution = pending?.anomaly === event.data.anomaly ? null : pending;
      return { ...state, anomaly: null, proposedResolution, ...reproductionAfter(state, event) };
    }
    case 'resolution-proposed': {
      const { kind, answer, version, anomaly, number = (state.proposals ?? 0) + 1 } = event.data;
      const proposal = { kind, answer, ...(version === undefined ? {} : { version }), anomaly, number };
      return changed({ proposedResolution: proposal, proposals: number });
    }
    case 'resolution-declined':
      return changed({ proposedResolution: null, ...declinedAfter(state) });
    case 'quoted':
      return moved({ kind: 'quoted', atMs }, quotationChange(state, event));
    case 'quotation-accepted':
    case 'quotation-refused':
    case 'quotation-expired':
    case 'quotation-withdrawn':
      return moved({ kind: 'quotation-ended', atMs }, quotationChange(state, event));
    case 'quotation-billed':
      return { ...state, ...quotationChange(state, event) };
    case 'attached':
    case 'attached-internally':
      return { ...state, attachments: [...(state.attachments ?? []), attachmentOf(event)] };
    case 'closed': {
      const change = {
        status: 'closed',
        closedAt: event.at,
        proposedResolution: null,
        ...nothingPending(state),
      } as const;
      return state.status === 'resolved' || state.merged ? changed(change) : moved({ kind: 'ended', atMs }, change);
    }
    case 'warned':
    case 'breached':
    case 'escalation-reached':
      return { ...state, announced: [...state.announced, { ...event.data, atMs }] };
    case 'escalation-acknowledged':
      return acknowledged(state, event);
    case 'announcement-withdrawn': {
      const { clock, threshold, deadline } = event.data;
      const kept = state.announced.filter(
        (told) => told.clock !== clock || told.threshold !== threshold || told.deadline !== deadline,
      );
      return { ...state, announced: kept };
    }
  }
}

/** Who wrote last of a resolution: an answer of support that was taken back leaves the client with the last word. */
function spokenAfter(
  { status, spoken, ...state }: TicketState,
  { type, at, by }: Extract<TicketEvent, { type: `message-${string}` | 'priority-proposed' }>,
): Pick<TicketState, 'spoken'> {
  if (status !== 'resolved' || rulesOf(state) < 7) return {};
  const atMs = toEpochMs(at);
  if (type === 'message-withdrawn') return spoken?.afterClient ? { spoken: { side: 'client', atMs } } : {};
  const side = sideOf(by);
  if (rulesOf(state) >= 8 && spoken && atMs < spoken.atMs) return {};
  const afterClient = side === 'provider' && (spoken?.side === 'client' || spoken?.afterClient === true);
  return { spoken: { side, atMs, ...(afterClient ? { afterClient } : {}) } };
}

/** An attachment with who added it when; of an entry that was made late the rest stands in its event. */
function attachmentOf({ type, at, by, data }: Extract<TicketEvent, { type: `attached${string}` }>): TicketAttachment {
  const { id, name, type: content, size, sha256 } = data;
  return { id, name, type: content, size, sha256, internal: type === 'attached-internally', at, by };
}

/** What was announced of the clocks until then is marked, so that what of it has not left yet stays here. */
function acknowledged(
  state: TicketState,
  { at, by, data }: Extract<TicketEvent, { type: 'escalation-acknowledged' }>,
): TicketState {
  const atMs = toEpochMs(at);
  const taken = data.acknowledged.map((one) => ({ ...one, by: by.id, atMs, comment: data.comment }));
  const announced = state.announced.map((told) =>
    told.atMs <= atMs && taken.some(({ clock }) => clock === told.clock)
      ? { ...told, acknowledged: true as const }
      : told,
  );
  return { ...state, announced, acknowledgements: [...(state.acknowledgements ?? []), ...taken] };
}

/** What waits for nobody any more once a ticket is over; of tickets of older rules reminders in flight say so as they did. */
function nothingPending(state: TicketState): Partial<TicketState> {
  const proposal = state.proposal ? { proposal: null } : {};
  return rulesOf(state) >= 4 ? { ...proposal, question: null, proposedResolution: null } : proposal;
}

/** The ticket's last fact, once a wait has got other ends: nothing is entered before them any more, into the wait or ahead of it. */
function lastFactMs(state: TicketState, ends: readonly (number | undefined)[]): number {
  const known = rulesOf(state) >= 4 ? ends.filter((ms) => ms !== undefined) : [];
  return Math.max(state.changedAtMs, ...known);
}

/** An agreement is evidence of its own. */
const agreementOf = (data: TicketEvent['data']): string | undefined =>
  'agreement' in data ? (data.agreement ?? undefined) : undefined;

/** How a move came to be known, if it was entered later than it happened. */
function entryOf({ by, data }: TicketEvent): Pick<ClockMove, 'by' | 'recordedMs' | 'evidence'> {
  if (!('entered' in data) || !data.entered) return {};
  const { recordedAt, evidence = agreementOf(data) } = data.entered;
  return { by: by.id, recordedMs: toEpochMs(recordedAt), ...(evidence === undefined ? {} : { evidence }) };
}

/** Timetables with their later pieces: what they said up to their end is decided, and stays. */
function longer(timetables: TicketState['timetables'], pieces: TicketState['timetables']): TicketState['timetables'] {
  const joined = Object.entries(pieces).map(([name, piece]) => {
    const known = timetables[name];
    return [name, known ? extended(known, piece) : piece] as const;
  });
  return { ...timetables, ...Object.fromEntries(joined) };
}
