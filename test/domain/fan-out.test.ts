import { fanOutAfter, fanOutBegun, isOver, type FanOutOutcome } from '../../domain/fan-out';
import { refusal } from '../../domain/refusal';

const begun = fanOutBegun({
  id: 'f',
  kind: 'test',
  startedAt: '2026-11-23T08:00:00.000Z',
  references: ['a', 'b', 'c', 'd'],
});
const refused = (reference: string, ...[code, params]: Parameters<typeof refusal>): FanOutOutcome => ({
  ...{ reference, outcome: 'refused' as const },
  ...refusal(code, params),
});

test.each([
  ['wrong-status', { status: 'closed' }, true],
  ['wrong-status', { status: 'rejected' }, true],
  ['wrong-status', { status: 'new' }, false],
  ['ticket-closed', { status: 'closed' }, true],
  ['merged', { into: 'T-0000000000' }, true],
  ['contract-unknown', {}, false],
] as const)('%s of %j: the life of the ticket was over: %s', (code, params, over) => {
  expect(isOver(refusal(code, params).refusal)).toBe(over);
});

test('all that have answered are done, those that cannot answer wait, and refusals are kept with their reason', () => {
  const one = fanOutAfter(
    begun,
    [
      { reference: 'a', outcome: 'applied' },
      { reference: 'b', outcome: 'waiting' },
    ],
    1,
  );
  expect(one).toMatchObject({ total: 4, done: 1, applied: 1, over: 0, refusedCount: 0, waiting: 1 });
  const two = fanOutAfter(
    one,
    [refused('c', 'ticket-closed', { status: 'closed' }), refused('d', 'contract-unknown')],
    1,
  );
  expect(two).toMatchObject({ done: 3, applied: 1, over: 1, refusedCount: 1, refused: [{ reference: 'd' }] });
  const three = fanOutAfter(two, [{ reference: 'b', outcome: 'applied' }], 0);
  expect(three).toMatchObject({ done: 4, applied: 2, waiting: 0 });
});

test('of very many refusals the first reasons are kept, and all are counted', () => {
  const many = Array.from({ length: 800 }, (_, index) => refused(String(index), 'contract-unknown'));
  const after = fanOutAfter(begun, many, 0);
  expect([after.refusedCount, after.refused.length]).toEqual([800, 500]);
});
