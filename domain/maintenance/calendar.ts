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
 * By whose wall the windows of environments that one maintenance closes are computed: the zone that all of them have, where one
 * without has the contract's. Where they differ it is the contract's: the annex knows one calendar of a contract (§10), and no
 * environment's wall is better than another's.
 */
export function windowZone(concerned: readonly { readonly zone?: string | undefined }[], contractZone: string): string {
  const [first = contractZone, ...others] = concerned.map(({ zone }) => zone ?? contractZone);
  return others.every((zone) => zone === first) ? first : contractZone;
}

/**
 * The planned windows of a client that begin in `[fromMs, toMs)` (epoch milliseconds): of each version of its contract while that
 * is in force (annex §6, §10), for the environments that are concerned.
 */
export function contractWindows(
  {
    contracts,
    concerned,
    freezes,
  }: {
    contracts: readonly Contract[];
    concerned: readonly { readonly zone?: string | undefined }[];
    freezes: readonly FrozenSpan[];
  },
  fromMs: number,
  toMs: number,
): { windows: Window[]; skipped: SkippedWindow[] } {
  const parts = contracts.map((contract) => {
    const { windows, skipped } = windowsBetween(
      windowPlan(contract, windowZone(concerned, contract.zone), freezes),
      fromMs,
      toMs,
    );
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
