import fc from 'fast-check';
import { ticketAnswer } from '../../domain/ticket/answer';
import { sentenceOf } from '../../portal/components/clock-sentence';
import { standingAt } from '../../portal/time/countdown';
import { heardNow, serverNow } from '../../portal/time/server-clock';
import { at } from '../domain/governed-ticket';
import { answered, asked, resolutionAt } from './worked-example';

const minuteMs = 60_000;
const state = answered();

test.each([
  ['while the client is waited for', asked(), at('24T08:12')],
  ['after the answer', state, at('24T14:40')],
])('patterns 2.1: what the browser subtracts is what the domain counts until the next change, %s', (_, of, fromMs) => {
  const clocksAt = (ms: number) => ticketAnswer(of, ms, 5).clocks;
  fc.assert(
    fc.property(fc.nat(4 * 24 * 60 * minuteMs), fc.nat(3 * 24 * 60 * minuteMs), (startMs, laterMs) => {
      const toldMs = fromMs + startMs;
      for (const told of clocksAt(toldMs)) {
        const changesMs = told.changesAt === null ? Infinity : Date.parse(told.changesAt);
        const nowMs = Math.min(toldMs + laterMs, changesMs);
        const truth = clocksAt(nowMs).find(({ clock }) => clock === told.clock);
        expect(standingAt(told, nowMs).countedMs).toBe(truth?.countedMs);
      }
    }),
    { numRuns: 5_000 },
  );
});

test('patterns 2.1: a machine whose clock is seven minutes off shows the same', () => {
  jest.useFakeTimers({ now: at('24T16:07') });
  heardNow('2026-11-24T16:00:00.000Z');
  expect(serverNow()).toBe(at('24T16:00'));
  jest.advanceTimersByTime(minuteMs);
  expect(serverNow()).toBe(at('24T16:01'));
  jest.useRealTimers();
});

test.each(['fr', 'en'] as const)(
  'patterns 2.3: in the night nothing moves, and it says when it goes on (%s)',
  (language) => {
    const clock = resolutionAt(state, '25T01:00');
    const shown = (ms: number) =>
      sentenceOf(clock, standingAt(clock, ms), { zone: 'Europe/Paris', language, own: 'Europe/Paris' });
    const two = at('25T01:00');
    expect(shown(two + minuteMs)).toBe(shown(two));
    expect(shown(two)).toMatch(/8.?[h:].?30/);
  },
);
