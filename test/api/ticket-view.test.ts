import { eventSeenBy, hiddenFromClients, seesEvent, ticketInList, ticketSeenBy } from '../../api/ticket-view';
import { ticketAnswer } from '../../domain/ticket/answer';
import { openingEvent } from '../../domain/ticket/evolve';
import { toInstant } from '../../domain/time/instant';
import { openedMs, ToldTicket } from '../domain/told-ticket';

const withdrawn = (threshold: unknown) => ({
  type: 'announcement-withdrawn',
  data: { clock: 'resolution', threshold },
});

test('a client hears of no step of the chain after a breach, nor that one was withdrawn', () => {
  const client = { scope: 'own' } as const;
  for (const type of hiddenFromClients) expect(seesEvent(client, { type, data: {} }, {}, openedMs)).toBe(false);
  expect(seesEvent(client, withdrawn('breach+PT30M'), {}, openedMs)).toBe(false);
  for (const threshold of [75, '-PT30M', 'breach'])
    expect(seesEvent(client, withdrawn(threshold), {}, openedMs)).toBe(true);
  expect(seesEvent({ scope: 'all' }, withdrawn('breach+PT30M'), {}, openedMs)).toBe(true);
});

test('which part of which import brought a ticket is told to the provider alone', () => {
  const imported = { source: 'old-desk', reference: 'INC7', part: 'import-1/3' };
  const { state } = ToldTicket.admitted({}, { imported });
  const { type, by, data } = openingEvent(state.opening);
  const seenBy = (scope: 'own' | 'all') => {
    const asking = { scope, caller: { sub: 'x', role: scope === 'own' ? 'client' : 'support' } } as Parameters<
      typeof ticketSeenBy
    >[0];
    const told = ticketSeenBy(asking, ticketAnswer(state, openedMs, 1));
    return [told.imported, eventSeenBy(asking, { type, by, data }).data['opening']];
  };
  const known = { source: 'old-desk', reference: 'INC7' };
  expect(seenBy('own')).toEqual([known, expect.objectContaining({ imported: known })]);
  expect(seenBy('all')).toEqual([imported, expect.objectContaining({ imported })]);
});

test('a client sees a message once it cannot be withdrawn any more, and never one that was', () => {
  const data = { message: 'Oops', withdrawable: { number: 2, until: toInstant(openedMs + 10_000) } };
  const written = { type: 'message-written', data };
  const sees = (scope: 'own' | 'all', withdrawn: number[], afterMs: number) =>
    seesEvent({ scope }, written, { withdrawn }, openedMs + afterMs);
  expect([sees('own', [], 9_999), sees('own', [1], 10_000), sees('own', [2], 10_000)]).toEqual([false, true, false]);
  expect(sees('all', [2], 0)).toBe(true);
});

test('a list leaves out the documents that levels hand over, which are read with a ticket alone', () => {
  const { state } = ToldTicket.admitted();
  const reformulation = 'R'.repeat(5000);
  const handed = { ...state, handOver: { reformulation, reproduction: null } };
  const asking = { scope: 'all', caller: { sub: 'n1', role: 'support' } } as Parameters<typeof ticketInList>[0];
  const answer = ticketAnswer(handed, openedMs, 1);
  expect(ticketSeenBy(asking, answer).handOver?.reformulation).toBe(reformulation);
  const listed = ticketInList(asking, answer);
  expect(listed).not.toHaveProperty('handOver');
  expect({ ...listed, handOver: answer.handOver }).toEqual(ticketSeenBy(asking, answer));
});
