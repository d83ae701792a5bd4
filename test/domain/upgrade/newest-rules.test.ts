import type { Window } from '../../../domain/maintenance/window';
import { threeDates } from '../../../domain/upgrade/dates';
import type { Running } from '../../../domain/upgrade/promotion';
import { testEndMs } from '../../../domain/upgrade/test-time';
import { toEpochMs, toInstant } from '../../../domain/time/instant';
import { withdrawalReason } from '../../../domain/letters/upgrade/withdrawal';
import { calendar, day, everyDays, hour, release, startMs, ToldUpgrade } from './told-upgrade';

const firstMs = startMs + 35 * day + 10 * hour;
const needing = (...environments: string[]) => ({
  ...{ frozen: false, paused: false },
  running: environments.map((environment): Running => ({ environment, version: '2026.3', needs: true })),
});

/** An upgrade of the newest rules whose registers say which environments of production need the version. */
function registered() {
  const register = { production: ['prod'] };
  const upgrade = new ToldUpgrade({}, { rules: 3 }, (owed, told) => {
    const outcome = told.outcomeOf(owed);
    return outcome.kind === 'load-calendar' ? { ...outcome, calendar: { ...outcome.calendar, ...register } } : outcome;
  });
  const enter = (...production: string[]) => {
    register.production = production;
    upgrade.give({ type: 'registers-changed', nowMs: upgrade.nowMs });
  };
  return { upgrade, register, enter };
}

test('what is announced is announced anew for an environment that came after it, in the same window while there is time', () => {
  const { upgrade, enter } = registered();
  upgrade.until(firstMs - 14 * day);
  const { window } = upgrade.state.maintenance ?? {};
  enter('prod', 'second');
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-2', window, environments: ['prod', 'second'] });
  expect(upgrade.events.findLast(({ type }) => type === 'maintenance-dropped')).toMatchObject({
    data: { reference: 'M-1', why: 'more-environments' },
  });
  expect(withdrawalReason('more-environments')).not.toEqual(withdrawalReason('withheld'));
  upgrade.until(firstMs);
  expect(upgrade.begin('M-2', needing('prod', 'second'))).toBe('go');
  upgrade.end('M-2', 'done');
  expect(upgrade.events.findLast(({ type }) => type === 'owed-done')).toMatchObject({
    data: { owed: { kind: 'install-version', environments: ['prod', 'second'] } },
  });
});

test('past the notice deadline of its window both go to the next one', () => {
  const { upgrade, enter } = registered();
  upgrade.until(firstMs - 2 * day);
  enter('prod', 'second');
  upgrade.until(firstMs + 7 * day);
  const { maintenance } = upgrade.state;
  expect(maintenance).toMatchObject({ environments: ['prod', 'second'] });
  expect(maintenance?.window.startMs).toBeGreaterThan(firstMs);
});

test('one that no register told of is found when the promotion asks, but not with the service closed', () => {
  const { upgrade, register } = registered();
  upgrade.until(firstMs);
  register.production = ['prod', 'second'];
  const closed = upgrade.copy();
  expect(upgrade.begin('M-1', needing('prod', 'second'), 'first')).toBe('more-environments');
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-2', environments: ['prod', 'second'] });
  expect(closed.begin('M-1', needing('prod'), 'first')).toBe('go');
  expect(closed.begin('M-1', needing('prod', 'second'), 'last')).toBe('go');
});

test('a window that is too short for what is expected is neither told nor announced', () => {
  const longer = (window: Window, index: number): Window =>
    index % 2 === 0 ? window : { ...window, endMs: window.startMs + 6 * hour };
  const windows = everyDays(7, startMs, 60).map(longer);
  const upgrade = new ToldUpgrade({ windows, expectedDowntimeMinutes: 180 }, { rules: 3 });
  const planned = threeDates(upgrade.state, startMs).planned.at;
  upgrade.until(firstMs);
  const announced = upgrade.state.maintenance?.window;
  expect(planned).toBe(toInstant(announced?.startMs ?? 0));
  expect((announced?.endMs ?? 0) - (announced?.startMs ?? 0)).toBe(6 * hour);
});

test('a pause before anybody has taken the first notice gives no test time back', () => {
  const upgrade = new ToldUpgrade({}, { rules: 3 });
  const { state } = upgrade;
  // As if no mail server had taken it.
  upgrade.state = { ...state, notified: state.notified && { ...state.notified, acceptedAt: null } };
  const told = (kind: 'pause' | 'resume', number: number) => {
    const message = { kind, number, reason: 'r', at: toInstant(upgrade.nowMs) };
    upgrade.give({ type: 'rollout-told', nowMs: upgrade.nowMs, message });
  };
  upgrade.nowMs = startMs + day;
  told('pause', 1);
  upgrade.nowMs = startMs + 9 * day;
  told('resume', 2);
  upgrade.nowMs = startMs + 20 * day;
  expect(upgrade.by(release, 'record-notice', { how: 'Told by phone' })).toBeUndefined();
  expect(upgrade.state.givenBackMs).toBe(0);
  expect(testEndMs(upgrade.state)).toBe(startMs + 50 * day);
});

test('the latest date is one whose notice can still be in time', () => {
  const endsMs = startMs + 29 * day;
  const support = { ...calendar.support, endsOn: toInstant(endsMs).slice(0, 10), endsMs };
  const upgrade = new ToldUpgrade({ support }, { rules: 3 });
  const latest = (atMs: number) => threeDates(upgrade.state, atMs).latest;
  const lastMs = startMs + 28 * day + 10 * hour;
  expect(toEpochMs(latest(lastMs - 7 * day).at ?? '')).toBe(lastMs);
  expect(latest(lastMs - 7 * day + 1)).toMatchObject({ at: null, reason: 'no-window-known' });
});
