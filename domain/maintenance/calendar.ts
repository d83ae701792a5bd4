import type { HolidaySource } from '../calendar/support-hours';
import type { Contract } from '../contract/contract';
import { contractInForce } from '../ticket/eligibility';
import { toInstant } from '../time/instant';
import type { Window } from './window';
import { windowsBetween, type FrozenSpan, type SkippedWindow, type WindowPlan } from './windows';

/** Whose public holidays a contract's windows meet: its own word on it, else those of the first of its hours that have any. */
export function holidaysOf({ maintenance, hours }: Contract): HolidaySource | null {
  if (maintenance.holidays !== undefined) return maintenance.holidays;
  return Object.values(hours).flatMap((one) => ('holidays' in one && one.holidays ? [one.holidays] : []))[0] ?? null;
}

export function windowPlan(contract: Contract, zone: string, freezes: readonly FrozenSpan[]): WindowPlan {
  const { rules, onHoliday } = contract.maintenance;
  return { zone, rules, onHoliday, holidays: holidaysOf(contract), freezes };
}

/**
 * The planned windows of a client that begin in `[fromMs, toMs)` (epoch milliseconds): of each version of its contract while that
 * is in force (annex §6, §10), by the wall of the zone given, else of the contract's.
 */
export function contractWindows(
  {
    contracts,
    zone,
    freezes,
  }: { contracts: readonly Contract[]; zone: string | undefined; freezes: readonly FrozenSpan[] },
  fromMs: number,
  toMs: number,
): { windows: Window[]; skipped: SkippedWindow[] } {
  const parts = contracts.map((contract) => {
    const { windows, skipped } = windowsBetween(windowPlan(contract, zone ?? contract.zone, freezes), fromMs, toMs);
    const inForce = ({ startMs }: { readonly startMs: number }): boolean =>
      contractInForce(contracts, toInstant(startMs)) === contract;
    return { windows: windows.filter(inForce), skipped: skipped.filter(inForce) };
  });
  const byStart = (a: { readonly startMs: number }, b: { readonly startMs: number }): number => a.startMs - b.startMs;
  return {
    windows: parts.flatMap(({ windows }) => windows).sort(byStart),
    skipped: parts.flatMap(({ skipped }) => skipped).sort(byStart),
  };
}
