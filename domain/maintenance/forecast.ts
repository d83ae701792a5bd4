import { dayNumberOf, WallClock } from '../calendar/wall-clock';
import type { PlannedVersion } from '../registers/supported';
import type { LocalDate } from '../time/zone';
import { monthAfter, type MonthPolicy } from '../time/month';
import { earliestWindow, type Window } from './window';

/** What a planned version would bring a client: epoch milliseconds but for its date. */
export interface PlannedUpgrade {
  readonly version: string;
  readonly plannedFor: LocalDate;
  /** The first notice at the beginning of that date in the client's zone, or now where the date is past. */
  readonly firstNoticeMs: number;
  readonly testWindowEndsMs: number;
  /** The first window after the month to test whose notice can be in time; null where none lies in the span that was looked at. */
  readonly window: Window | null;
}

/** The upgrades that planned versions would bring if the client says nothing (annex §10), in the order of their dates. */
export function plannedUpgrades(
  { versions, planned }: { versions: readonly string[]; planned: readonly PlannedVersion[] },
  { zone, month, windows, nowMs }: { zone: string; month: MonthPolicy; windows: readonly Window[]; nowMs: number },
): PlannedUpgrade[] {
  const wall = new WallClock(zone);
  return planned
    .flatMap(({ version, plannedFor }): PlannedUpgrade[] => {
      if (plannedFor === null || versions.includes(version)) return [];
      const firstNoticeMs = Math.max(wall.instantOf(dayNumberOf(plannedFor), 0), nowMs);
      const testWindowEndsMs = monthAfter(firstNoticeMs, zone, month);
      // The notice of the window can leave as soon as the version is told.
      const window = earliestWindow(windows, { fromMs: testWindowEndsMs, noticeMs: firstNoticeMs }) ?? null;
      return [{ version, plannedFor, firstNoticeMs, testWindowEndsMs, window }];
    })
    .sort((a, b) => (a.plannedFor < b.plannedFor ? -1 : a.plannedFor > b.plannedFor ? 1 : 0));
}
