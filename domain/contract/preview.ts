import { compileContract } from '../calendar/compile';
import { WallClock, weekdayOf } from '../calendar/wall-clock';
import { readClock } from '../clock/reading';
import { durationMs } from '../time/duration';
import type { Contract } from './contract';
import { prioritySchema, type Priority } from './priority';

const dayMs = 24 * 3_600_000;
/** A deadline further ahead than this says that the hours hardly ever open. */
const aheadMs = 731 * dayMs;
const friday = 4;
const quarterToSix = 17 * 60 + 45;

/** A ticket that might be opened, and its deadlines: epoch milliseconds; undefined where the hours never reach them. */
export interface PreviewedTicket {
  readonly priority: Priority;
  readonly openedMs: number;
  readonly interventionMs: number | undefined;
  readonly resolutionMs: number | undefined;
}

/**
 * What a contract would give (annex §5, §7): one ticket for each priority, opened at an instant (epoch milliseconds) or, where none
 * is told, on the next Friday at 17:45 by the contract's clock. By the clock of tickets. Not for workflows.
 */
export function contractPreview(contract: Contract, openedAtMs: number | null, nowMs: number): PreviewedTicket[] {
  const openedMs = openedAtMs ?? nextFriday(contract.zone, nowMs);
  const timetables = compileContract(contract, openedMs - dayMs, openedMs + aheadMs);
  const policies = {
    onRetarget: contract.onPriorityChange,
    onReopen: contract.onReopen,
    deductPlannedDowntime: contract.deductPlannedDowntime,
  };
  return prioritySchema.options.map((priority) => {
    const { hours, intervention, resolution } = contract.targets[priority];
    const dueMs = (target: typeof intervention): number | undefined =>
      readClock(
        [{ kind: 'start', atMs: openedMs, sequence: 0, targetMs: durationMs(target), hours }],
        timetables,
        policies,
        openedMs,
      )?.dueMs;
    return { priority, openedMs, interventionMs: dueMs(intervention), resolutionMs: dueMs(resolution) };
  });
}

function nextFriday(zone: string, nowMs: number): number {
  const wall = new WallClock(zone);
  const today = wall.dayAt(nowMs);
  const day = today + ((friday - weekdayOf(today) + 7) % 7);
  const atMs = wall.instantOf(day, quarterToSix);
  return atMs > nowMs ? atMs : wall.instantOf(day + 7, quarterToSix);
}
