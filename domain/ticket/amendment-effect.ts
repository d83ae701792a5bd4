import { clockAnswers } from './answer';
import { decide } from './decide';
import { evolve } from './evolve';
import type { Refusal } from '../refusal';
import type { Loaded } from './rule';
import type { ClockAnswer, TicketState } from './schema';

/** Both clocks of a ticket before an amendment and after it. */
export interface AmendmentEffect {
  readonly before: ClockAnswer[];
  readonly after: ClockAnswer[];
}

/**
 * What an amendment given at an instant (epoch milliseconds) would make of a ticket's clocks, by the very rule that applies it, or
 * why it would be refused. Nothing is changed.
 */
export function amendmentEffect(
  state: TicketState,
  terms: NonNullable<Loaded['terms']>,
  contractVersion: number,
  nowMs: number,
): AmendmentEffect | { readonly refusal: Refusal } {
  const command = { type: 'amend', data: { contractVersion, reason: 'preview' } } as const;
  const decision = decide(state, { ...command, actor: { id: 'preview', role: 'admin' }, nowMs, loaded: { terms } });
  if ('refusal' in decision) return decision;
  return { before: clockAnswers(state, nowMs), after: clockAnswers(decision.events.reduce(evolve, state), nowMs) };
}
