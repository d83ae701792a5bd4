import { toInstant } from '../../../domain/time/instant';
import { upgradeAnswer } from '../../../domain/upgrade/answer';
import { nextInstantMs } from '../../../domain/upgrade/course';
import { statusOf } from '../../../domain/upgrade/standing';
import {
  attemptOf,
  isAttemptOver,
  isInstalledForTest,
  isUnderTest,
  lookAgainMs,
  testOperation,
} from '../../../domain/upgrade/test-sharing';
import { claire, day, hour, release, startMs, ToldUpgrade } from './told-upgrade';

const viewOf = ({ state, nowMs }: ToldUpgrade) => upgradeAnswer(state, nowMs, 1);

test('a version is under test from when it is asked for to the end of its month, or to the word of the client (annex §10)', () => {
  const asked = new ToldUpgrade({}, { rules: 2 }, () => undefined, false);
  expect([isUnderTest(viewOf(asked)), isInstalledForTest(viewOf(asked))]).toEqual([true, false]);
  const testing = new ToldUpgrade({}, { rules: 2 });
  expect(isInstalledForTest(viewOf(testing))).toBe(true);
  testing.report('T-0000000001');
  expect(isInstalledForTest(viewOf(testing.until(startMs + 50 * day)))).toBe(true);
  testing.ticket('T-0000000001', 9, 'resolved');
  expect(isUnderTest(viewOf(testing.until(startMs + 79 * day)))).toBe(true);
  expect(isUnderTest(viewOf(testing.until(startMs + 81 * day)))).toBe(false);
  const accepted = new ToldUpgrade({}, { rules: 2 });
  accepted.by(claire, 'accept');
  expect(isUnderTest(viewOf(accepted))).toBe(false);
  const failed = new ToldUpgrade({}, { rules: 2 }, (owed) =>
    owed.kind === 'deploy-test' ? { kind: owed.kind, outcome: 'failed', detail: 'no space' } : undefined,
  );
  expect(isUnderTest(viewOf(failed))).toBe(false);
});

test('it is looked again at the end of the month, once a day, and not sooner than in five minutes', () => {
  const testing = viewOf(new ToldUpgrade({}, { rules: 2 }));
  const endsMs = startMs + 30 * day;
  expect(lookAgainMs(testing, startMs)).toBe(startMs + day);
  expect(lookAgainMs(testing, endsMs - hour)).toBe(endsMs);
  expect(lookAgainMs(testing, endsMs + 1)).toBe(endsMs + 1 + hour / 12);
  expect(lookAgainMs(null, startMs)).toBe(startMs + day);
});

test('what may not be installed for test yet waits, tells nobody, and begins its own month once it is installed', () => {
  const untilMs = startMs + 3 * day;
  const upgrade = new ToldUpgrade({}, { rules: 2, kind: 'fix', version: '2026.3.1' }, (owed, { nowMs }) =>
    owed.kind === 'deploy-test' && nowMs < untilMs
      ? { kind: owed.kind, outcome: 'waiting', by: '2026.5', againAtMs: nowMs + day, untilMs }
      : undefined,
  );
  expect(upgrade.state.test).toMatchObject({ state: 'waiting', detail: '2026.5', againAtMs: startMs + day });
  const waiting = {
    version: '2026.5',
    maintenance: null,
    until: toInstant(untilMs),
    againAt: toInstant(startMs + day),
  };
  expect(viewOf(upgrade).test).toEqual({ state: 'waiting', attempt: 1, detail: '2026.5', waiting });
  expect([statusOf(upgrade.state), nextInstantMs(upgrade.state)]).toEqual(['preparing', startMs + day]);
  expect(upgrade.notices).toEqual([]);
  upgrade.nowMs += hour;
  expect(upgrade.by(release, 'retry-test')).toBeUndefined();
  expect(upgrade.state.test).toMatchObject({ state: 'waiting', attempt: 2 });
  upgrade.until(untilMs - 1);
  expect(upgrade.notices).toEqual([]);
  upgrade.until(untilMs + 2 * hour);
  expect(upgrade.state.test).toEqual({ state: 'done', attempt: 5, detail: 'deployed' });
  expect(viewOf(upgrade).test).toEqual({ state: 'done', attempt: 5, detail: 'deployed' });
  expect(upgrade.notices[0]).toBe('test-available>claire@dupont.test');
  expect(upgrade.state.notified?.at).toBe(toInstant(untilMs + hour));
});

test('what waits for a maintenance, or was begun by an older program, says what is known', () => {
  const waits = (more: { isWork?: true; untilMs?: null }) =>
    viewOf(
      new ToldUpgrade({}, { rules: 2 }, (owed, { nowMs }) =>
        owed.kind === 'deploy-test'
          ? { kind: owed.kind, outcome: 'waiting', by: 'M-7K3QX9ABCD', againAtMs: nowMs + hour, ...more }
          : undefined,
      ),
    ).test.waiting;
  const againAt = toInstant(startMs + hour);
  expect(waits({ isWork: true })).toEqual({ version: null, maintenance: 'M-7K3QX9ABCD', until: null, againAt });
  expect(waits({})).toEqual({ version: 'M-7K3QX9ABCD', maintenance: null, until: null, againAt });
});

test('an attempt has its environment from before its own view is published until it is answered', () => {
  const name = testOperation('dupont:wms@2026.5', 12);
  expect([attemptOf(name), attemptOf('M-7K3QX9ABCD')]).toEqual([
    { upgrade: 'dupont:wms@2026.5', attempt: 12 },
    undefined,
  ]);
  const over = (state: string, attempt: number) => isAttemptOver({ test: { state, attempt, detail: '' } }, 12);
  expect([over('failed', 11), over('under-way', 11), over('under-way', 12)]).toEqual([false, false, false]);
  expect([over('done', 12), over('waiting', 12), over('under-way', 13)]).toEqual([true, true, true]);
});

test('what is installed for test is written into the register, by a person or a deployer; an older program wrote nothing', () => {
  const registered = ({ events }: ToldUpgrade) =>
    events.flatMap((event) => (event.type === 'owed-done' ? [event.data.owed] : []));
  const kept = { kind: 'register-test', id: 'register-test', environment: 'test' };
  expect(registered(new ToldUpgrade({}, { rules: 2 }))).toEqual([kept]);
  const byHand = new ToldUpgrade({}, { rules: 2 }, (owed) =>
    owed.kind === 'deploy-test' ? { kind: owed.kind, outcome: 'by-hand', detail: '' } : undefined,
  );
  expect(registered(byHand)).toEqual([]);
  byHand.by(release, 'confirm-test', { detail: 'Installed' });
  expect(registered(byHand)).toEqual([kept]);
  expect(registered(new ToldUpgrade())).toEqual([]);
});
