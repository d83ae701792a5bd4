import type { Running } from '../../../domain/upgrade/promotion';
import { statusOf } from '../../../domain/upgrade/standing';
import { testEndMs } from '../../../domain/upgrade/test-time';
import { toInstant } from '../../../domain/time/instant';
import { upgradeAnswer } from '../../../domain/upgrade/answer';
import { nextInstantMs } from '../../../domain/upgrade/course';
import { claire, day, hour, startMs, ToldUpgrade } from './told-upgrade';

const firstMs = startMs + 35 * day + 10 * hour;
const running = (version: string, needs: boolean, environment = 'prod'): Running => ({ environment, version, needs });
const facts = (...found: Running[]) => ({ frozen: false, paused: false, running: found });

test('an older version is not put over a newer one that was installed meanwhile: the upgrade ends, and both sides are told', () => {
  const upgrade = new ToldUpgrade().until(firstMs);
  expect(upgrade.begin('M-1', facts(running('2026.5.1', false)))).toBe('superseded');
  expect(statusOf(upgrade.state)).toBe('superseded');
  expect(upgrade.state).toMatchObject({ promotion: null, maintenance: null, superseded: { installed: '2026.5.1' } });
  expect(upgrade.notices.slice(-2)).toEqual(['superseded>claire@dupont.test', 'superseded>ruth@cadran.test']);
  expect(upgrade.by(claire, 'accept')).toBe('upgrade-over');
});

test('a change of the registers has it look anew, and what was announced is given up', () => {
  let superseded: string | null = null;
  const upgrade = new ToldUpgrade({}, {}, (owed, told) => {
    const outcome = told.outcomeOf(owed);
    return outcome.kind === 'load-calendar' ? { ...outcome, calendar: { ...outcome.calendar, superseded } } : outcome;
  }).until(firstMs - 14 * day);
  expect(statusOf(upgrade.state)).toBe('testing');
  upgrade.give({ type: 'registers-changed', nowMs: upgrade.nowMs });
  expect(statusOf(upgrade.state)).toBe('testing');
  superseded = '2026.5.1';
  upgrade.give({ type: 'registers-changed', nowMs: upgrade.nowMs });
  expect(statusOf(upgrade.state)).toBe('superseded');
  expect(upgrade.types().slice(-4)).toEqual([...['calendar-loaded', 'superseded', 'maintenance-dropped', 'owed-done']]);
  expect(upgrade.events.findLast(({ type }) => type === 'maintenance-dropped')).toMatchObject({
    data: { reference: 'M-1', why: 'superseded' },
  });
  const before = upgrade.events.length;
  upgrade.give({ type: 'registers-changed', nowMs: upgrade.nowMs });
  expect(upgrade.events).toHaveLength(before);
});

test('where one environment needs it no more, it is not begun in that one, and planned anew for the others', () => {
  const upgrade = new ToldUpgrade({ production: ['prod', 'second'] }).until(firstMs);
  expect(upgrade.begin('M-1', facts(running('2026.3', true), running('2026.6', false, 'second')))).toBe(
    'other-environments',
  );
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-2' });
  expect(upgrade.types().slice(-5)).toEqual([
    ...['promotion-withheld', 'calendar-asked', 'calendar-loaded', 'maintenance-wanted', 'maintenance-announced'],
  ]);
});

test('the promotion says what each environment ran when it began', () => {
  const upgrade = new ToldUpgrade().until(firstMs);
  expect(upgrade.begin('M-1', facts(running('2026.4.2', true)))).toBe('go');
  expect(upgrade.state.promotion).toMatchObject({ installed: { prod: '2026.4.2' } });
  upgrade.give({ type: 'registers-changed', nowMs: upgrade.nowMs });
  expect(upgrade.types().at(-1)).toBe('promotion-begun');
});

test('what was announced for an environment that needs it no more is given up, and announced anew for the others', () => {
  let production = ['prod', 'second'];
  const upgrade = new ToldUpgrade({}, {}, (owed, told) => {
    const outcome = told.outcomeOf(owed);
    return outcome.kind === 'load-calendar' ? { ...outcome, calendar: { ...outcome.calendar, production } } : outcome;
  }).until(firstMs - 14 * day);
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-1', environments: ['prod', 'second'] });
  production = ['second'];
  upgrade.give({ type: 'registers-changed', nowMs: upgrade.nowMs });
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-2', environments: ['second'] });
  upgrade.until(firstMs);
  expect(upgrade.begin('M-2', facts(running('2026.6', false), running('2026.3', true, 'second')))).toBe('go');
  upgrade.end('M-2', 'done');
  expect(upgrade.events.findLast(({ type }) => type === 'owed-done')).toMatchObject({
    data: { owed: { kind: 'install-version', environments: ['second'] } },
  });
});

test('an environment that came after the announcement is neither closed nor said to be upgraded', () => {
  const upgrade = new ToldUpgrade().until(firstMs);
  expect(upgrade.begin('M-1', facts(running('2026.3', true), running('2026.3', true, 'second')))).toBe('go');
  upgrade.end('M-1', 'done');
  expect(upgrade.events.findLast(({ type }) => type === 'owed-done')).toMatchObject({
    data: { owed: { kind: 'install-version', environments: ['prod'] } },
  });
});

test('without a production environment nothing begins: what was announced waits for the registers', () => {
  const upgrade = new ToldUpgrade().until(firstMs);
  expect(upgrade.begin('M-1', facts())).toBe('other-environments');
  expect(upgrade.state.promotion).toBeNull();
});

