import { threeDates } from '../../../domain/upgrade/dates';
import type { UpgradeOpening } from '../../../domain/upgrade/schema';
import { statusOf } from '../../../domain/upgrade/standing';
import { testEndMs } from '../../../domain/upgrade/test-time';
import { toEpochMs, toInstant } from '../../../domain/time/instant';
import { claire, day, everyDays, hour, release, startMs, ToldUpgrade } from './told-upgrade';

const endMs = startMs + 30 * day;
const ticket = 'T-0000000001';
/** The first window after the test window, and the maintenance in it. */
const firstMs = startMs + 35 * day + 10 * hour;

test('silence: deployed to test, told, a month, announced a fortnight before, promoted in the first window after it', () => {
  const upgrade = new ToldUpgrade();
  expect(upgrade.types()).toEqual([
    'started',
    ...['calendar-asked', 'calendar-loaded', 'test-asked', 'test-deployed', 'calendar-asked', 'calendar-loaded'],
    ...['notified', 'notice-sent'],
  ]);
  expect(upgrade.notices).toEqual([
    'test-available>claire@dupont.test',
    'support-warning>claire@dupont.test',
    'support-warning>ruth@cadran.test',
  ]);
  expect(testEndMs(upgrade.state)).toBe(endMs);
  expect(threeDates(upgrade.state, upgrade.nowMs)).toEqual({
    earliest: { at: toInstant(startMs + 7 * day + 10 * hour), reason: 'notice', clause: '§10' },
    planned: { at: toInstant(firstMs), reason: 'test-window', clause: '§10' },
    latest: { at: null, reason: 'support-end-unknown', clause: '§2' },
  });
  upgrade.until(firstMs - 14 * day - 1);
  expect(upgrade.state.maintenance).toBeNull();
  upgrade.until(firstMs - 14 * day);
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-1', kind: 'planned', window: { startMs: firstMs } });
  expect(statusOf(upgrade.state)).toBe('testing');
  upgrade.until(endMs);
  expect(statusOf(upgrade.state)).toBe('planned');
  expect(upgrade.events.at(-1)).toMatchObject({ type: 'test-window-ended', at: toInstant(endMs) });
  upgrade.until(firstMs);
  expect(upgrade.begin('M-1')).toBe('go');
  expect(upgrade.begin('M-1')).toBe('go');
  expect(statusOf(upgrade.state)).toBe('promoting');
  upgrade.end('M-1', 'done');
  expect(upgrade.state).toMatchObject({ promotedAt: toInstant(firstMs), owed: [] });
  expect(upgrade.by(claire, 'accept')).toBe('upgrade-over');
});

test('acceptance brings the promotion forward, and gives up a maintenance that was announced for later', () => {
  const upgrade = new ToldUpgrade();
  upgrade.nowMs += hour;
  expect(upgrade.by(release, 'accept')).toBe('agreement-required');
  expect(upgrade.by(claire, 'accept')).toBeUndefined();
  expect(upgrade.by(claire, 'accept')).toBe('accepted-already');
  expect(upgrade.state.maintenance?.window.startMs).toBe(startMs + 7 * day + 10 * hour);
  expect(threeDates(upgrade.state, upgrade.nowMs).planned.reason).toBe('announced');
  const late = new ToldUpgrade().until(firstMs - 14 * day);
  expect(late.by(claire, 'accept')).toBeUndefined();
  expect(late.types().slice(-4)).toEqual([
    ...['maintenance-dropped', 'maintenance-wanted', 'owed-done', 'maintenance-announced'],
  ]);
  expect(late.state.maintenance).toMatchObject({ reference: 'M-2', window: { startMs: firstMs - 7 * day } });
});

