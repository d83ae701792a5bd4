import { refusal, type Refusal } from '../refusal';
import { toEpochMs, toInstant, type Instant } from './instant';

/** How far ahead anybody may plan, days: ten years, and longer than any contract. */
const horizonDays = 3653;

/** The latest instant that may be planned for at another, epoch milliseconds. */
export function horizonMs(nowMs: number): number {
  return nowMs + horizonDays * 86_400_000;
}

/**
 * Why what somebody wants to plan is too far ahead: what lasts from there on would end in a year that no instant can be written for, and
 * a slip of the year would stand unseen for a lifetime. `undefined`: it is not.
 */
export function whyTooFar(instants: readonly (Instant | undefined)[], nowMs: number): { refusal: Refusal } | undefined {
  const latestMs = horizonMs(nowMs);
  const far = instants.find((instant) => instant !== undefined && toEpochMs(instant) > latestMs);
  return far === undefined ? undefined : refusal('too-far-ahead', { at: far, latest: toInstant(latestMs) });
}
