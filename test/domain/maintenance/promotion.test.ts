import { nextStep } from '../../../domain/maintenance/steps';
import { toInstant } from '../../../domain/time/instant';
import { minute, openedMs, openingOf, promotion, ToldMaintenance, windowMs } from './told-maintenance';

const asked = (mail: ToldMaintenance['mail'] = 'accepts'): ToldMaintenance =>
  new ToldMaintenance(openingOf({ work: promotion }), mail).until(windowMs);
const answer = (told: ToldMaintenance, go: boolean, detail = ''): ToldMaintenance => {
  told.give({ type: 'take-upgrade-answer', nowMs: told.nowMs, go, detail });
  return told;
};
const begun = (): ToldMaintenance => answer(asked(), true);

test('it goes only once its upgrade has said so, checks the new version, and is then operational', () => {
  const told = asked();
  expect(told.state.status).toBe('asking');
  expect(nextStep(told.state)).toBeUndefined();
  answer(told, true);
  const versions = [];
  for (const outcome of ['done', 'done', 'healthy', 'done', 'healthy'] as const) {
    const { kind, version } = nextStep(told.state) ?? {};
    versions.push(kind === 'deploy' || kind === 'check' ? `${kind} ${version ?? ''}` : kind);
    expect(told.state.status).toBe('in-progress');
    told.step(outcome);
  }
  expect(versions).toEqual(['enter', 'deploy 2026.5', 'check 2026.5', 'leave', 'check 2026.5']);
  expect(told.state).toMatchObject({ status: 'operational', outcome: { outcome: 'done' } });
});

const closed = (environments = ['prod']): ToldMaintenance => {
  const told = new ToldMaintenance(openingOf({ rules: 3, work: promotion, environments })).until(windowMs);
  answer(told, true);
  environments.forEach(() => told.step('done'));
  return told;
};

test('with the service closed its upgrade is asked once more, and nothing is installed before its answer', () => {
  const told = closed(['prod', 'prod-2']);
  expect(told.state).toMatchObject({ status: 'in-progress', course: { phase: 'asking-again', closed: true } });
  expect(nextStep(told.state)).toBeUndefined();
  told.give({
    ...{ type: 'take-upgrade-answer', nowMs: told.nowMs, go: true, detail: '' },
    installed: { prod: '2026.4.3' },
  });
  expect(told.state.installed).toEqual({ prod: '2026.4.3' });
  expect(nextStep(told.state)).toMatchObject({ kind: 'deploy', environment: 'prod', version: '2026.5' });
  // An answer to nothing that was asked tells nothing.
  answer(told, false);
  expect(nextStep(told.state)).toMatchObject({ kind: 'deploy' });
});

test('what came in while it was being closed stops it: nothing is installed, it is opened, checked and told with its reason', () => {
  const told = answer(closed(), false, 'open incidents: T-0000000001');
  expect(told.state.outcome).toMatchObject({ outcome: 'not-started', detail: 'open incidents: T-0000000001' });
  expect(nextStep(told.state)).toMatchObject({ kind: 'leave', environment: 'prod' });
  told.step('done');
  expect(nextStep(told.state)).toMatchObject({ kind: 'check', version: '2026.4' });
  told.step('healthy');
  expect(told.state).toMatchObject({ status: 'operational', outcome: { outcome: 'not-started' } });
  expect(told.sent.at(-1)).toMatchObject({ template: 'operational', outcome: 'not-started' });
  expect(told.story.filter((type) => type === 'step-done')).toHaveLength(3);
});

test('what a deployer took to close it for so long that the work would overrun is not installed any more', () => {
  const late = (afterMs: number): ToldMaintenance => {
    const told = new ToldMaintenance(openingOf({ rules: 3, work: promotion })).until(windowMs);
    answer(told, true).until(windowMs + afterMs);
    return answer(told.step('done'), true);
  };
  // 45 minutes of work in a window of two hours, of which closing it may take five.
  expect(nextStep(late(80 * minute).state)).toMatchObject({ kind: 'deploy' });
  const told = late(80 * minute + 1);
  expect(told.state.outcome).toMatchObject({ outcome: 'not-started', detail: 'would-overrun' });
  expect(nextStep(told.state)).toMatchObject({ kind: 'leave' });
});

