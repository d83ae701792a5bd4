import { z } from 'zod';
import { prioritySchema, type Priority } from '../contract/contract';
import { refusal, type Refusal } from '../refusal';
import { text } from '../text';
import { sideOf } from './actor';
import { whyNotEndUnbilled, whyNotResolve } from './quotation';
import { rulesOf } from './rules';
import { happened, rule, support, workedOn } from './rule';
import type { TicketState } from './schema';

/** What support qualifies a ticket as (annex §4). */
export const categorySchema = z.enum(['provider-incident', 'client-incident', 'client-request', 'additional-request']);
export type Category = z.infer<typeof categorySchema>;

/** Whose doing a client incident is (annex glossary, "Incident Client"). */
export const causeSchema = z.enum(['client', 'third-party', 'partner-provider']);

/** Whether something is interrupted or diminished, whoever's doing it is (annex "Incident"). */
export function isIncident(category: Category | null): boolean {
  return category === 'provider-incident' || category === 'client-incident';
}

/** An incident is P1, P2 or P3 and a request P4 (annex §7); a client incident names its cause (glossary). */
export function mismatch(
  category: Category,
  priority: Priority,
  cause: string | null,
): { refusal: Refusal } | undefined {
  if (isIncident(category) === (priority === 'P4'))
    return refusal('category-priority-mismatch', { category, priority });
  if (category === 'client-incident' && cause === null) return refusal('cause-required', { category });
  return undefined;
}

/** What was accepted to be paid is billed as the additional request that it is, and nothing becomes one once it is resolved unpaid. */
export function whyNotCategory(state: TicketState, category: Category): { refusal: Refusal } | undefined {
  if (rulesOf(state) < 8 || category === state.category) return undefined;
  if (category !== 'additional-request') return whyNotEndUnbilled(state);
  return state.status === 'resolved' ? whyNotResolve({ ...state, category }) : undefined;
}

/** The time taken into account, and what the solicitation is (annex §4); both sides agree on another priority (annex §7). */
export const qualificationRules = {
  acknowledge: rule({
    data: z.strictObject({}),
    roles: support,
    in: ['new'],
    // What a client proposes meanwhile does not hide that support had reacted before (annex, GTI).
    lastFactMs: (state) => (rulesOf(state) >= 7 ? Math.max(...state.moves.map(({ atMs }) => atMs)) : state.changedAtMs),
    decide: (_state, _data, told) => happened(told, 'acknowledged', {}),
  }),
  qualify: rule({
    data: z.strictObject({
      category: categorySchema,
      priority: prioritySchema,
      cause: causeSchema.optional(),
      reason: text(5000).optional().describe('Why a qualification is changed.'),
      agreement: text(1000)
        .optional()
        .describe('Who of the client agreed to another priority than the qualified one, and how.'),
    }),
    roles: support,
    in: [...workedOn, 'resolved'],
    decide(state, { category, priority, cause: named, reason, agreement }, told) {
      const cause = named ?? null;
      const wrong =
        mismatch(category, priority, cause) ?? whyNotCategory(state, category) ?? whyNotUnanswered(state, priority);
      if (wrong) return wrong;
      if (cause !== null && category !== 'client-incident' && rulesOf(state) >= 8)
        return refusal('cause-of-client-incident', { category });
      const same = category === state.category && priority === state.priority && cause === state.cause;
      if (state.category && !same && reason === undefined && rulesOf(state) >= 2) return refusal('reason-required');
      const readjusted = isAgreed(state) && priority !== state.priority && rulesOf(state) >= 6;
      if (readjusted && !isForced(state, category, priority) && agreement === undefined)
        return refusal('priority-not-agreed', { from: state.priority, to: priority });
      return happened(told, 'qualified', {
        ...{ category, priority, cause },
        ...(reason === undefined ? {} : { reason }),
        ...(readjusted ? { from: state.priority } : {}),
        ...(agreement === undefined ? {} : { agreement }),
      });
    },
  }),
} as const;

/** The client's proposal is answered before anything else is made of the priority (annex §7). */
function whyNotUnanswered(state: TicketState, priority: Priority): { refusal: Refusal } | undefined {
  const { proposal } = state;
  if (!proposal || sideOf(proposal.by) !== 'client' || rulesOf(state) < 8) return undefined;
  return proposal.priority === priority ? undefined : refusal('proposal-open', { priority: proposal.priority });
}

/** Whether between incident and request there is no other choice of a priority; back from a request, the incident is what it was. */
function isForced(state: TicketState, category: Category, priority: Priority): boolean {
  if (isIncident(category) !== (state.priority === 'P4')) return false;
  if (rulesOf(state) < 8 || priority === 'P4') return true;
  const before = state.moves
    .flatMap((move) => ('priority' in move && move.priority !== 'P4' ? [move.priority] : []))
    .at(-1);
  return before === undefined || before === priority;
}

/** Whether both sides know the priority as the one that holds: it was qualified, or agreed on before (annex §7). */
function isAgreed(state: TicketState): boolean {
  return state.category !== null || (rulesOf(state) >= 7 && state.moves.some(({ kind }) => kind === 'priority'));
}
