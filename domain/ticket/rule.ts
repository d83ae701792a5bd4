import type { z } from 'zod';
import { text } from '../text';
import type { Decision } from '../decider';
import type { Timetable } from '../calendar/timetable';
import type { Refusal } from '../refusal';
import type { Instant } from '../time/instant';
import type { TicketEvent, TicketEventType } from './events';
import type { Facts } from './facts';
import type { Actor, Admission, Status, Terms, TicketState } from './schema';

export type Answer = Decision<TicketEvent> | { readonly refusal: Refusal };

/** What the event of a late entry says of it. */
type Late = Pick<Extract<TicketEvent, { type: 'acknowledged' }>['data'], 'entered'>;

/** What the registers say, loaded before the decision. A command that needs it and does not have it yet decides nothing. */
export interface Loaded {
  readonly terms?:
    { readonly terms: Terms; readonly timetables: Record<string, Timetable> } | { readonly refusal: Refusal };
  readonly admission?: Admission;
}

/** Who gives a command, and when it happened; `nowMs` is the instant of the telling, epoch milliseconds. */
export interface Told {
  readonly by: Actor;
  readonly at: Instant;
  readonly atMs: number;
  readonly nowMs: number;
  /** When the day that the command names is over in the contract's zone, epoch milliseconds. */
  readonly dayEndsMs?: number | undefined;
  readonly late: Late;
  readonly loaded?: Loaded | undefined;
  readonly facts: Facts;
}

/** One command of a ticket: what it takes, who may give it, in which states, and what it makes of the ticket. */
export interface Rule<Data extends z.ZodObject> {
  readonly data: Data;
  /** The company is checked apart. */
  readonly roles: readonly Actor['role'][];
  readonly in: readonly Status[];
  /** What of the registers it is decided on: the workflow loads it first. */
  readonly loads?: keyof Loaded;
  /** Before which instant it can't have happened, epoch milliseconds: the ticket's last fact unless told. */
  lastFactMs?(state: TicketState): number;
  decide(state: TicketState, data: z.output<Data>, told: Told): Answer;
}

/** Declares a command, with the type of what it takes. */
export function rule<Data extends z.ZodObject>(declared: Rule<Data>): Rule<Data> {
  return declared;
}

/** The event of what was told, at the instant at which it happened. */
export function happened<Type extends TicketEventType>(
  { at, by, late }: Told,
  type: Type,
  data: Extract<TicketEvent, { type: Type }>['data'],
): { readonly events: readonly TicketEvent[] } {
  return { events: [{ type, at, by, data: { ...data, ...late } } as Extract<TicketEvent, { type: Type }>] };
}

/** With which support enters what the client has decided: a client decides by itself. */
export const agreementByOther = text(1000).optional().describe('By support: who of the client agreed, and how.');

export const support: readonly Actor['role'][] = ['support', 'admin'];
export const everybody: readonly Actor['role'][] = ['client', 'support', 'admin'];

export const workedOn: readonly Status[] = ['acknowledged', 'qualified', 'in-progress', 'waiting-client'];
export const open: readonly Status[] = ['new', ...workedOn, 'resolved'];
