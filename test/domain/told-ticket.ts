import { compileContract } from '../../domain/calendar/compile';
import type { Contract } from '../../domain/contract/contract';
import type { TicketEvent } from '../../domain/ticket/events';
import { decide, type TicketCommand } from '../../domain/ticket/decide';
import { evolve, openedTicket } from '../../domain/ticket/evolve';
import type { Actor, TicketOpening, TicketState } from '../../domain/ticket/schema';
import { termsOf } from '../../domain/ticket/terms';
import { toEpochMs } from '../../domain/time/instant';
import { sampleContract } from '../sample-contract';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const claire: Actor = { id: 'claire', role: 'client' };
export const nadia: Actor = { id: 'n1', role: 'support' };

/** A Monday, 09:00 in Paris. */
export const openedAt = '2026-11-23T08:00:00.000Z';
export const openedMs = toEpochMs(openedAt);

type PersonTold = Extract<TicketCommand, { actor: Actor }>;

/** A ticket with all that has happened to it; each telling says what it made. */
export class ToldTicket {
  readonly events: TicketEvent[] = [];
  state: TicketState;

  constructor(opening: Partial<TicketOpening> = {}) {
    this.state = openedTicket({
      ...{ reference: 'T-0123456789', client: 'dupont', environment: 'prod', title: 'T', description: 'D' },
      ...{ reproduction: null, priority: 'P2', channel: 'api', openedAt },
      requester: { id: 'claire', role: 'client', email: 'claire@dupont.example', language: 'fr' },
      ...opening,
    });
  }

  /** Admitted under a contract whose timetables reach so many days. */
  static admitted(contract: Partial<Contract> = {}, opening: Partial<TicketOpening> = {}, days = 60): ToldTicket {
    const ticket = new ToldTicket(opening);
    const whole = { ...sampleContract(), ...contract };
    ticket.give({
      type: 'admit',
      nowMs: openedMs,
      admission: { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} },
      terms: termsOf(whole, 'fr'),
      timetables: compileContract(whole, openedMs - day, openedMs + days * day),
    });
    return ticket;
  }

  /** What somebody tells, so long after the opening (ms): the types of the new events, or the refusal's code. */
  tell(
    actor: Actor,
    type: PersonTold['type'],
    data: unknown,
    afterMs: number,
    late: Pick<PersonTold, 'happenedMs' | 'evidence' | 'loaded' | 'facts' | 'dayEndsAt'> = {},
  ): string[] | string {
    return this.give({ type, data, actor, nowMs: openedMs + afterMs, ...late } as TicketCommand);
  }

  /** Time passes to so long after the opening (ms). */
  tick(afterMs: number): string[] | string {
    return this.give({ type: 'tick', nowMs: openedMs + afterMs });
  }

  give(command: TicketCommand): string[] | string {
    const decision = decide(this.state, command);
    if ('refusal' in decision) return decision.refusal.code;
    this.state = decision.events.reduce(evolve, this.state);
    this.events.push(...decision.events);
    return decision.events.map(({ type }) => type);
  }
}
