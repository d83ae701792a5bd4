import { whyNotOpen } from '../../../domain/maintenance/commands';
import { maintenanceAnswer, maintenanceAnswerSchema } from '../../../domain/maintenance/answer';
import { maintenanceEventSchema } from '../../../domain/maintenance/events';
import { maintenanceNoticeSchema } from '../../../domain/maintenance/notices';
import { maintenanceStateSchema } from '../../../domain/maintenance/schema';
import { nextStep } from '../../../domain/maintenance/steps';
import { toInstant } from '../../../domain/time/instant';
import {
  day,
  hour,
  minute,
  openedMs,
  openingOf,
  promotion,
  releaseManager,
  spanFrom,
  ToldMaintenance,
  why,
  windowMs,
} from './told-maintenance';

const templates = ({ sent }: ToldMaintenance): string[] => sent.map(({ template }) => template);
const finish = { type: 'finish', actor: releaseManager, data: {} } as const;

test('a planned maintenance: announced, reminded 24 hours before, and operational only once the checks pass (annex §10)', () => {
  const told = new ToldMaintenance().until(windowMs);
  told.step('done');
  told.until(windowMs + 30 * minute);
  expect(told.give({ ...finish, nowMs: told.nowMs })).toBeUndefined();
  told.step('unhealthy');
  expect(told.state).toMatchObject({ status: 'in-progress', course: { phase: 'working' } });
  told.until(windowMs + 40 * minute);
  told.give({ ...finish, nowMs: told.nowMs });
  told.step('healthy').step('done');
  expect(told.state.status).toBe('in-progress');
  told.step('healthy');
  expect(told.state.status).toBe('operational');
  expect(templates(told)).toEqual(['planned', 'reminder', 'started', 'unhealthy', 'operational']);
  expect(told.events.find(({ type }) => type === 'reminded')?.at).toBe(toInstant(windowMs - day));
  expect(told.state.downtime).toEqual([
    { from: toInstant(windowMs), until: toInstant(windowMs + 40 * minute), counts: 'planned', notice: 1 },
  ]);
  for (const event of told.events) maintenanceEventSchema.parse(event);
  for (const notice of told.sent) maintenanceNoticeSchema.parse(notice);
  expect(maintenanceStateSchema.parse(JSON.parse(JSON.stringify(told.state)))).toEqual(told.state);
  maintenanceAnswerSchema.parse(maintenanceAnswer(told.state, told.events.length));
});

test('a window whose notice would be late is refused with the earliest one; at the last instant it is in time', () => {
  const opening = openingOf({ window: spanFrom(openedMs + 7 * day) });
  expect(whyNotOpen(opening, openedMs)).toBeUndefined();
  expect(whyNotOpen(opening, openedMs + 1, { earliest: toInstant(windowMs) })).toMatchObject({
    refusal: { code: 'notice-late', clause: '§10', params: { earliest: toInstant(windowMs) } },
  });
  expect(whyNotOpen(openingOf({ expectedDowntimeMinutes: 121 }), openedMs)).toMatchObject({
    refusal: { code: 'window-too-short' },
  });
  const nightAndDay = { ...spanFrom(windowMs), endMs: windowMs + day + 1 };
  expect(whyNotOpen(openingOf({ window: nightAndDay }), openedMs)).toMatchObject({
    refusal: { code: 'window-too-long', params: { hours: 24 } },
  });
  const nobody = openingOf({ contacts: { client: [], provider: [] } });
  expect(whyNotOpen(nobody, openedMs)).toMatchObject({ refusal: { code: 'nobody-to-tell' } });
});

test('moved: old and new time are told, the notice rule holds again, and the reminder follows', () => {
  const told = new ToldMaintenance().until(windowMs - 2 * day);
  const move = (startMs: number) =>
    told.give({
      type: 'move',
      actor: releaseManager,
      nowMs: told.nowMs,
      data: { window: spanFrom(startMs), earliest: null, reason: why },
    });
  expect(move(windowMs + 4 * day)?.code).toBe('notice-late');
  expect(move(windowMs + 28 * day)).toBeUndefined();
  expect(move(windowMs + 28 * day)?.code).toBe('window-unchanged');
  expect(told.sent.at(-1)).toMatchObject({
    template: 'moved',
    revision: 1,
    before: { startsAt: toInstant(windowMs) },
    window: { startsAt: toInstant(windowMs + 28 * day) },
  });
  told.until(windowMs + 28 * day);
  expect(templates(told)).toEqual(['planned', 'moved', 'reminder', 'started']);
  expect(told.state.downtime[0]).toMatchObject({ counts: 'planned', notice: told.sent[1]?.sequence });
});