test('who went back to the version before the base of a fix has not superseded it', () => {
  const upgrade = new ToldUpgrade().until(firstMs);
  const back = { ...running('2026.2', false), otherBase: true };
  expect(upgrade.begin('M-1', facts(back))).toBe('other-environments');
  expect(statusOf(upgrade.state)).not.toBe('superseded');
});

test.each([
  ['no environment', { production: [] }],
  ['nobody to tell', { contacts: { client: [], provider: [] } }],
])('with %s an unplanned update waits, and asks the registers once a day', (_name, known) => {
  const unplanned = { cause: 'security', why: { fr: 'F', en: 'E' }, startsAt: '2026-11-02T09:00:00.000Z', minutes: 10 };
  const upgrade = new ToldUpgrade(known, { kind: 'fix', unplanned: unplanned as never });
  upgrade.until(startMs + 10 * day);
  expect(upgrade.types()).not.toContain('maintenance-wanted');
  expect(upgrade.types().filter((type) => type === 'calendar-loaded').length).toBeLessThan(14);
});

/** An upgrade of today's rules whose registers say what the test has them say: that production runs a newer version, or needs it. */
function corrected(opened: Parameters<typeof settled>[0] = {}) {
  const register = { superseded: null as string | null, production: ['prod'] };
  const upgrade = settled(opened, register);
  const registers = (superseded: string | null, production = superseded === null ? ['prod'] : []) => {
    upgrade.nowMs += hour;
    Object.assign(register, { superseded, production });
    upgrade.give({ type: 'registers-changed', nowMs: upgrade.nowMs });
  };
  return { upgrade, registers };
}
const settled = (opened: object, register: { superseded: string | null; production: string[] }): ToldUpgrade =>
  new ToldUpgrade({}, { rules: 2, ...opened }, (owed, told) => {
    const outcome = told.outcomeOf(owed);
    return outcome.kind === 'load-calendar' ? { ...outcome, calendar: { ...outcome.calendar, ...register } } : outcome;
  });

test('an entry that was mistaken is corrected: the version is needed again, the client is told, and its month is given back', () => {
  const { upgrade, registers } = corrected();
  upgrade.until(startMs + 10 * day);
  registers('2026.6');
  expect(statusOf(upgrade.state)).toBe('superseded');
  expect(upgradeAnswer(upgrade.state, upgrade.nowMs, 1).superseded).toMatchObject({
    installed: '2026.6',
    correctableUntil: toInstant(upgrade.nowMs + 92 * day),
  });
  const supersededMs = upgrade.nowMs;
  upgrade.until(startMs + 45 * day);
  expect(statusOf(upgrade.state)).toBe('superseded');
  registers(null);
  expect(statusOf(upgrade.state)).toBe('testing');
  expect(upgrade.notices.slice(-2)).toEqual(['needed-again>claire@dupont.test', 'needed-again>ruth@cadran.test']);
  expect(testEndMs(upgrade.state)).toBe(startMs + 30 * day + (upgrade.nowMs - supersededMs));
  expect(upgrade.types()).toEqual(expect.arrayContaining(['superseded', 'needed-again']));
  upgrade.until(startMs + 80 * day);
  expect(statusOf(upgrade.state)).toBe('planned');
});

test('found out at the promotion itself: what was read of the registers before that does not bring it back', () => {
  const { upgrade, registers } = corrected();
  upgrade.until(firstMs);
  expect(upgrade.begin('M-1', facts(running('2026.5.1', false)))).toBe('superseded');
  upgrade.until(upgrade.nowMs + 5 * day);
  expect(statusOf(upgrade.state)).toBe('superseded');
  registers(null, []);
  expect(statusOf(upgrade.state)).toBe('superseded');
  registers(null);
  expect(statusOf(upgrade.state)).toBe('planned');
});

test('what its rollout and its tickets say meanwhile counts; stopped, or a quarter later, it is over for good', () => {
  const { upgrade, registers } = corrected();
  upgrade.until(startMs + 10 * day);
  upgrade.report('T-0000000001');
  registers('2026.6');
  upgrade.ticket('T-0000000001', 9, 'resolved');
  const told = { number: 1, reason: 'Fault', at: toInstant(upgrade.nowMs) };
  upgrade.give({ type: 'rollout-told', nowMs: upgrade.nowMs, message: { ...told, kind: 'pause' } });
  expect(upgrade.notices.some((one) => one.startsWith('paused'))).toBe(false);
  registers(null);
  expect(statusOf(upgrade.state)).toBe('paused');
  expect(upgrade.state.incidents).toMatchObject([{ open: false, released: 'resolved' }]);
  registers('2026.6');
  upgrade.give({ type: 'rollout-told', nowMs: upgrade.nowMs, message: { ...told, number: 2, kind: 'stop' } });
  registers(null);
  expect(statusOf(upgrade.state)).toBe('superseded');
  const late = corrected();
  late.upgrade.until(startMs + 10 * day);
  late.registers('2026.6');
  late.upgrade.until(startMs + 103 * day);
  expect(late.upgrade.types().at(-1)).toBe('superseded-for-good');
  late.registers(null);
  expect(statusOf(late.upgrade.state)).toBe('superseded');
  expect(nextInstantMs(late.upgrade.state)).toBeUndefined();
});