test('users of a service that waits for its upgrade past the window are told that it takes longer', () => {
  expect(nextStep(closed().until(windowMs + 120 * minute).state)).toMatchObject({ kind: 'prolong' });
});

test('an upgrade that says no: withdrawn, with the reason', () => {
  const told = answer(asked(), false, 'incident-open');
  expect(told.state).toMatchObject({ status: 'withdrawn', outcome: null });
  expect(told.sent.at(-1)).toMatchObject({ template: 'withdrawn', about: 'upgrade', detail: 'incident-open' });
});

test('an answer that comes when the window is too short for the work: not begun, and the upgrade learns of it', () => {
  const told = asked().until(windowMs + 80 * minute);
  answer(told, true);
  expect(told.state).toMatchObject({ status: 'withdrawn', outcome: { outcome: 'not-started' }, downtime: [] });
});

test('a first notice that was late withdraws a promotion at once: nothing is installed unannounced', () => {
  const told = asked('away');
  expect(told.state).toMatchObject({ status: 'withdrawn', outcome: { outcome: 'not-started' } });
  expect(told.state.endedAt).toBe(toInstant(openingOf().window.noticeByMs + 1));
});

test('what does not pass the checks goes back, is checked again, and ends as rolled back', () => {
  const told = begun().step('done').step('done').step('unhealthy');
  expect(nextStep(told.state)).toMatchObject({ kind: 'roll-back', version: '2026.4' });
  told.step('done');
  expect(nextStep(told.state)).toMatchObject({ kind: 'check', version: '2026.4' });
  told.step('healthy').step('done').step('healthy');
  expect(told.state).toMatchObject({ status: 'operational', outcome: { outcome: 'rolled-back' } });
  expect(told.sent.at(-1)).toMatchObject({ template: 'operational', outcome: 'rolled-back' });
});

test('it goes back to what each environment ran when it began, whatever did when it was announced', () => {
  const told = asked();
  told.give({
    ...{ type: 'take-upgrade-answer', nowMs: told.nowMs, go: true, detail: '' },
    installed: { prod: '2026.4.2' },
  });
  told.step('done').step('done').step('unhealthy');
  expect(nextStep(told.state)).toMatchObject({ kind: 'roll-back', environment: 'prod', version: '2026.4.2' });
});

test('where going back fails too, people are wanted, and nobody is told that it works until it does', () => {
  const told = begun().step('done').step('failed').step('failed').step('failed').step('failed');
  expect(told.state).toMatchObject({
    ...{ status: 'in-progress', course: { phase: 'working' }, outcome: { outcome: 'failed' } },
  });
  expect(told.sent.at(-1)?.template).toBe('unhealthy');
  told.give({
    ...{ type: 'finish', actor: { id: 'rita', role: 'release-manager' }, nowMs: told.nowMs },
    data: { outcome: 'rolled-back' },
  });
  told.step('healthy').step('done').step('healthy');
  expect(told.state.status).toBe('operational');
});

test('what nobody knows the end of is asked about under the same name, and never gone back from by a machine', () => {
  const told = begun().step('done');
  const names = [];
  for (let tries = 0; tries < 3; tries += 1) {
    names.push(nextStep(told.state)?.name);
    told.step('unknown');
  }
  expect(new Set(names).size).toBe(1);
  expect(told.state).toMatchObject({ course: { phase: 'working' }, outcome: { outcome: 'failed' } });
});

test('a maintenance mode that cannot be switched on leaves the version as it is', () => {
  const told = begun().step('failed').step('failed').step('failed');
  expect(told.state.outcome).toMatchObject({ outcome: 'not-started' });
  told.step('done');
  expect(told.state.status).toBe('operational');
});

test('an answer to a step that is not under way any more tells nothing', () => {
  const told = begun();
  const key = nextStep(told.state)?.key ?? '';
  told.step('done');
  const before = told.state;
  told.give({ type: 'take-step', nowMs: told.nowMs, key, outcome: 'failed', detail: '' });
  expect(told.state).toEqual(before);
  expect(Date.parse(openingOf().openedAt)).toBe(openedMs);
});
