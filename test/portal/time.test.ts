import fc from 'fast-check';
import { standingAt, type Clock } from '../../portal/time/countdown';
import { formatDuration, formatDurationInTable, formatSeconds } from '../../portal/time/duration';
import { formatDate, formatInstant, formatMoney, formatTime, formatWithOffset } from '../../portal/time/format';
import { cityOf } from '../../portal/time/zones';
import { ownTime } from '../../portal/components/own-time';

/** Spaces that do not break are told apart by nobody who reads a test. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('instants', () => {
  const due = '2026-11-25T10:28:00.000Z';

  test('are written by the clock of the contract, with its city', () => {
    expect(plain(formatInstant(due, 'Europe/Paris', 'fr'))).toBe('mer. 25 nov. 2026 à 11 h 28 (Paris)');
    expect(plain(formatInstant(due, 'Europe/Paris', 'en'))).toBe('Wed 25 Nov 2026, 11:28 (Paris)');
    expect(plain(formatInstant(due, 'Europe/Paris', 'fr', { long: true, year: false }))).toBe(
      'mercredi 25 novembre à 11 h 28 (Paris)',
    );
    expect(plain(formatTime('2026-12-07T19:00:00Z', 'Europe/Paris', 'fr'))).toBe('20 h');
    expect(cityOf('Europe/London', 'fr')).toBe('Londres');
    expect(cityOf('America/New_York', 'en')).toBe('New York');
  });

  test('the reader’s own time follows where it differs, with the day where that differs', () => {
    expect(plain(ownTime(due, 'Europe/Paris', 'America/Montreal', 'fr'))).toBe(' ; chez vous : 5 h 28 (Montréal)');
    expect(ownTime(due, 'Europe/Paris', 'Europe/Madrid', 'fr')).toBe('');
    const evening = '2026-11-25T20:00:00.000Z';
    expect(plain(ownTime(evening, 'Europe/Paris', 'Asia/Tokyo', 'en'))).toBe('; your time: Thu 26 Nov, 05:00 (Tokyo)');
  });

  test.each([
    ['before the clocks go back', '2026-10-25T00:30:00Z', '2 h 30', '2026-10-25T02:30:00+02:00'],
    ['after the clocks went back', '2026-10-25T01:30:00Z', '2 h 30', '2026-10-25T02:30:00+01:00'],
    ['before the clocks go forward', '2026-03-29T00:59:00Z', '1 h 59', '2026-03-29T01:59:00+01:00'],
    ['after the clocks went forward', '2026-03-29T01:00:00Z', '3 h', '2026-03-29T03:00:00+02:00'],
  ])('%s', (_, instant, time, offset) => {
    expect(plain(formatTime(instant, 'Europe/Paris', 'fr'))).toBe(time);
    expect(formatWithOffset(instant, 'Europe/Paris')).toBe(offset);
  });

  test('days and amounts are those of the calendar and of the API', () => {
    expect(plain(formatDate('2026-11-23', 'fr'))).toBe('lundi 23 novembre 2026');
    expect(plain(formatMoney('1250.00', 'EUR', 'fr'))).toBe('1 250,00 €');
    expect(formatMoney('90071992547409.93', 'EUR', 'en')).toBe('€90,071,992,547,409.93');
  });
});

describe('durations', () => {
  test.each([
    [0, '0 min'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h 00'],
    [14_279_999, '3 h 57'],
    [-14_280_000, '3 h 58'],
    [360_000_000, '100 h 00'],
  ])('%d ms are cut, never rounded up: %s', (ms, written) => {
    expect(plain(formatDuration(ms, 'fr'))).toBe(written);
  });

  test('in tables and in the last minutes', () => {
    expect(formatDurationInTable(23_280_000)).toBe('6:28');
    expect(formatSeconds(299_999)).toBe('04:59');
  });
});

describe('a countdown', () => {
  const clock: Clock = {
    ...{ state: 'running', running: true, countedMs: 3_600_000, targetMs: 28_800_000, verdict: null, breached: false },
    ...{ asOf: '2026-11-24T09:00:00.000Z', changesAt: '2026-11-24T17:00:00.000Z' },
  };
  const asOf = Date.parse(clock.asOf);

  test('only subtracts the time gone by, up to the next change that the server told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 * 3_600_000 }), (sinceMs) => {
        const { countedMs, leftMs, outdated } = standingAt(clock, asOf + sinceMs);
        const counted = 3_600_000 + Math.min(sinceMs, 8 * 3_600_000);
        expect({ countedMs, leftMs }).toEqual({ countedMs: counted, leftMs: 28_800_000 - counted });
        expect(outdated).toBe(sinceMs >= 8 * 3_600_000);
      }),
    );
  });

  test('stands where it does not run, whatever time goes by', () => {
    const closed: Clock = { ...clock, running: false };
    expect(standingAt(closed, asOf + 60_000)).toEqual(standingAt(closed, asOf));
    expect(standingAt(closed, asOf).shape).toBe('off-hours');
  });

  test.each<[string, Partial<Clock>, number, string]>([
    ['runs', {}, 0, 'running'],
    ['is due soon', { countedMs: 21_600_000 }, 0, 'soon'],
    ['is kept at its very target', { countedMs: 28_800_000 }, 0, 'soon'],
    ['is late beyond it', { countedMs: 28_800_000 }, 1, 'late'],
    ['is late and paused', { state: 'paused', running: false, countedMs: 28_800_001 }, 0, 'late-paused'],
    ['waits for the client', { state: 'paused', running: false }, 0, 'paused'],
    ['stands in a planned downtime', { state: 'excluded', running: false }, 0, 'downtime'],
    ['is met', { state: 'stopped', running: false, verdict: 'met' }, 0, 'met'],
    ['is missed', { state: 'stopped', running: false, verdict: 'breached' }, 0, 'missed'],
    ['ended without a verdict', { state: 'stopped', running: false }, 0, 'unjudged'],
  ])('%s', (_, changed, sinceMs, shape) => {
    expect(standingAt({ ...clock, ...changed }, asOf + sinceMs).shape).toBe(shape);
  });
});
