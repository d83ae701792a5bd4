import { unplannedSpan } from '../../../domain/maintenance/unplanned';
import { nextStep } from '../../../domain/maintenance/steps';
import {
  hour,
  minute,
  openedMs,
  openingOf,
  promotion,
  releaseManager,
  ToldMaintenance,
  why,
  windowMs,
} from './told-maintenance';

test('a service that another maintenance has closed is waited for, asked again every 30 s, and never given up by a count of tries', () => {
  const told = new ToldMaintenance(
    openingOf({ kind: 'unplanned', window: unplannedSpan(openedMs + hour, 45 * minute) }),
  );
  told.until(openedMs + hour);
  for (let tries = 0; tries < 20; tries += 1) {
    const before = told.nowMs;
    told.step('held');
    expect(nextStep(told.state)).toMatchObject({ kind: 'enter', notBeforeMs: before + 30_000 });
    told.until(before + 5 * minute);
  }
  expect(told.state).toMatchObject({ status: 'in-progress', course: { phase: 'entering', closed: false } });
  expect(told.sent.map(({ template }) => template)).toContain('overrun');
  told.step('done');
  expect(told.state.course).toMatchObject({ phase: 'working', closed: true });
});

test('a planned one that would not end in its window any more, once it has waited, is not begun: nothing was closed by it', () => {
  const told = new ToldMaintenance(openingOf({ work: promotion })).until(windowMs);
  told.give({ type: 'take-upgrade-answer', nowMs: told.nowMs, go: true, detail: '' });
  told.step('held').until(windowMs + 74 * minute);
  told.step('held');
  expect(told.state.status).toBe('in-progress');
  told.until(windowMs + 76 * minute);
  told.step('held');
  expect(told.state).toMatchObject({ status: 'withdrawn', outcome: { outcome: 'not-started' }, downtime: [] });
  expect(nextStep(told.state)).toBeUndefined();
  expect(told.sent.at(-1)).toMatchObject({ template: 'withdrawn', about: 'would-overrun' });
});

test('one that has closed an environment already is not withdrawn while another is held: it opens the first one again', () => {
  const told = new ToldMaintenance({ ...openingOf({ work: promotion, environments: ['prod', 'prod2'] }), rules: 3 });
  const answer = () => told.give({ type: 'take-upgrade-answer', nowMs: told.nowMs, go: true, detail: '' });
  told.until(windowMs);
  answer();
  told.step('done').until(windowMs + 90 * minute);
  told.step('held');
  expect(told.state).toMatchObject({ status: 'in-progress', course: { phase: 'entering', closed: true, index: 1 } });
  told.step('done');
  answer();
  expect(told.state).toMatchObject({ outcome: { outcome: 'not-started', detail: 'would-overrun' } });
  expect(nextStep(told.state)).toMatchObject({ kind: 'leave', environment: 'prod' });
  expect(told.state.downtime).not.toEqual([]);
});

test('a promotion that waits before its upgrade is asked: called off by a person, or withdrawn once it would not end in its window', () => {
  const waiting = () => new ToldMaintenance(openingOf({ work: promotion })).until(windowMs);
  const held = (told: ToldMaintenance, atMs: number): ToldMaintenance => {
    told.until(atMs).give({ type: 'take-hold-answer', nowMs: told.nowMs, holder: 'M-AA' });
    return told;
  };
  expect(held(waiting(), windowMs + 75 * minute).state).toMatchObject({ status: 'asking', outcome: null });
  const late = held(waiting(), windowMs + 76 * minute);
  expect(late.state).toMatchObject({ status: 'withdrawn', outcome: { outcome: 'not-started' }, downtime: [] });
  expect(late.sent.at(-1)).toMatchObject({ about: 'would-overrun', detail: 'M-AA is at work in it' });
  const off = held(waiting(), windowMs + minute);
  expect(off.give({ type: 'cancel', actor: releaseManager, nowMs: off.nowMs, data: { reason: why } })).toBeUndefined();
  expect(off.state).toMatchObject({ status: 'cancelled', outcome: { outcome: 'not-started', told: false } });
  off.give({ type: 'take-upgrade-answer', nowMs: off.nowMs, go: true, detail: '' });
  expect(off.state.status).toBe('cancelled');
});
