import { ClockListener, clockChange } from '../../portal/time/clock-changes';
import type { Clock } from '../../portal/time/countdown';

const minute = 60_000;
const hour = 60 * minute;
const beganMs = Date.parse('2026-11-23T09:00:00.000Z');

/** A clock of eight hours that has counted so much, and runs for the whole day. */
function clock(name: string, countedMs: number): Clock & { readonly clock: string } {
  return {
    ...{ clock: name, state: 'running', running: true, countedMs, targetMs: 8 * hour },
    ...{ asOf: new Date(beganMs).toISOString(), changesAt: null, verdict: null, breached: false },
  };
}

test('patterns 2.8: fifty clocks that tick for ten minutes tell nothing', () => {
  const listener = new ClockListener<string>();
  const clocks = Array.from({ length: 50 }, (_, index) => clock(`T-${index}`, index * 2 * minute));
  const told = Array.from({ length: 601 }, (_, second) => listener.changes(clocks, beganMs + second * 1000));
  expect(told.flat()).toEqual([]);
});

test('patterns 2.8: a breach is told exactly once, and a threshold before it', () => {
  const listener = new ClockListener<string>();
  const clocks = [clock('resolution', 5.9 * hour)];
  const told = Array.from({ length: 180 }, (_, minutes) => listener.changes(clocks, beganMs + minutes * minute));
  expect(told.flat()).toEqual([
    { clock: 'resolution', change: 'soon' },
    { clock: 'resolution', change: 'late' },
  ]);
});

test.each([
  ['running', 'paused', 'paused'],
  ['late', 'late-paused', 'paused'],
  ['paused', 'late-paused', undefined],
  ['paused', 'running', 'resumed'],
  ['soon', 'met', 'done'],
  ['late', 'missed', 'done'],
  ['running', 'off-hours', undefined],
  ['off-hours', 'running', undefined],
  ['off-hours', 'late', 'late'],
] as const)('from %s to %s: %s', (before, after, change) => {
  expect(clockChange(before, after)).toBe(change);
});
