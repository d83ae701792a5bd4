import { whyTooFar } from '../../../domain/time/horizon';

const nowMs = Date.UTC(2026, 10, 28);

test.each([
  [['9999-12-31T23:59:59.000Z'], true],
  [['2036-11-28T00:00:00.001Z'], true],
  [['2030-01-01T00:00:00.000Z', '2040-01-01T00:00:00.000Z'], true],
  [['2036-11-28T00:00:00.000Z'], false],
  [['0000-01-01T00:00:00.000Z', undefined], false],
  [[], false],
])('%j is too far ahead: %s', (instants, expected) => {
  const refused = whyTooFar(instants, nowMs)?.refusal;
  expect(refused?.code).toBe(expected ? 'too-far-ahead' : undefined);
  if (refused) expect(refused.params['latest']).toBe('2036-11-28T00:00:00.000Z');
});
