import type { z } from 'zod';
import type { Timetable } from '../calendar/timetable';
import { refusal } from '../refusal';
import { toEpochMs, toInstant } from '../time/instant';
import { cadran } from './actor';
import { announcementsUpTo, withdrawals } from './announcements';
import { untyingAfter } from './anomaly';
import { commandRules, type PersonCommand } from './commands';
import { closing, remindersUpTo } from './delays';
import type { TicketEvent } from './events';
import type { Facts } from './facts';
import { evolve } from './evolve';
import { whyUnproven } from './late-entries';
import { expiriesBefore, quotationsAfter } from './quotation-course';
import type { Answer, Loaded, Rule, Told } from './rule';
import type { Actor, Admission, Duplicate, Terms, TicketState } from './schema';

/** What a person tells: `happenedMs` for what is entered later than it happened, with its evidence. */
type GivenByPerson = PersonCommand & {
  actor: Actor;
  nowMs: number;
  happenedMs?: number;
  evidence?: string | undefined;
  /** How much of the conversation its author had read: more since then refuses it. */
  seen?: number | undefined;
  loaded?: Loaded;
  facts?: Facts | undefined;
  dayEndsAt?: string | undefined;
};

/** What a ticket is told: by people, by the passing of time, or by the registers. `nowMs` is the instant of the telling. */
export type TicketCommand =
  | GivenByPerson
  | { type: 'tick'; nowMs: number }
  | { type: 'admit'; nowMs: number; admission: Admission; terms: Terms | null; timetables: Record<string, Timetable> }
  | { type: 'extend'; nowMs: number; timetables: Record<string, Timetable> }
  | { type: 'take-duplicate'; nowMs: number; duplicate: Duplicate }
  | { type: 'tell-merge'; nowMs: number; outcome: 'told' | 'ended'; followers?: number };

/**
 * What a command makes of a ticket: the events, or a refusal that changes nothing. Events of one instant stand in this order:
 * what was due before it, the command, what the command makes due at once. What a command enters late, and what had been
 * announced in between, is set right by withdrawals.
 */
export function decide(state: TicketState, command: TicketCommand): Answer {
  const told = isFromOutside(command);
  const atMs = told ? command.nowMs : (command.happenedMs ?? command.nowMs);
  const expiries = expiriesBefore(state, atMs);
  const current = expiries.reduce(evolve, state);
  const before = [...expiries, ...announcementsUpTo(current, atMs, !told), ...remindersUpTo(current, atMs, !told)];
  const known = before.reduce(evolve, state);
  const answer = told ? { events: fromOutside(current, command) } : byPerson(known, command);
  if ('refusal' in answer) return answer;
  const events = withQuotations(state, untied(state, [...before, ...answer.events]), command.nowMs);
  const after = events.reduce(evolve, state);
  return {
    events: [...events, ...withdrawals(after, command.nowMs), ...announcementsUpTo(after, command.nowMs, false)],
  };
}

/** Events with what they make of the ticket's tie to an anomaly. */
function untied(state: TicketState, events: readonly TicketEvent[]): readonly TicketEvent[] {
  const qualified = events.findLast(({ type }) => type === 'qualified');
  return qualified ? [...events, ...untyingAfter(events.reduce(evolve, state), qualified)] : events;
}

/** Events with what they make of the ticket's quotations, up to the instant of the telling. */
function withQuotations(state: TicketState, events: readonly TicketEvent[], nowMs: number): TicketEvent[] {
  const last = events.at(-1);
  if (!last) return [];
  const brought = quotationsAfter(events.reduce(evolve, state), last);
  const known = [...events, ...brought];
  return [...known, ...expiriesBefore(known.reduce(evolve, state), nowMs)];
}

type FromOutside = Exclude<TicketCommand, GivenByPerson>;

function isFromOutside(command: TicketCommand): command is FromOutside {
  return !('actor' in command);
}

function fromOutside(state: TicketState, command: FromOutside): TicketEvent[] {
  const at = toInstant(command.nowMs);
  switch (command.type) {
    case 'tick': {
      const { atMs = Infinity, reason = 'silence' } = closing(state) ?? {};
      if (atMs > command.nowMs) return [];
      return [{ type: 'closed', at: toInstant(atMs), by: cadran, data: { reason } }];
    }
    case 'admit': {
      if (state.admission) return [];
      const { admission, terms, timetables } = command;
      return [{ type: 'admission-decided', at, by: cadran, data: { admission, terms, timetables } }];
    }
    case 'extend':
      return [{ type: 'timetables-extended', at, by: cadran, data: { timetables: command.timetables } }];
    case 'take-duplicate': {
      const known = state.duplicates?.some(({ reference }) => reference === command.duplicate.reference) ?? false;
      return known ? [] : [{ type: 'duplicate-taken', at, by: cadran, data: command.duplicate }];
    }
    case 'tell-merge': {
      const { outcome, followers } = command;
      const data = { outcome, ...(followers === undefined ? {} : { followers }) };
      return [{ type: 'merge-told', at, by: cadran, data }];
    }
  }
}

function byPerson(state: TicketState, command: GivenByPerson): Answer {
  const { type, actor, nowMs, evidence, loaded } = command;
  const rule: Rule<z.ZodObject> = commandRules[type];
  const atMs = command.happenedMs ?? nowMs;
  const at = toInstant(atMs);
  if (state.merged) return refusal('merged', { command: type, into: state.merged.into });
  if ((closing(state)?.atMs ?? Infinity) < atMs) return refusal('wrong-status', { command: type, status: 'closed' });
  if (!rule.roles.includes(actor.role)) return refusal('not-allowed', { command: type, role: actor.role });
  if (!rule.in.includes(state.status)) return refusal('wrong-status', { command: type, status: state.status });
  if (command.seen !== undefined && command.seen < (state.conversation ?? 0)) return refusal('newer-entries');
  if (atMs > nowMs) return refusal('instant-in-future', { at });
  if (evidence !== undefined && command.happenedMs === undefined) return refusal('evidence-without-instant');
  const lastMs = rule.lastFactMs?.(state) ?? state.changedAtMs;
  if (atMs < lastMs) return refusal('instant-out-of-order', { at, last: toInstant(lastMs) });
  const unproven = whyUnproven(state, command, nowMs - atMs);
  if (unproven) return unproven;
  const recordedAt = toInstant(nowMs);
  const late: Told['late'] =
    atMs < nowMs ? { entered: evidence === undefined ? { recordedAt } : { recordedAt, evidence } } : {};
  const { facts = {} } = command;
  const dayEndsMs = command.dayEndsAt === undefined ? undefined : toEpochMs(command.dayEndsAt);
  return rule.decide(state, command.data, { by: actor, at, atMs, nowMs, dayEndsMs, late, loaded, facts });
}
