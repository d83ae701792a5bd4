import { monthAfter, type MonthPolicy } from '../../../domain/time/month';
import { toInstant } from '../../../domain/time/instant';

const month: MonthPolicy = { months: 1, end: 'instant', holidays: { country: 'FR' } };
const after = (from: string, policy: Partial<MonthPolicy> = {}, zone = 'Europe/Paris'): string =>
  toInstant(monthAfter(Date.parse(from), zone, { ...month, ...policy })).replace(':00.000Z', 'Z');

test.each([
  ['the month is shorter', '2025-01-31T09:00Z', '2025-02-28T09:00Z'],
  ['a leap year', '2024-01-31T09:00Z', '2024-02-29T09:00Z'],
  ['over the clock change of spring', '2025-03-10T08:00Z', '2025-04-10T07:00Z'],
  ['over that of autumn', '2025-10-10T08:00Z', '2025-11-10T09:00Z'],
  ['a time that does not exist', '2028-02-26T01:30Z', '2028-03-26T01:30Z'],
  ['a time that exists twice', '2025-09-26T00:30Z', '2025-10-26T00:30Z'],
  ['over the end of the year', '2025-12-31T22:30Z', '2026-01-31T22:30Z'],
])('one month in Paris (annex §10): %s', (_, from, to) => expect(after(from)).toBe(to));

test('the zone decides by a day where the date is another one', () => {
  expect(after('2025-03-30T22:15Z')).toBe('2025-04-29T22:15Z');
  expect(after('2025-03-30T22:15Z', {}, 'UTC')).toBe('2025-04-30T22:15Z');
});

test.each([
  ['a usual day', '2024-01-31T09:00Z', '2024-02-29T23:00Z', '2024-02-29T23:00Z'],
  ['a Saturday', '2026-01-31T09:00Z', '2026-02-28T23:00Z', '2026-03-02T23:00Z'],
  ['a holiday', '2025-04-01T09:00Z', '2025-05-01T22:00Z', '2025-05-02T22:00Z'],
  ['a Sunday before a clock change', '2025-02-23T09:00Z', '2025-03-23T23:00Z', '2025-03-24T23:00Z'],
  ['a holiday of the next year', '2023-12-01T09:00Z', '2024-01-01T23:00Z', '2024-01-02T23:00Z'],
])('it may end with its day, and the next working day: %s', (_, from, day, working) => {
  expect(after(from, { end: 'end-of-day' })).toBe(day);
  expect(after(from, { end: 'next-working-day' })).toBe(working);
});

test('a contract lengthens it', () => expect(after('2025-01-31T09:00Z', { months: 3 })).toBe('2025-04-30T08:00Z'));
