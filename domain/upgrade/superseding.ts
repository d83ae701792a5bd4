import { toEpochMs } from '../time/instant';
import type { UpgradeState } from './schema';

/**
 * So long a superseded upgrade waits for the register to be corrected, milliseconds: a quarter, in which whoever entered a wrong version,
 * or took a product away by mistake, sees it.
 */
export const correctableMs = 92 * 24 * 3600 * 1000;

/** What is told of production where it needs the version no more. Upgrades of an older program end with it, as they began. */
export function supersededData(
  { opening }: Pick<UpgradeState, 'opening'>,
  installed: string,
  nowMs: number,
): { readonly installed: string; readonly untilMs?: number } {
  return { installed, ...(opening.rules === undefined ? {} : { untilMs: nowMs + correctableMs }) };
}

/** Until when a superseded upgrade may be needed again, epoch milliseconds; `undefined`: it is not superseded, or is for good. */
export function correctableUntilMs({ superseded, stopped, promotedAt }: UpgradeState): number | undefined {
  return stopped === null && promotedAt === null ? superseded?.untilMs : undefined;
}

/** Whether the registers, read since then, say that production needs the version after all. */
export function isNeededAgain(state: UpgradeState): boolean {
  const { superseded, calendar } = state;
  if (!superseded || correctableUntilMs(state) === undefined || !calendar) return false;
  const { asOfMs, contractVersion, production, superseded: by = null } = calendar;
  return asOfMs > toEpochMs(superseded.at) && contractVersion !== null && by === null && production.length > 0;
}
