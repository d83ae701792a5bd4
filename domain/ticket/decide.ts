import type { Decision } from '../decider';
import { refusal, type Refusal } from '../refusal';
import { toInstant } from '../time/instant';
import { cadran } from './actor';
import { announcementsUpTo, closesAtMs, withdrawals } from './announcements';
import { evolve } from './evolve';
import { escalated, noHandOver, whyNotReturned } from './levels';
import {
  commandRoles,
  type Actor,
  type Admission,
  type Category,
  type PersonCommand,
  type Status,
  type Terms,
  type TicketEvent,
  type TicketState,
} from './schema';
import type { Priority } from '../contract/contract';
import type { Timetable } from '../calendar/timetable';

/** What a person tells: `happenedMs` for what is entered later than it happened, with its evidence. */
type GivenByPerson = PersonCommand & {
  actor: Actor;
  nowMs: number;
  happenedMs?: number;
  evidence?: string | undefined;
};

/** What a ticket is told: by people, by the passing of time, or by the registers. `nowMs` is the instant of the telling. */
export type TicketCommand =
  | GivenByPerson
  | { type: 'tick'; nowMs: number }
  | { type: 'admit'; nowMs: number; admission: Admission; terms: Terms | null; timetables: Record<string, Timetable> }
  | { type: 'extend'; nowMs: number; timetables: Record<string, Timetable> };

/** What the event of a late entry says of it. */
type Late = Pick<Extract<TicketEvent, { type: 'acknowledged' }>['data'], 'entered'>;

type Answer = Decision<TicketEvent> | { readonly refusal: Refusal };

const workedOn: readonly Status[] = ['acknowledged', 'qualified', 'in-progress', 'waiting-client'];
const open: readonly Status[] = ['new', ...workedOn, 'resolved'];

/** In which states a command makes sense (docs/architecture.md has the picture). */
const allowedIn: Record<PersonCommand['type'], readonly Status[]> = {
  acknowledge: ['new'],
  qualify: [...workedOn, 'resolved'],
  'change-priority': open,
  ask: ['acknowledged', 'qualified', 'in-progress'],
  answer: ['waiting-client'],
  resolve: ['qualified', 'in-progress', 'waiting-client'],
  reopen: ['resolved'],
  confirm: ['resolved'],
  escalate: workedOn,
  return: workedOn,
  assign: open,
  note: open,
};

/**
 * What a command makes of a ticket: the events, or a refusal that changes nothing. Events of one instant stand in this order:
 * what was due before it, the command, what the command makes due at once. What a command enters late, and what had been
 * announced in between, is set right by withdrawals.
 */
export function decide(state: TicketState, command: TicketCommand): Answer {
  const told = command.type === 'tick' || command.type === 'admit' || command.type === 'extend';
  const answer = told ? { events: fromOutside(state, command) } : byPerson(state, command);
  if ('refusal' in answer) return answer;
  const atMs = told ? command.nowMs : (command.happenedMs ?? command.nowMs);
  const before = announcementsUpTo(state, atMs, !told);
  const events = [...before, ...answer.events];
  const after = events.reduce(evolve, state);
  return {
    events: [...events, ...withdrawals(after, command.nowMs), ...announcementsUpTo(after, command.nowMs, false)],
  };
}

function fromOutside(
  state: TicketState,
  command: Extract<TicketCommand, { type: 'tick' | 'admit' | 'extend' }>,
): TicketEvent[] {
  const at = toInstant(command.nowMs);
  switch (command.type) {
    case 'tick': {
      const closesMs = closesAtMs(state);
      if (closesMs === undefined || closesMs > command.nowMs) return [];
      return [{ type: 'closed', at: toInstant(closesMs), by: cadran, data: { reason: 'silence' } }];
    }
    case 'admit': {
      if (state.admission) return [];
      const { admission, terms, timetables } = command;
      return [{ type: 'admission-decided', at, by: cadran, data: { admission, terms, timetables } }];
    }
    case 'extend':
      return [{ type: 'timetables-extended', at, by: cadran, data: { timetables: command.timetables } }];
  }
}

