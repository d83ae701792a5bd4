import { explainClock, type ExplainedClock } from '../../domain/clock/explained';
import type { ClockFact } from '../../domain/clock/facts';
import { toInstant } from '../../domain/time/instant';
import { explanationText } from '../../simulation/explained';
import { contract, hour, policies, retarget, start, stop, timetables, winter } from '../domain/clock/trap-fixtures';

const monday = (time: string): number => winter(`2026-11-23T${time}`);

const openedAt = toInstant(monday('09:00'));

function explained(facts: readonly ClockFact[], asOfMs: number): ExplainedClock {
  const clock = explainClock(facts, timetables, policies, asOfMs);
  if (!clock) throw new Error('the clock has not started');
  return clock;
}

const text = (facts: readonly ClockFact[], asOfMs: number, language: 'en' | 'fr'): string[] =>
  explanationText({ ...explained(facts, asOfMs), clause: 'GTR, §7', contract, openedAt }, language).split('\n');

const facts: ClockFact[] = [
  { ...start(monday('09:00'), 4 * hour), name: 'P3' },
  {
    ...retarget(monday('11:00'), 3 * hour),
    name: 'P2',
    by: 'n2',
    recordedMs: monday('12:00'),
    evidence: 'mail of 10:58',
  },
  { ...stop(monday('14:00')), by: 'n1', recordedMs: monday('16:00'), evidence: 'call 4711' },
];

test('a change of target is a row at its instant, between the segments before and after it', () => {
  const rows = text(facts, monday('17:00'), 'en').filter((line) => line.startsWith('| Mon'));
  expect(
    rows.map((row) =>
      row
        .split(' | ')
        .map((cell) => cell.replace('|', '').trim())
        .slice(0, 6),
    ),
  ).toEqual([
    ['Mon, 23/11/2026, 09:00 GMT+1', 'Mon, 23/11/2026, 11:00 GMT+1', '2 h 00', '2 h 00', '-', expect.any(String)],
    [
      'Mon, 23/11/2026, 11:00 GMT+1',
      'Mon, 23/11/2026, 11:00 GMT+1',
      '-',
      '2 h 00',
      '-',
      'change of target: P3, 4 h 00 in “office” → P2, 3 h 00 in “office”; time counted stays counted: ' +
        'counted 2 h 00 → 2 h 00, remaining 2 h 00 → 1 h 00, ' +
        'due Mon, 23/11/2026, 13:00 GMT+1 → Mon, 23/11/2026, 12:00 GMT+1 ' +
        '(entered Mon, 23/11/2026, 12:00 GMT+1 by n2, mail of 10:58)',
    ],
    ['Mon, 23/11/2026, 11:00 GMT+1', 'Mon, 23/11/2026, 14:00 GMT+1', '3 h 00', '5 h 00', '-', expect.any(String)],
  ]);
});

test('a change at the very end is the last row', () => {
  expect(text(facts.slice(0, 2), monday('11:00'), 'fr').at(-1)).toContain('changement d’engagement : P3');
});

test('a stop is told with who entered it late', () => {
  expect(text(facts, monday('17:00'), 'en')).toContain(
    '- stopped: Mon, 23/11/2026, 14:00 GMT+1 (entered Mon, 23/11/2026, 16:00 GMT+1 by n1, call 4711)',
  );
  const inTime = [facts[0], stop(monday('12:00'))].filter((fact) => fact !== undefined);
  expect(text(inTime, monday('17:00'), 'fr')).toContain('- arrêté: lun. 23/11/2026 12:00 UTC+1');
});
