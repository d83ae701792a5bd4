import { dayNumberOf, WallClock } from '../calendar/wall-clock';
import { supportStanding, type KnownVersion, type SupportStanding } from '../registers/supported';
import type { LocalDate } from '../time/zone';
import { monthAfter, type MonthPolicy } from '../time/month';
import type { UpgradeAnswer } from '../upgrade/answer';
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
  { versions, planned }: { versions: readonly string[]; planned: readonly KnownVersion[] },
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

/** What an upgrade that has begun will bring: its dates as they stand, and how the version that it brings is supported then. */
export interface RunningUpgrade {
  readonly version: string;
  readonly status: UpgradeAnswer['status'];
  readonly testWindowEnds: string | null;
  readonly planned: string | null;
  readonly latest: string | null;
  readonly supportThen: Pick<SupportStanding, 'versionsLeft' | 'lost'>;
}

const over: readonly UpgradeAnswer['status'][] = ['promoted', 'stopped', 'superseded'];

/** The upgrades of a client's product that go on (annex §10), in the order of the product's versions. */
export function runningUpgrades(
  upgrades: readonly UpgradeAnswer[],
  { versions, planned }: { versions: readonly string[]; planned: readonly KnownVersion[] },
): RunningUpgrade[] {
  return upgrades
    .filter(({ status }) => !over.includes(status))
    .sort((a, b) => versions.indexOf(a.version) - versions.indexOf(b.version))
    .map(({ version, status, testWindow, dates }) => {
      const { versionsLeft, lost } = supportStanding(versions, version, planned);
      const testWindowEnds = testWindow?.endsAt ?? null;
      const supportThen = { versionsLeft, lost };
      return { version, status, testWindowEnds, planned: dates.planned.at, latest: dates.latest.at, supportThen };
    });
}
