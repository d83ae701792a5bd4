import type { MaintenanceAnswer } from '../../../domain/maintenance/answer';
import { promotion } from './told-maintenance';
import { publicStatus } from '../../../domain/maintenance/public-status';

const at = (time: string): string => `2026-12-07T${time}:00.000Z`;
const nowMs = Date.parse(at('20:30'));
const why = { fr: 'Version 2026.4', en: 'Version 2026.4' };

type Given = Partial<Pick<MaintenanceAnswer, 'status' | 'downtime' | 'overranAt' | 'endedAt' | 'kind' | 'work'>> & {
  window?: [string, string];
};
/** What a public status reads of a maintenance, from 20:00 to 21:00 unless told. */
function maintenance({ window: [startsAt, endsAt] = [at('20:00'), at('21:00')], ...more }: Given): MaintenanceAnswer {
  return {
    ...{ status: 'scheduled', kind: 'planned', downtime: [], overranAt: null, endedAt: null },
    work: { kind: 'by-hand' },
    ...{ window: { startsAt, endsAt }, expectedDowntimeMinutes: 45, why, client: 'dupont', evidence: 'by Marc' },
    ...more,
  } as unknown as MaintenanceAnswer;
}
const planned = (from: string, until: string | null): MaintenanceAnswer['downtime'][number] => ({
  ...{ from: at(from), until: until && at(until), counts: 'planned', notice: 1 },
});
const unplanned = (from: string, until: string | null): MaintenanceAnswer['downtime'][number] => ({
  ...{ from: at(from), until: until && at(until), counts: 'unplanned', notice: null },
});

test('nothing announced: it is available', () => {
  expect(publicStatus('wms', [], nowMs)).toEqual({
    ...{ name: 'wms', asOf: at('20:30'), available: true, closed: null, next: null, backSince: null },
  });
});

test('what is announced is told with its window and the time without the service, and nothing of the client', () => {
  const status = publicStatus('wms', [maintenance({ window: [at('22:00'), at('23:00')] })], nowMs);
  expect(status.next).toEqual({
    kind: 'planned',
    startsAt: at('22:00'),
    endsAt: at('23:00'),
    expectedDowntimeMinutes: 45,
    why,
  });
  expect(JSON.stringify(status)).not.toMatch(/dupont|Marc/);
});

test('while it is closed: why, since when and until when', () => {
  const closed = maintenance({ status: 'in-progress', downtime: [planned('20:01', null)] });
  const later = maintenance({ window: [at('22:00'), at('23:00')] });
  expect(publicStatus('wms', [closed, later], nowMs)).toMatchObject({
    available: false,
    closed: { kind: 'planned', why, since: at('20:01'), until: at('21:00') },
    next: { startsAt: at('22:00') },
  });
});

test('of a promotion neither product nor version is told, before and while it is done (docs/architecture.md)', () => {
  const announced = maintenance({ work: promotion, window: [at('22:00'), at('23:00')] });
  const closed = maintenance({ work: promotion, status: 'in-progress', downtime: [planned('20:01', null)] });
  const status = publicStatus('stock', [closed, announced], nowMs);
  expect(status.next?.why.en).toBe('Planned update of the application.');
  expect(status.closed?.why.en).toBe('Planned update of the application.');
  expect(JSON.stringify(status)).not.toMatch(/2026\.[45]|wms/);
});

test('past its window nobody knows until when, and it has been closed since its beginning', () => {
  const overrun = maintenance({
    ...{ status: 'in-progress', overranAt: at('21:00') },
    downtime: [planned('20:01', '21:00'), unplanned('21:00', null)],
  });
  expect(publicStatus('wms', [overrun], Date.parse(at('21:10'))).closed).toMatchObject({
    since: at('20:01'),
    until: null,
  });
});

test('of two at once the later end counts', () => {
  const one = maintenance({ status: 'in-progress', downtime: [planned('20:10', null)] });
  const two = maintenance({
    ...{ status: 'in-progress', downtime: [planned('20:05', '20:06'), unplanned('20:20', null)] },
    window: [at('20:20'), at('22:00')],
  });
  expect(publicStatus('wms', [one, two], nowMs).closed).toMatchObject({ since: at('20:10'), until: at('22:00') });
});

test('afterwards it says since when it is back; what was called off is told nowhere', () => {
  const done = maintenance({ status: 'operational', endedAt: at('20:25'), downtime: [planned('20:01', '20:25')] });
  const off = (status: 'cancelled' | 'withdrawn' | 'refused'): MaintenanceAnswer =>
    maintenance({ status, window: [at('22:00'), at('23:00')] });
  const all = [done, off('cancelled'), off('withdrawn'), off('refused')];
  expect(publicStatus('wms', all, nowMs)).toMatchObject({ available: true, next: null, backSince: at('20:25') });
});

test('an end that is announced for a window in the past is no next one', () => {
  expect(publicStatus('wms', [maintenance({ window: [at('18:00'), at('19:00')] })], nowMs).next).toBeNull();
});

test('of an unplanned one nobody learns here what is corrected: a hole would be told before it is closed', () => {
  const [before, during] = [
    publicStatus('wms', [maintenance({ kind: 'unplanned', window: [at('22:00'), at('23:00')] })], nowMs),
    publicStatus(
      'wms',
      [maintenance({ kind: 'unplanned', status: 'in-progress', downtime: [unplanned('20:01', null)] })],
      nowMs,
    ),
  ];
  expect(before.next).toMatchObject({ kind: 'unplanned', why: { en: 'A corrective update is due.' } });
  expect(during.closed).toMatchObject({ kind: 'unplanned', why: { fr: 'Une mise à jour corrective est nécessaire.' } });
});
