import { z } from 'zod';
import { parsed } from '../../api/parsed';
import { Problem } from '../../api/problem';
import { contractSchema } from '../../domain/contract/contract';
import { instantSchema } from '../../domain/time/instant';

/** What is wrong with a value: field and message of each fault, with the status. */
function faultsOf(schema: z.ZodType, value: unknown): [number, ...(readonly [string, string])[]] {
  try {
    parsed(schema, value, 'body.', 422);
  } catch (error) {
    if (error instanceof Problem)
      return [error.status, ...(error.more.errors ?? []).map(({ field, message }) => [field, message] as const)];
  }
  throw new Error('it was taken');
}

const hours = z.strictObject({ hours: contractSchema.shape.hours });
const always = { mon: [['00:00', '24:00']] };
const zone = 'Europe/Paris';

test('of what may be one thing or another, the fault of the nearer one is told', () => {
  expect(faultsOf(hours, { hours: { office: { zone: 'Mars', week: always } } })).toEqual([
    422,
    ['body.hours.office.zone', 'an IANA time zone such as Europe/Paris'],
  ]);
  expect(faultsOf(hours, { hours: { office: { extends: 'x', week: { mon: [['9', '18:00']] } } } })).toEqual([
    400,
    ['body.hours.office.week.mon.0.0', 'a wall time such as 08:30'],
  ]);
  expect(faultsOf(hours, { hours: { office: { zone, week: always, colour: 'red' } } })).toEqual([
    400,
    ['body.hours.office.colour', 'this operation knows no such field'],
  ]);
  expect(faultsOf(hours, { hours: { office: 5 } })).toEqual([400, ['body.hours.office', 'Invalid input']]);
});

test('a union that says what it wants is told in its own words', () => {
  expect(faultsOf(z.strictObject({ at: instantSchema }), { at: 'noon' })).toEqual([
    400,
    ['body.at', 'an ISO 8601 instant with its offset, such as 2026-11-23T09:30:00+01:00'],
  ]);
});

test('a name that cannot be one says why', () => {
  expect(faultsOf(hours, { hours: { $where: { zone, week: always } } })).toEqual([
    400,
    ['body.hours.$where', 'a name of letters, digits, spaces, hyphens and underscores'],
  ]);
});

test('many faults, long names and long messages are told in part', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, number) => [`x${number}`, number]));
  expect(faultsOf(z.strictObject({}), many)).toHaveLength(21);
  expect(faultsOf(z.array(z.number()), Array.from({ length: 500 }, String))).toHaveLength(21);
  const [, [field] = ['']] = faultsOf(z.strictObject({}), { ['y'.repeat(100_000)]: 1 });
  expect(field).toHaveLength(105);
});