function byPerson(state: TicketState, command: GivenByPerson): Answer {
  const { actor, nowMs, evidence } = command;
  const atMs = command.happenedMs ?? nowMs;
  const at = toInstant(atMs);
  const closesMs = closesAtMs(state);
  if (closesMs !== undefined && closesMs < atMs)
    return refusal('wrong-status', { command: command.type, status: 'closed' });
  if (!commandRoles[command.type].includes(actor.role))
    return refusal('not-allowed', { command: command.type, role: actor.role });
  if (!allowedIn[command.type].includes(state.status))
    return refusal('wrong-status', { command: command.type, status: state.status });
  if (atMs > nowMs) return refusal('instant-in-future', { at });
  if (evidence !== undefined && command.happenedMs === undefined) return refusal('evidence-without-instant');
  if (atMs < state.changedAtMs) return refusal('instant-out-of-order', { at, last: toInstant(state.changedAtMs) });
  const recordedAt = toInstant(nowMs);
  const late: Late =
    atMs < nowMs ? { entered: evidence === undefined ? { recordedAt } : { recordedAt, evidence } } : {};
  const happened = <Type extends TicketEvent['type']>(
    type: Type,
    data: Extract<TicketEvent, { type: Type }>['data'],
  ): Answer => ({
    events: [{ type, at, by: actor, data: { ...data, ...late } } as Extract<TicketEvent, { type: Type }>],
  });
  switch (command.type) {
    case 'acknowledge':
      return happened('acknowledged', {});
    case 'qualify': {
      const { category, priority, cause = null } = command.data;
      const wrong = mismatch(category, priority, cause);
      return wrong ?? happened('qualified', { category, priority, cause });
    }
    case 'change-priority':
      return changePriority(state, command.data, { at, by: actor, late });
    case 'ask':
      return happened('client-asked', command.data);
    case 'answer':
      return happened('client-answered', command.data);
    case 'resolve':
      return happened('resolved', command.data);
    case 'reopen':
      return happened('reopened', command.data);
    case 'confirm':
      return happened('closed', { reason: 'confirmed' });
    case 'escalate': {
      const { level: from, handOver: written = noHandOver } = state;
      const handOver = escalated(from, written, command.data);
      return 'refusal' in handOver ? handOver : happened('escalated', { from, to: command.data.to, handOver });
    }
    case 'return': {
      const { to, reason } = command.data;
      return whyNotReturned(state.level, to) ?? happened('returned', { from: state.level, to, reason });
    }
    case 'assign':
      return happened('assigned', command.data);
    case 'note':
      return happened('noted', command.data);
  }
}

/** An incident is P1, P2 or P3 and a request P4 (annex §7); a client incident names its cause (glossary). */
function mismatch(category: Category, priority: Priority, cause: string | null): { refusal: Refusal } | undefined {
  const incident = category === 'provider-incident' || category === 'client-incident';
  if (incident === (priority === 'P4')) return refusal('category-priority-mismatch', { category, priority });
  if (category === 'client-incident' && cause === null) return refusal('cause-required', { category });
  return undefined;
}

/** Support records an agreement on the priority (annex §7); crossing between incident and request changes the category too. */
function changePriority(
  state: TicketState,
  data: Extract<PersonCommand, { type: 'change-priority' }>['data'],
  { at, by, late }: { at: string; by: Actor; late: Late },
): Answer {
  const category = data.category ?? state.category;
  const cause = data.cause ?? state.cause;
  const wrong = category && mismatch(category, data.priority, cause);
  if (wrong) return wrong;
  const changed: TicketEvent = {
    type: 'priority-changed',
    at,
    by,
    data: { from: state.priority, to: data.priority, agreement: data.agreement, ...late },
  };
  const changes: TicketEvent[] = data.priority === state.priority ? [] : [changed];
  if (category && category !== state.category)
    changes.push({ type: 'qualified', at, by, data: { category, priority: data.priority, cause, ...late } });
  return changes.length > 0 ? { events: changes } : refusal('priority-unchanged', { priority: data.priority });
}
