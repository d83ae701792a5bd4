import { statementCsv } from '../../portal/pages/statement/statement-csv';
import { spanOfMonth, totalsOf, verdictOf } from '../../portal/pages/statement/figures';
import type { Ticket } from '../../portal/pages/tickets/ticket-state';
import { formatMonth, formatRate } from '../../portal/time/format';
import { ticketAnswer } from '../../domain/ticket/answer';
import { at, resolve, told } from '../domain/governed-ticket';
import { answered, asked } from './worked-example';

/** The worked example of patterns §18, as the list answers it after its last event. */
const waiting: Ticket = ticketAnswer(asked(), at('24T08:12'), 4);
const running: Ticket = ticketAnswer(answered(), at('24T14:40'), 5);
const resolvedAt = (time: string): Ticket => ticketAnswer(told(answered(), resolve(time)).state, at(time), 6);
const inTime = resolvedAt('25T09:00');
const late = resolvedAt('25T11:00');
const without: Ticket = { ...running, priority: 'P4', clocks: [], admission: null };

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  ['Europe/Paris', '2026-11', '2026-10-31T23:00:00.000Z', '2026-11-30T23:00:00.000Z'],
  ['Europe/Paris', '2026-12', '2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  // Clocks change within the month.
  ['America/Montreal', '2026-11', '2026-11-01T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
  // Clocks jump over midnight of the first of April.
  ['Africa/Cairo', '2011-04', '2011-03-31T22:00:00.000Z', '2011-04-30T22:00:00.000Z'],
])('in %s the month %s is from %s to %s', (zone, month, from, until) => {
  expect(spanOfMonth(month, zone)).toEqual({ from, until });
});

test('a clock is met, missed or neither: what is beyond its target is missed before it stops', () => {
  const resolution = (ticket: Ticket, time: string) => {
    const clock = ticket.clocks.find(({ clock: name }) => name === 'resolution');
    return clock && verdictOf(clock, at(time));
  };
  expect(resolution(inTime, '30T12:00')).toBe('met');
  expect(resolution(late, '30T12:00')).toBe('missed');
  expect(resolution(waiting, '30T12:00')).toBe('undecided');
  expect(resolution(running, '24T16:00')).toBe('undecided');
  const listed = ticketAnswer(answered(), at('25T10:00'), 5);
  expect([resolution(listed, '25T10:27'), resolution(listed, '25T10:29')]).toEqual(['undecided', 'missed']);
});

test('sums are told by priority and in all; what has no commitment is counted apart', () => {
  const P1: Ticket = { ...late, priority: 'P1' };
  const totals = totalsOf([inTime, late, waiting, P1, without], at('25T12:00'));
  const taken = (met: number) => ({ met, missed: 0, undecided: 0 });
  const held = (6 * 60 + 28) * 60_000;
  expect(totals).toEqual([
    {
      ...{ priority: 'P1', tickets: 1, withoutCommitment: 0, heldMs: held },
      clocks: { intervention: taken(1), resolution: { met: 0, missed: 1, undecided: 0 } },
    },
    {
      ...{ priority: 'P2', tickets: 3, withoutCommitment: 0, heldMs: 2 * held },
      clocks: { intervention: taken(3), resolution: { met: 1, missed: 1, undecided: 1 } },
    },
    {
      ...{ priority: 'P4', tickets: 1, withoutCommitment: 1, heldMs: 0 },
      clocks: { intervention: taken(0), resolution: taken(0) },
    },
    {
      ...{ priority: 'all', tickets: 5, withoutCommitment: 1, heldMs: 3 * held },
      clocks: { intervention: taken(4), resolution: { met: 1, missed: 2, undecided: 1 } },
    },
  ]);
});

test.each([
  [1999, 2000, '99,95 %', '99.95%'],
  [99_999, 100_000, '99,99 %', '99.99%'],
  [1, 3, '33,33 %', '33.33%'],
  [0, 7, '0,00 %', '0.00%'],
  [7, 7, '100,00 %', '100.00%'],
])('patterns 2.9: %d of %d is cut, never rounded up', (part, whole, fr, en) => {
  expect(plain(formatRate(part, whole, 'fr'))).toBe(fr);
  expect(formatRate(part, whole, 'en')).toBe(en);
});

test('a month has its name in either language', () => {
  expect(plain(formatMonth('2026-11', 'fr'))).toBe('novembre 2026');
  expect(formatMonth('2026-11', 'en')).toBe('November 2026');
});

test('the file for spreadsheets has exact figures: instants with their offset, seconds, clauses', () => {
  const csv = statementCsv([{ ...inTime, title: '=cmd()' }, without], {
    ...{ nowMs: at('30T12:00'), zone: 'Europe/Paris', language: 'en' },
  });
  const [head, first, second] = csv.split('\r\n');
  const columns = '"due","reached","verdict","counted (s)","target (s)","clause"';
  const of = (clock: string): string => columns.replaceAll('","', `","${clock} `).replace('"', `"${clock} `);
  const fixed = '"Reference","Ticket","Environment","Qualified as","Priority","State","Opened"';
  expect(head).toBe(`${fixed},${of('GTI')},${of('GTR')},"Waits deducted (s)"`);
  expect(first).toBe(
    [
      `"T-0000001042","'=cmd()","prod","Incident of the provider","P2","Resolved",2026-11-23T16:00:00+01:00`,
      '2026-11-23T17:00:00+01:00,2026-11-23T16:30:00+01:00,"Met",1800,3600,"GTI, §7"',
      '2026-11-25T11:28:00+01:00,2026-11-25T10:00:00+01:00,"Met",23520,28800,"GTR, §7",23280',
    ].join(),
  );
  expect(second).toBe(
    [
      '"T-0000001042","X","prod","Incident of the provider","P4","In progress",2026-11-23T16:00:00+01:00',
      ',,"No commitment",,,"",,,"No commitment",,,"",',
    ].join(),
  );
});
