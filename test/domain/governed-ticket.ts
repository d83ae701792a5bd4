import type { Contract, Priority } from '../../domain/contract/contract';
import { ticketAnswer } from '../../domain/ticket/answer';
import { decide, type TicketCommand } from '../../domain/ticket/decide';
import type { TicketEvent } from '../../domain/ticket/events';
import { evolve, openedTicket } from '../../domain/ticket/evolve';
import type { Loaded } from '../../domain/ticket/rule';
import type { Admission, ClockAnswer, TicketState } from '../../domain/ticket/schema';
import { governing } from '../../domain/ticket/governing';
import { toEpochMs, toInstant } from '../../domain/time/instant';

/** Instants of November 2026, epoch milliseconds: `23T08:00` is a Monday, in UTC. */
export const at = (text: string): number => toEpochMs(`2026-11-${text}:00.000Z`);

export const admitted: Admission = { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} };

const support = { id: 'n1', role: 'support' } as const;
const admin = { id: 'ada', role: 'admin' } as const;
const client = { id: 'claire', role: 'client' } as const;

const span = [at('20T00:00'), at('20T00:00') + 30 * 24 * 3600 * 1000] as const;

/** Terms and timetables of a contract from 20 November to 20 December 2026. */
export function loaded(contract: Contract): NonNullable<Loaded['terms']> {
  return governing(contract, 'fr', ...span);
}

/** A ticket of 23 November at 08:00 UTC under a contract, without any mail address. */
export function opened(contract: Contract, priority: Priority, admission = admitted): TicketState {
  const openedAt = toInstant(at('23T08:00'));
  const state = openedTicket({
    ...{ reference: 'T-0123456789', client: 'dupont', environment: 'prod', title: 'Title', description: 'Text' },
    ...{ reproduction: null, priority, channel: 'api', openedAt },
    requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
  });
  return told(state, { type: 'admit', nowMs: at('23T08:00'), admission, ...governing(contract, 'fr', ...span) }).state;
}

/** The ticket after commands, and all their events; throws for a refusal. */
export function told(state: TicketState, ...commands: TicketCommand[]): { state: TicketState; events: TicketEvent[] } {
  const events: TicketEvent[] = [];
  for (const command of commands) {
    const decision = decide(state, command);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    events.push(...decision.events);
    state = decision.events.reduce(evolve, state);
  }
  return { state, events };
}

export const acknowledge = (time: string): TicketCommand => ({
  ...{ type: 'acknowledge', data: {}, actor: support, nowMs: at(time) },
});
/** The first qualification, or with the reason and the agreement that a later one has. */
export const qualify = (time: string, priority: 'P1' | 'P2' | 'P3', reason?: string): TicketCommand => {
  const data = {
    category: 'provider-incident',
    priority,
    ...(reason === undefined ? {} : { reason, agreement: reason }),
  } as const;
  return { type: 'qualify', data, actor: support, nowMs: at(time) };
};
export const ask = (time: string): TicketCommand => ({
  ...{ type: 'ask', data: { question: '?' }, actor: support, nowMs: at(time) },
});
export const answer = (time: string): TicketCommand => ({
  ...{ type: 'answer', data: { answer: '!' }, actor: client, nowMs: at(time) },
});
export const resolve = (time: string): TicketCommand => ({
  ...{ type: 'resolve', data: { kind: 'fix', answer: 'ok' }, actor: support, nowMs: at(time) },
});
export const tick = (time: string): TicketCommand => ({ type: 'tick', nowMs: at(time) });

export const amend = (time: string, contract: Contract): TicketCommand => ({
  ...{ type: 'amend', data: { contractVersion: contract.version, reason: 'Amendment' }, actor: admin },
  ...{ nowMs: at(time), loaded: { terms: loaded(contract) } },
});
export const reconsider = (time: string, admission: Admission): TicketCommand => ({
  ...{ type: 'reconsider', data: {}, actor: support, nowMs: at(time), loaded: { admission } },
});

/** Both clocks as they are answered at an instant. */
export function clocks(state: TicketState, time: string): { intervention?: ClockAnswer; resolution?: ClockAnswer } {
  const [intervention, resolution] = ticketAnswer(state, at(time), 1).clocks;
  return { ...(intervention && { intervention }), ...(resolution && { resolution }) };
}

/** What was announced, each as `type clock threshold instant`. */
export function announced(events: readonly TicketEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'warned' || event.type === 'breached' || event.type === 'announcement-withdrawn'
      ? [`${event.type} ${event.data.clock} ${event.data.threshold} ${event.at.slice(8, 16)}`]
      : [],
  );
}