test('an incident stops the promotion, gives its test time back to the millisecond, and gives up what was announced', () => {
  const upgrade = new ToldUpgrade().until(firstMs - 14 * day);
  expect(upgrade.report(ticket)).toBeUndefined();
  expect(upgrade.report(ticket)).toBe('incident-known');
  expect(upgrade.state.maintenance).toBeNull();
  expect(upgrade.types()).toContain('maintenance-dropped');
  expect(statusOf(upgrade.state)).toBe('blocked');
  expect(threeDates(upgrade.state, upgrade.nowMs).planned).toMatchObject({ at: null, reason: 'incident-open' });
  expect(upgrade.by(claire, 'accept')).toBe('upgrade-incident-open');
  upgrade.until(endMs + 20 * day + 1);
  expect(upgrade.state.testEndedAt).toBeNull();
  const lostMs = upgrade.nowMs - (firstMs - 14 * day);
  upgrade.ticket(ticket, 9, 'resolved');
  expect(testEndMs(upgrade.state)).toBe(endMs + lostMs);
  expect(statusOf(upgrade.state)).toBe('testing');
  upgrade.until(endMs + lostMs);
  expect(upgrade.events.filter(({ type }) => type === 'test-window-ended')).toHaveLength(1);
  upgrade.ticket(ticket, 10, 'in-progress');
  expect(statusOf(upgrade.state)).toBe('blocked');
  upgrade.ticket(ticket, 9, 'resolved');
  expect(statusOf(upgrade.state)).toBe('blocked');
  expect(upgrade.by(claire, 'withdraw-incident', { ticket })).toBeUndefined();
  expect(statusOf(upgrade.state)).toBe('planned');
});

test('what a contract says of test time lost', () => {
  const next = new ToldUpgrade({ timeLost: 'next-window' }).until(firstMs - hour);
  next.report(ticket);
  expect(next.state.maintenance).toBeNull();
  next.ticket(ticket, 2, 'closed');
  // A new notice is due for it: the window after, whose notice is still in time.
  expect(next.state.maintenance?.window.startMs).toBe(firstMs + 7 * day);
  const once = new ToldUpgrade({ timeLost: 'promote-at-once' }).until(firstMs - hour);
  once.report(ticket);
  expect(once.state.maintenance).toMatchObject({ reference: 'M-1' });
  const still = new ToldUpgrade({ timeLost: 'promote-at-once' }).until(firstMs - hour);
  still.report(ticket);
  still.until(firstMs);
  expect(still.begin('M-1')).toBe('incident-open');
  expect(still.begin('M-1')).toBe('incident-open');
  expect(still.state.maintenance).toBeNull();
  once.ticket(ticket, 2, 'rejected');
  once.until(firstMs);
  expect(once.begin('M-1')).toBe('go');
});

test('a ticket that a link ties is a veto as well; a duplicate hands it on; a request and an untied one are none', () => {
  const upgrade = new ToldUpgrade();
  upgrade.ticket(ticket, 3, 'qualified');
  expect(upgrade.state.incidents).toMatchObject([{ ticket, open: true }]);
  const other = 'T-0000000002';
  upgrade.ticket(ticket, 4, 'closed', { mergedInto: other });
  expect(upgrade.state.incidents).toMatchObject([
    { ticket, open: false, released: 'merged' },
    { ticket: other, open: true },
  ]);
  upgrade.ticket(other, 7, 'qualified', { category: 'client-request' });
  expect(upgrade.state.incidents[1]).toMatchObject({ released: 'not-an-incident' });
  upgrade.ticket(other, 8, 'qualified');
  expect(upgrade.state.incidents[1]).toMatchObject({ open: true });
  upgrade.ticket(other, 9, 'qualified', { tied: false });
  expect(upgrade.state.incidents[1]).toMatchObject({ released: 'untied' });
  expect(upgrade.report('T-0000000003')).toBeUndefined();
  expect(upgrade.report('T-0000000003')).toBe('incident-known');
  const known = {
    ticket: 'T-0000000004',
    sequence: 1,
    status: 'closed',
    category: null,
    mergedInto: null,
    tied: false,
    asked: true,
  };
  const facts = { ticket: { ...known, client: 'dupont' } };
  expect(upgrade.by(claire, 'report-incident', { ticket: 'T-0000000004' }, facts)).toBe('incident-not-open');
  const others = { ticket: { ...known, status: 'new', client: 'martin' } };
  expect(upgrade.by(claire, 'report-incident', { ticket: 'T-0000000004' }, others)).toBe('link-target-unknown');
});

