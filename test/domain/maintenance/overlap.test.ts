import { maintenanceAnswer } from '../../../domain/maintenance/answer';
import { whyNotOpen } from '../../../domain/maintenance/commands';
import { firstFree, inTheWay } from '../../../domain/maintenance/overlap';
import type { Window } from '../../../domain/maintenance/window';
import { toInstant } from '../../../domain/time/instant';
import {
  day,
  hour,
  openedMs,
  openingOf,
  releaseManager,
  spanFrom,
  ToldMaintenance,
  why,
  windowMs,
} from './told-maintenance';

const known = new ToldMaintenance(openingOf({ reference: 'M-00000000AA' }));
const answer = (told: ToldMaintenance) => maintenanceAnswer(told.state, told.events.length);
const own = { reference: 'M-00000000BB', environments: ['prod'] };
const window = (startMs: number): Window => ({ ...spanFrom(startMs), localDate: '2026-12-07' });

test('what meets the window of another of the same environment is taken by it; what only touches it, or is of another, is not', () => {
  const span = spanFrom(windowMs + hour);
  expect(inTheWay([answer(known)], span, own)).toEqual({
    ...{ reference: 'M-00000000AA', startsAt: toInstant(windowMs), endsAt: toInstant(windowMs + 2 * hour) },
  });
  expect(inTheWay([answer(known)], spanFrom(windowMs + 2 * hour), own)).toBeUndefined();
  expect(inTheWay([answer(known)], spanFrom(windowMs - 2 * hour), own)).toBeUndefined();
  expect(inTheWay([answer(known)], span, { ...own, environments: ['prod-2'] })).toBeUndefined();
  expect(inTheWay([answer(known)], span, { ...own, reference: 'M-00000000AA' })).toBeUndefined();
  const cancelled = new ToldMaintenance(openingOf({ reference: 'M-00000000AA' }));
  cancelled.give({ type: 'cancel', actor: releaseManager, nowMs: cancelled.nowMs, data: { reason: why } });
  expect(inTheWay([answer(cancelled)], span, own)).toBeUndefined();
  expect(inTheWay([answer(new ToldMaintenance().until(windowMs))], span, own)).toBeDefined();
});

test('a planned one that is in the way of another is refused and names it; an unplanned one is not', () => {
  const taken = { reference: 'M-00000000AA', startsAt: toInstant(windowMs), endsAt: toInstant(windowMs + hour) };
  expect(whyNotOpen(openingOf(), openedMs, { earliest: toInstant(windowMs + 28 * day), taken })).toMatchObject({
    refusal: { code: 'window-taken', params: { ...taken, earliest: toInstant(windowMs + 28 * day) } },
  });
  expect(whyNotOpen(openingOf({ kind: 'unplanned' }), openedMs, { taken })).toBeUndefined();
  const told = new ToldMaintenance();
  const data = { window: spanFrom(windowMs + 28 * day), earliest: null, reason: why };
  const move = { type: 'move', actor: releaseManager, nowMs: told.nowMs } as const;
  expect(told.give({ ...move, data: { ...data, taken } })?.code).toBe('window-taken');
  expect(told.give({ ...move, data: { ...data, taken: null } })).toBeUndefined();
});

test('the first window that a refusal names is free, long enough, not before what was asked, and announced in time', () => {
  const windows = [0, 7, 14, 21].map((days) => window(windowMs + days * day));
  const wanted = { noticeMs: openedMs, minutes: 45, ...own };
  expect(firstFree(windows, [], { ...wanted, fromMs: openedMs })?.startMs).toBe(windowMs);
  expect(firstFree(windows, [answer(known)], { ...wanted, fromMs: openedMs })?.startMs).toBe(windowMs + 7 * day);
  expect(firstFree(windows, [], { ...wanted, fromMs: windowMs + 8 * day })?.startMs).toBe(windowMs + 14 * day);
  expect(firstFree(windows, [], { ...wanted, fromMs: openedMs, noticeMs: windowMs })?.startMs).toBe(windowMs + 7 * day);
  expect(firstFree(windows, [], { ...wanted, fromMs: openedMs, minutes: 121 })).toBeUndefined();
});
