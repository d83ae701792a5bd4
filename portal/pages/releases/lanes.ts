import type { AnswerOf } from '../../api/call';
import { dayOf, daysAfter, mondayOf, type Day } from '../../time/days';
import type { Maintenance, Upgrade } from './matrix';

export type Window = AnswerOf<'readWindows'>['windows'][number];
export type Freeze = AnswerOf<'listFreezes'>['items'][number];

/** What a client's lane is made of; a freeze that names no client is everybody's. */
export interface LaneFacts {
  readonly zone: string;
  readonly windows: readonly Window[];
  readonly freezes: readonly Freeze[];
  readonly upgrades: readonly Upgrade[];
  readonly works: readonly Maintenance[];
}

/** One week of one client: what lies in it. */
export interface LaneWeek {
  readonly monday: Day;
  readonly windows: readonly Window[];
  readonly freezes: readonly Freeze[];
  readonly tests: readonly Upgrade[];
  readonly works: readonly Maintenance[];
}

/** So many Mondays from the one of this week on. */
export function mondaysFrom(now: string, zone: string, count: number): readonly Day[] {
  const first = mondayOf(dayOf(now, zone));
  return Array.from({ length: count }, (_none, week) => daysAfter(first, week * 7));
}

/** A client's weeks, by the wall clock of its windows. Called off is not shown: nothing is done then. */
export function laneOf(
  client: string,
  { zone, windows, freezes, upgrades, works }: LaneFacts,
  mondays: readonly Day[],
): readonly LaneWeek[] {
  const own = {
    freezes: freezes.filter((one) => one.client === null || one.client === client),
    tests: upgrades.filter((one) => one.client === client && one.testWindow?.endsAt && one.testWindow.endedAt === null),
    works: works.filter((one) => one.client === client && !['cancelled', 'withdrawn', 'refused'].includes(one.status)),
  };
  return mondays.map((monday) => {
    const next = daysAfter(monday, 7);
    const touches = (from: string, until: string): boolean => dayOf(from, zone) < next && dayOf(until, zone) >= monday;
    return {
      monday,
      windows: windows.filter(({ localDate }) => localDate >= monday && localDate < next),
      freezes: own.freezes.filter(({ from, until }) => touches(from, until)),
      tests: own.tests.filter(({ testWindow }) => touches(testWindow?.notifiedAt ?? '', testWindow?.endsAt ?? '')),
      works: own.works.filter(({ window }) => touches(window.startsAt, window.endsAt)),
    };
  });
}
