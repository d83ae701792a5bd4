import { unplannedSpan } from '../../../domain/maintenance/unplanned';
import { nextStep } from '../../../domain/maintenance/steps';
import { hour, minute, openedMs, openingOf, promotion, ToldMaintenance, windowMs } from './told-maintenance';

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
