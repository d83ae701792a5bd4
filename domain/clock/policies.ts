import { z } from 'zod';

/**
 * What becomes of the time counted when target and hours change (annex §7): it stays counted as it was, or all of it is
 * counted again under the new hours, or counting starts anew.
 */
export const retargetPolicySchema = z.enum(['carry-elapsed', 'recount-from-creation', 'restart']);
export type RetargetPolicy = z.infer<typeof retargetPolicySchema>;

/** What becomes of the time counted when a resolved ticket is reopened: counting goes on from there, or starts anew. */
export const reopenPolicySchema = z.enum(['continue', 'restart']);
export type ReopenPolicy = z.infer<typeof reopenPolicySchema>;

/** What the contract says of a clock. */
export interface ClockPolicies {
  readonly onRetarget: RetargetPolicy;
  readonly onReopen: ReopenPolicy;
  /** Whether planned downtime is taken out of the time counted. */
  readonly deductPlannedDowntime: boolean;
}