test('called off: a CANCEL of the next revision, no reminder and no start', () => {
  const told = new ToldMaintenance().until(windowMs - 3 * day);
  told.give({ type: 'cancel', actor: releaseManager, nowMs: told.nowMs, data: { reason: why } });
  told.until(windowMs + day);
  expect(told.state).toMatchObject({ status: 'cancelled', revision: 1, downtime: [] });
  expect(templates(told)).toEqual(['planned', 'cancelled']);
});

test('past its window: an overrun notice, and what goes on counts as unplanned', () => {
  const told = new ToldMaintenance().until(windowMs);
  told.step('no-deployer');
  told.until(windowMs + 3 * hour);
  told.give({ ...finish, nowMs: told.nowMs, data: { evidence: 'opened the stock screen' } });
  told.step('no-check').step('no-deployer');
  expect(templates(told)).toEqual(['planned', 'reminder', 'started', 'overrun', 'overrun', 'operational']);
  expect(told.state.downtime).toEqual([
    { from: toInstant(windowMs), until: toInstant(windowMs + 2 * hour), counts: 'planned', notice: 1 },
    { from: toInstant(windowMs + 2 * hour), until: toInstant(windowMs + 3 * hour), counts: 'unplanned', notice: null },
  ]);
});

test('past the end of the window users are told once that it takes longer, in each environment, and never after they got it back', () => {
  const told = new ToldMaintenance(openingOf({ environments: ['prod', 'prod-2'] })).until(windowMs);
  told.step('done').step('done');
  expect(nextStep(told.state)).toBeUndefined();
  told.until(windowMs + 3 * hour);
  expect(nextStep(told.state)).toMatchObject({ kind: 'prolong', environment: 'prod' });
  told.step('unknown');
  expect(nextStep(told.state)).toMatchObject({ kind: 'prolong', environment: 'prod-2' });
  told.step('done');
  expect(nextStep(told.state)).toBeUndefined();
  told.give({ ...finish, nowMs: told.nowMs });
  told.step('healthy').step('healthy').step('done').step('done').step('unhealthy');
  expect(told.state.course).toMatchObject({ phase: 'working' });
  expect(nextStep(told.state)).toBeUndefined();
});

test('what was asked before the window ended is answered after it, and users are told of the delay before the next step', () => {
  const told = new ToldMaintenance(openingOf({ work: promotion })).until(windowMs);
  told.give({ type: 'take-upgrade-answer', nowMs: told.nowMs, go: true, detail: '' });
  told.step('done');
  const asked = nextStep(told.state);
  told.until(windowMs + 3 * hour);
  told.give({ type: 'take-step', nowMs: told.nowMs, key: asked?.key ?? '', outcome: 'done', detail: '' });
  expect(told.state.course).toMatchObject({ phase: 'checking', reached: 1 });
  told.step('done');
  expect(nextStep(told.state)).toMatchObject({ kind: 'check' });
});

test('without a health check somebody says how it was seen to work', () => {
  const told = new ToldMaintenance().until(windowMs);
  told.step('no-deployer');
  told.give({ ...finish, nowMs: told.nowMs });
  told.step('no-check');
  expect(told.state).toMatchObject({ status: 'in-progress', course: { phase: 'working' } });
});

test('a notice that reached nobody in time: an alarm while there is time, and minutes that count as unplanned', () => {
  const told = new ToldMaintenance(openingOf(), 'away').until(openedMs + hour);
  expect(told.story).toEqual(['opened', 'contact-unreachable']);
  told.until(windowMs);
  expect(told.story).toEqual([
    ...['opened', 'contact-unreachable', 'notice-missed', 'reminded', 'contact-unreachable', 'started'],
  ]);
  expect(told.state.downtime).toEqual([{ from: toInstant(windowMs), until: null, counts: 'unplanned', notice: null }]);
  told.mail = 'accepts';
  told.until(windowMs + minute);
  expect(templates(told)).toEqual(['unreachable', 'unreachable', 'unreachable', 'started']);
});

test('a refused address raises its alarm at once, and the provider is told', () => {
  const told = new ToldMaintenance(openingOf(), 'refuses');
  expect(told.events.find(({ type }) => type === 'contact-unreachable')).toMatchObject({
    at: toInstant(openedMs),
    data: { recipient: 'it@dupont.example', why: 'refused', deadlineAt: toInstant(windowMs - 7 * day) },
  });
  expect(told.sent).toMatchObject([{ template: 'unreachable', about: 'it@dupont.example', side: 'provider' }]);
});

test('what would not end within its window is not begun, though the worker was away at its start', () => {
  const told = new ToldMaintenance().until(windowMs - hour);
  told.nowMs = windowMs + 90 * minute;
  told.give({ type: 'tick', nowMs: told.nowMs });
  told.until(told.nowMs);
  expect(told.state).toMatchObject({ status: 'withdrawn', revision: 1, downtime: [] });
  expect(templates(told).slice(-1)).toEqual(['withdrawn']);
});