test('the provider’s pause lengthens the month by as much, from when it was said; a stop ends it', () => {
  const upgrade = new ToldUpgrade().until(startMs + 5 * day);
  const message = { kind: 'pause', number: 1, reason: 'A fault', at: toInstant(startMs + 4 * day) } as const;
  upgrade.give({ type: 'rollout-told', nowMs: upgrade.nowMs, message });
  expect(statusOf(upgrade.state)).toBe('paused');
  upgrade.until(endMs + 10 * day);
  const resumed = { kind: 'resume', number: 2, reason: '', at: toInstant(upgrade.nowMs) } as const;
  upgrade.give({ type: 'rollout-told', nowMs: upgrade.nowMs, message: resumed });
  upgrade.give({ type: 'rollout-told', nowMs: upgrade.nowMs, message });
  expect(testEndMs(upgrade.state)).toBe(endMs + 36 * day);
  expect(statusOf(upgrade.state)).toBe('testing');
  const stop = { kind: 'stop', number: 3, reason: 'Withdrawn', at: toInstant(upgrade.nowMs) } as const;
  upgrade.give({ type: 'rollout-told', nowMs: upgrade.nowMs, message: stop });
  expect(statusOf(upgrade.state)).toBe('stopped');
  expect(upgrade.state.owed).toEqual([]);
});

test('a failed promotion opens an incident of the provider, which stands in the way until it is resolved', () => {
  const upgrade = new ToldUpgrade({}, {}, (owed) =>
    owed.kind === 'open-incident' ? { kind: owed.kind, ticket } : undefined,
  ).until(firstMs);
  expect(upgrade.begin('M-1')).toBe('go');
  upgrade.end('M-1', 'rolled-back');
  expect(statusOf(upgrade.state)).toBe('blocked');
  expect(upgrade.state.incidents).toMatchObject([{ ticket, origin: 'provider', open: true }]);
  expect(upgrade.by(claire, 'withdraw-incident', { ticket })).toBe('not-allowed');
  upgrade.nowMs += day;
  upgrade.ticket(ticket, 5, 'resolved');
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-2', window: { startMs: firstMs + 14 * day } });
});

test('what was not started goes into the next window whose notice is in time; so does what was refused as late', () => {
  const upgrade = new ToldUpgrade().until(firstMs);
  expect(upgrade.begin('M-1')).toBe('go');
  upgrade.end('M-1', 'not-started');
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-2', window: { startMs: firstMs + 7 * day } });
  const refusing = new ToldUpgrade({}, {}, (owed) =>
    owed.kind === 'announce-maintenance' && owed.number === 1
      ? { kind: owed.kind, refusal: 'notice-late', earliestMs: firstMs + 20 * day }
      : undefined,
  ).until(firstMs);
  expect(refusing.state.maintenance).toBeNull();
  refusing.until(firstMs + 7 * day);
  expect(refusing.state.maintenance).toMatchObject({ reference: 'M-2', window: { startMs: firstMs + 21 * day } });
});

test('the deployment to test fails and is tried again, or is done by hand; nobody is told before', () => {
  let failing = true;
  const upgrade = new ToldUpgrade({}, {}, (owed) =>
    owed.kind === 'deploy-test' && failing ? { kind: owed.kind, outcome: 'failed', detail: 'No space' } : undefined,
  );
  expect(statusOf(upgrade.state)).toBe('test-failed');
  expect(upgrade.notices).toEqual(['test-failed>ruth@cadran.test']);
  failing = false;
  expect(upgrade.by(release, 'retry-test')).toBeUndefined();
  expect(statusOf(upgrade.state)).toBe('testing');
  expect(upgrade.by(release, 'retry-test')).toBe('test-not-failed');
  const byHand = new ToldUpgrade({}, {}, (owed) =>
    owed.kind === 'deploy-test' ? { kind: owed.kind, outcome: 'by-hand', detail: '' } : undefined,
  );
  expect(statusOf(byHand.state)).toBe('preparing');
  expect(byHand.by(release, 'confirm-test', { detail: 'Done' })).toBeUndefined();
  expect(statusOf(byHand.state)).toBe('testing');
  expect(statusOf(new ToldUpgrade({ test: null }).state)).toBe('testing');
});

