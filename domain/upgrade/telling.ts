import { z } from 'zod';
import { cadran } from '../ticket/actor';
import { instantSchema, toEpochMs, toInstant } from '../time/instant';
import type { UpgradeEvent } from './events';
import { whyReleased, type ToldTicket } from './incidents';
import type { UpgradeState } from './schema';
import { isOverForGood } from './standing';

/** What a rollout tells all its upgrades, numbered, so that what comes late or twice is no news. */
export const rolloutMessageSchema = z.strictObject({
  number: z.number().int().positive(),
  kind: z.enum(['pause', 'resume', 'stop']),
  reason: z.string(),
  at: instantSchema,
});
export type RolloutMessage = z.infer<typeof rolloutMessageSchema>;

/**
 * What a ticket's news make of an upgrade. A ticket that says that the upgrade caused it is a reported incident, whoever tied it; one
 * that is resolved, closed, rejected or no incident is released, and one that is reopened stands in the way again.
 */
export function byTicket(state: UpgradeState, told: ToldTicket, at: string): UpgradeEvent[] {
  const { ticket, sequence, mergedInto } = told;
  const known = state.incidents.find((one) => one.ticket === ticket);
  if (isOverForGood(state)) return [];
  const why = whyReleased(told);
  const by = cadran;
  if (!known) {
    // What nobody can put off but by a waiver is not stopped by a link.
    if (why !== undefined || state.opening.unplanned) return [];
    return [{ type: 'incident-reported', at, by, data: { ticket, origin: 'client', sequence } }];
  }
  // What the client took back stays so until the ticket itself is taken up again, or is reported anew.
  if (known.released === 'withdrawn') return [];
  // It has not been tied yet: what it says of itself is older than the report.
  if (why === 'untied' && state.owed.some(({ id }) => id === `tie-${ticket}`)) return [];
  if (why === undefined) {
    // In doubt the veto holds: what the ticket itself says counts whatever was told of it, and its next news release it.
    if (known.open || (sequence < known.sequence && !told.asked)) return [];
    return [{ type: 'incident-reopened', at, by, data: { ticket, sequence } }];
  }
  if (!known.open || sequence <= known.sequence) return [];
  const released: UpgradeEvent = { type: 'incident-released', at, by, data: { ticket, why, sequence } };
  const heir = mergedInto === null ? undefined : state.incidents.find((one) => one.ticket === mergedInto);
  // A duplicate goes on in another ticket, and so does what it reported.
  if (mergedInto === null || heir?.open) return [released];
  // The heir's own news are newer than what is known of it here, if it is known at all.
  if (heir)
    return [{ type: 'incident-reopened', at, by, data: { ticket: mergedInto, sequence: heir.sequence } }, released];
  return [
    { type: 'incident-reported', at, by, data: { ticket: mergedInto, origin: known.origin, sequence: 0 } },
    released,
  ];
}

/** What its rollout's message makes of an upgrade; a pause counts from when it was said, whenever it arrives. */
export function byRollout(state: UpgradeState, message: RolloutMessage, nowMs: number): UpgradeEvent[] {
  const { number, kind, reason } = message;
  if (number <= state.rolloutSequence || isOverForGood(state)) return [];
  const at = toInstant(Math.min(nowMs, Math.max(toEpochMs(message.at), state.changedAtMs)));
  const by = cadran;
  if (kind === 'pause') return [{ type: 'paused', at, by, data: { reason, number } }];
  if (kind === 'resume') return [{ type: 'resumed', at, by, data: { number } }];
  // It was not to be installed anyhow: now no corrected register brings it back.
  if (state.superseded) return [{ type: 'superseded-for-good', at, by, data: {} }];
  return [{ type: 'stopped', at, by, data: { reason, number } }];
}
