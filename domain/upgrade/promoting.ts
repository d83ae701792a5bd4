import { z } from 'zod';
import { cadran } from '../ticket/actor';
import { toEpochMs, toInstant } from '../time/instant';
import type { UpgradeEvent, WithheldBecause } from './events';
import { supersededBy, whyWithhold, type PromotionFacts, type Running } from './promotion';
import type { UpgradeState } from './schema';
import { supersededData } from './superseding';
import { firstNoticeMs } from './test-time';

/** How a maintenance says that the promotion ended. */
export interface PromotionEnd {
  readonly maintenance: string;
  readonly outcome: 'done' | 'rolled-back' | 'failed' | 'not-started';
  readonly at: string;
  readonly detail: string;
}

/**
 * A maintenance asks whether it may promote: before it closes the service (`first`), and before it installs anything (`last`). One of an
 * older program asks once and does not say which.
 */
export const beginRequestSchema = z.strictObject({
  maintenance: z.string().min(1).max(200),
  asking: z.enum(['first', 'last']).optional(),
});
export type BeginRequest = z.infer<typeof beginRequestSchema>;

/** Whether that has been answered: a repetition is answered the same. */
export function isAnswered(
  { promotion, withheld }: Pick<UpgradeState, 'promotion' | 'withheld'>,
  { maintenance, asking }: BeginRequest,
): boolean {
  if (withheld === maintenance) return true;
  return promotion?.maintenance === maintenance && (asking !== 'last' || promotion.confirmed === true);
}

/** A maintenance asks whether it may promote now. */
export function begun(
  state: UpgradeState,
  { maintenance, asking, facts }: BeginRequest & { readonly facts: PromotionFacts },
  nowMs: number,
): UpgradeEvent[] {
  if (isAnswered(state, { maintenance, asking })) return [];
  const told = { at: toInstant(nowMs), by: cadran };
  const { running = [] } = facts;
  const why = whyWithhold(state, maintenance, facts, nowMs);
  if (why !== undefined)
    return [
      { type: 'promotion-withheld', ...told, data: { maintenance, why } },
      ...afterWithholding(state, why, running, nowMs).map((event) => ({ ...event, ...told }) as UpgradeEvent),
    ];
  const installed = Object.fromEntries(running.map(({ environment, version }) => [environment, version]));
  const data = { maintenance, ...(running.length > 0 ? { installed } : {}) };
  if (state.promotion) return [{ type: 'promotion-confirmed', ...told, data }];
  return [{ type: 'promotion-begun', ...told, data: { ...data, ...(asking === 'first' ? { asksAgain: true } : {}) } }];
}

/** What was installed meanwhile ends the upgrade, or has it look anew at what it is to be installed in. */
function afterWithholding(
  state: UpgradeState,
  why: WithheldBecause,
  running: readonly Running[],
  nowMs: number,
): readonly Pick<UpgradeEvent, 'type' | 'data'>[] {
  const installed = supersededBy(running);
  if (why === 'superseded' && installed !== undefined)
    return [{ type: 'superseded', data: supersededData(state, installed, nowMs) }];
  if (why === 'other-environments' || why === 'more-environments')
    return [{ type: 'calendar-asked', data: { firstNoticeMs: firstNoticeMs(state) } }];
  return [];
}

/** What the end of a maintenance makes of the promotion; one that is not its own is no news. */
export function ended(state: UpgradeState, end: PromotionEnd, nowMs: number): UpgradeEvent[] {
  const { maintenance, outcome, detail } = end;
  const by = cadran;
  const at = toInstant(Math.min(nowMs, Math.max(toEpochMs(end.at), state.changedAtMs)));
  if (state.promotion?.maintenance !== maintenance) {
    // It ended before it asked: withdrawn by a person, or its time was too short.
    if (state.promotion || state.maintenance?.reference !== maintenance) return [];
    return [{ type: 'promotion-not-started', at, by, data: { maintenance, detail } }];
  }
  if (outcome === 'done') return [{ type: 'promoted', at, by, data: { maintenance } }];
  if (outcome === 'not-started') return [{ type: 'promotion-not-started', at, by, data: { maintenance, detail } }];
  return [{ type: 'promotion-failed', at, by, data: { maintenance, outcome, detail } }];
}
