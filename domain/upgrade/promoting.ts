import { cadran } from '../ticket/actor';
import { toEpochMs, toInstant } from '../time/instant';
import type { UpgradeEvent } from './events';
import { whyWithhold, type PromotionFacts } from './promotion';
import type { UpgradeState } from './schema';

/** How a maintenance says that the promotion ended. */
export interface PromotionEnd {
  readonly maintenance: string;
  readonly outcome: 'done' | 'rolled-back' | 'failed' | 'not-started';
  readonly at: string;
  readonly detail: string;
}

/** A maintenance asks whether it may promote now; asked again by the same one, the answer is the same. */
export function begun(state: UpgradeState, maintenance: string, facts: PromotionFacts, nowMs: number): UpgradeEvent[] {
  if (state.promotion?.maintenance === maintenance || state.withheld === maintenance) return [];
  const told = { at: toInstant(nowMs), by: cadran };
  const why = whyWithhold(state, maintenance, facts, nowMs);
  if (why !== undefined) return [{ type: 'promotion-withheld', ...told, data: { maintenance, why } }];
  return [{ type: 'promotion-begun', ...told, data: { maintenance } }];
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