test('an update without test window goes into the next window; an unplanned one at once, unless the client puts it off', () => {
  const update = new ToldUpgrade({ hasTestWindow: false }, { kind: 'update' });
  expect(update.state.maintenance?.window.startMs).toBe(startMs + 7 * day + 10 * hour);
  const unplanned: UpgradeOpening['unplanned'] = {
    ...{ cause: 'security', why: { fr: 'Une faille', en: 'A hole' }, startsAt: toInstant(startMs + hour), minutes: 30 },
  };
  const urgent = new ToldUpgrade({}, { kind: 'fix', unplanned });
  expect(urgent.notices[0]).toBe('unplanned>claire@dupont.test');
  expect(urgent.state.maintenance).toMatchObject({ kind: 'unplanned', window: { startMs: startMs + hour } });
  expect(urgent.report(ticket)).toBe('no-test-window');
  urgent.until(startMs + hour);
  expect(urgent.begin('M-1', { frozen: true, paused: false })).toBe('go');
});

test('a freeze, a pause that has not arrived, another maintenance and a month that lasts keep a promotion from beginning', () => {
  const upgrade = new ToldUpgrade().until(firstMs);
  expect(upgrade.begin('M-7')).toBe('other-maintenance');
  expect(upgrade.begin('M-1', { frozen: false, paused: true })).toBe('paused');
  const frozen = new ToldUpgrade().until(firstMs);
  expect(frozen.begin('M-1', { frozen: true, paused: false })).toBe('frozen');
  expect(frozen.state.maintenance).toMatchObject({ reference: 'M-2' });
  const early = new ToldUpgrade().until(firstMs - 14 * day);
  expect(early.begin('M-1')).toBe('test-not-over');
});

test('a first notice that nobody takes begins no month; a person records it, or it is counted from when it was taken', () => {
  const told = new ToldUpgrade({ contacts: { client: [], provider: [{ email: 'ruth@cadran.test', language: 'en' }] } });
  expect(told.notices).toContain('unreachable>ruth@cadran.test');
  const state = { ...told.state, notified: { at: toInstant(startMs), acceptedAt: null } };
  told.state = state;
  expect(statusOf(told.state)).toBe('unreachable');
  told.nowMs = startMs + 2 * day;
  expect(told.by(release, 'record-notice', { how: 'By phone' })).toBeUndefined();
  expect(testEndMs(told.state)).toBe(startMs + 32 * day);
  expect(told.state.notified?.at).toBe(toInstant(startMs + 2 * day));
  expect(told.types()).toContain('test-window-moved');
});

test('windows that are not known are looked for again', () => {
  const upgrade = new ToldUpgrade({ windows: everyDays(7, startMs, 2) });
  expect(threeDates(upgrade.state, upgrade.nowMs).planned).toMatchObject({ at: null, reason: 'no-window-known' });
  const loads = upgrade.types().filter((type) => type === 'calendar-loaded').length;
  upgrade.until(startMs + 22 * day);
  expect(upgrade.types().filter((type) => type === 'calendar-loaded')).toHaveLength(loads + 3);
});

test('the latest date is the last window before the installed version is not supported any more', () => {
  const endsMs = toEpochMs('2027-02-01T00:00:00.000Z');
  const support = { installed: '2026.3', versionsLeft: 1, endsOn: '2027-02-01', endsMs };
  const { latest } = threeDates(new ToldUpgrade({ support }).state, startMs);
  expect(latest).toMatchObject({ at: '2027-01-25T19:00:00.000Z', reason: 'support-ends' });
});

test('a client without contract is told nothing and promised nothing: its month begins once there is one', () => {
  let contractVersion: number | null = null;
  const upgrade = new ToldUpgrade({}, {}, (owed, told) => {
    const outcome = told.outcomeOf(owed);
    if (outcome.kind !== 'load-calendar' || contractVersion !== null) return outcome;
    const none = { contractVersion, hasTestWindow: false, testEndsMs: null, windows: [] };
    return { ...outcome, calendar: { ...outcome.calendar, ...none } };
  });
  expect(upgrade.types()).toEqual(['started', 'calendar-asked', 'calendar-loaded']);
  upgrade.until(startMs + 40 * day);
  expect(statusOf(upgrade.state)).toBe('preparing');
  expect(upgrade.events.filter(({ type }) => type === 'calendar-loaded')).toHaveLength(41);
  contractVersion = 1;
  upgrade.give({ type: 'registers-changed', nowMs: upgrade.nowMs });
  expect(statusOf(upgrade.state)).toBe('testing');
  expect(testEndMs(upgrade.state)).toBe(upgrade.nowMs + 30 * day);
});
