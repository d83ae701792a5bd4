import { explainClocks, type ClockExplanation } from '../../domain/ticket/clocks';
import { decide, type TicketCommand } from '../../domain/ticket/decide';
import { ticketFromEvents } from '../../domain/ticket/evolve';
import type { PersonCommand } from '../../domain/ticket/commands';
import { ticketEventSchema, type TicketEvent } from '../../domain/ticket/events';
import { ticketStateSchema, type TicketState } from '../../domain/ticket/schema';
import { toInstant } from '../../domain/time/instant';
import {
  acknowledge,
  answer,
  ask,
  changePriority,
  command,
  give,
  openedBy,
  qualify,
  reopenTicket,
  resolve,
  supporter,
  winter,
} from './clock/trap-fixtures';

const monday = (time: string): number => winter(`2026-11-23T${time}`);
const evidence = 'call 4711';
const recordedMs = monday('16:30');
/** Entered on Monday at 16:30, later than it happened. */
const late = (told: PersonCommand, happenedMs: number, more: { evidence?: string } = { evidence }): TicketCommand =>
  command(told, recordedMs, { happenedMs, ...more });

function explained(state: TicketState): [intervention: ClockExplanation, resolution: ClockExplanation] {
  const [intervention, resolution] = explainClocks(state, monday('17:00'));
  if (!intervention || !resolution) throw new Error('the ticket has no clocks');
  return [intervention, resolution];
}

const opened = openedBy('P3', monday('09:00')).state;
const known = give(opened, command(acknowledge, monday('09:30')), command(qualify('P3'), monday('09:30'))).state;
const entered = { by: 'n1', recordedMs, evidence };

test('that a ticket was taken into account is told with who entered it late, when, and on what evidence', () => {
  const { state } = give(opened, late(acknowledge, monday('10:00')));
  expect(explained(state)[0].stopped).toEqual({ atMs: monday('10:00'), entered });
});

test('a wait and its answer that were entered late say so where the clock pauses and goes on', () => {
  const { state } = give(known, late(ask, monday('11:00')), late(answer, monday('16:27'), {}));
  expect(explained(state)[1].segments.map(({ reason, entered: entry }) => [reason, entry])).toEqual([
    ['support-hours', null],
    ['paused', entered],
    ['support-hours', { by: 'n1', recordedMs, evidence: null }],
  ]);
});

test('a resolution entered late says so, also once the ticket is reopened', () => {
  const { state } = give(known, late(resolve, monday('12:00')));
  expect(explained(state)[1].stopped).toEqual({ atMs: monday('12:00'), entered });
  const again = give(state, late(reopenTicket, monday('13:00'))).state;
  expect(explained(again)[1].stopped).toBeNull();
  expect(explained(again)[1].segments.map(({ reason, entered: entry }) => [reason, entry])).toEqual([
    ['support-hours', null],
    ['stopped', entered],
    ['support-hours', entered],
  ]);
});

test('a change of priority entered late says so; without other evidence the agreement is it', () => {
  const change = (more: { evidence?: string }) =>
    explained(give(known, late(changePriority('P2'), monday('12:00'), more)).state)[1].changes;
  expect(change({ evidence })).toMatchObject([{ atMs: monday('12:00'), entered }]);
  expect(change({})).toMatchObject([{ entered: { ...entered, evidence: 'by phone' } }]);
  const { state } = give(known, late(qualify('P1'), monday('12:00')));
  expect(explained(state)[1].changes).toMatchObject([{ entered }]);
});

test('the events carry what was entered, and their fold is the state', () => {
  const { state: first, events: opening } = openedBy('P3', monday('09:00'));
  const { state, events } = give(first, late(acknowledge, monday('10:00')));
  expect(events.find(({ type }) => type === 'acknowledged')).toEqual({
    type: 'acknowledged',
    at: toInstant(monday('10:00')),
    by: supporter,
    data: { entered: { recordedAt: toInstant(recordedMs), evidence } },
  });
  const begun: TicketEvent = {
    type: 'opened',
    at: first.opening.openedAt,
    by: { id: 'claire', role: 'client' },
    data: { opening: first.opening },
  };
  const stored = JSON.parse(JSON.stringify([begun, ...opening, ...events])) as unknown[];
  expect(ticketFromEvents(stored.map((event) => ticketEventSchema.parse(event)))).toEqual(state);
  expect(ticketStateSchema.parse(state)).toEqual(state);
});

test('evidence without an instant is refused: it would be kept of nothing', () => {
  const decision = decide(opened, command(acknowledge, recordedMs, { evidence }));
  expect(decision).toEqual({ refusal: { code: 'evidence-without-instant', clause: 'GTR', params: {} } });
});

test('what is entered in time carries nothing more than before, and a resolution stays kind and answer', () => {
  const { state, events } = give(
    opened,
    command(acknowledge, monday('10:00'), { happenedMs: monday('10:00') }),
    command(qualify('P3'), monday('10:00')),
    late(resolve, monday('12:00')),
  );
  expect(events.find(({ type }) => type === 'acknowledged')?.data).toEqual({});
  expect(state.moves.slice(0, 2)).toEqual([
    { kind: 'opened', atMs: monday('09:00'), priority: 'P3' },
    { kind: 'acknowledged', atMs: monday('10:00') },
  ]);
  expect(state.resolution).toEqual({ kind: 'fix', answer: 'ok' });
  expect(explained(state)[0].stopped).toEqual({ atMs: monday('10:00'), entered: null });
});
