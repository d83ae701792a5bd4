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
