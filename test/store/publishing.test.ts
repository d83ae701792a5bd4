import mongoose from 'mongoose';
import { publish } from '../../activities/publishing';
import { ticketAnswer } from '../../domain/ticket/answer';
import { toInstant } from '../../domain/time/instant';
import { collectionsAreMade, createCollections } from '../../store/collections';
import { listEvents } from '../../store/events';
import { placesWithWords } from '../../store/ticket-words';
import { openTicketsLinkedTo, readTicket } from '../../store/tickets';
import { claire, day, hour, minute, nadia, openedAt, openedMs, ToldTicket } from '../domain/told-ticket';
import { onStoreAlone } from './store-alone';

onStoreAlone();

const allTime = { at: { $gt: '2000', $lt: '3000' } };
const names = (): string[] => Object.values(mongoose.models).map(({ collection }) => collection.name);

test('nothing may write to an empty store; once its collections are made all may at once, and making them again is nothing', async () => {
  expect(await collectionsAreMade()).toBe(false);
  await createCollections();
  expect(await collectionsAreMade()).toBe(true);
  expect(names().length).toBeGreaterThan(8);
  const firstWrites = names().map((name) => mongoose.connection.collection(name).insertOne({ of: name }));
  await Promise.all([...firstWrites, createCollections()]);
  for (const name of names()) expect(await mongoose.connection.collection(name).countDocuments({ of: name })).toBe(1);
  const indexes = await mongoose.connection.collection('events').indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { aggregate: 1, sequence: 1 }, unique: true }));
});

/** A resolved additional request, as two workers told what came next. */
function resolvedRequest(): ToldTicket {
  const ticket = ToldTicket.admitted({}, { priority: 'P4' });
  const dayEndsAt = toInstant(openedMs + 2 * day);
  const offer = { amount: '80', currency: 'EUR', validUntil: '2026-11-24', description: 'A label in Greek' };
  ticket.tell(nadia, 'acknowledge', {}, 5 * minute);
  ticket.tell(nadia, 'qualify', { category: 'additional-request', priority: 'P4' }, 10 * minute);
  ticket.tell(nadia, 'quote', offer, 15 * minute, { dayEndsAt });
  ticket.tell(claire, 'accept-quotation', { number: 1 }, 20 * minute);
  ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Printed' }, 30 * minute);
  return ticket;
}

async function publishTold({ events, state }: ToldTicket, from: number, recordedAt: string): Promise<void> {
  const batch = events.slice(from).map((event, index) => ({ sequence: from + index + 1, recordedAt, event }));
  const answer = ticketAnswer(state, Date.parse(recordedAt), events.length);
  await publish({ reference: answer.reference, events: batch, answer, breachDueAt: null });
}

test('what a killed worker published of a task that never came to be is replaced by what came to be, its bills too', async () => {
  const never = resolvedRequest();
  const told = never.events.length;
  const truth = resolvedRequest();
  await publishTold(truth, 0, '2026-11-23T09:00:00.000Z');
  expect(never.tell(claire, 'confirm', {}, hour)).toEqual(['closed', 'quotation-billed']);
  never.tell(nadia, 'note', { note: 'Never' }, hour);
  await publishTold(never, told, '2026-11-23T10:00:00.000Z');
  const bills = () => mongoose.connection.collection('billing').countDocuments({ reference: 'T-0123456789' });
  expect(await bills()).toBe(1);

  truth.tell(nadia, 'note', { note: 'A call' }, 2 * hour);
  await publishTold(truth, told, '2026-11-23T10:00:00.001Z');
  // An attempt that was cut off comes again, late: it changes nothing.
  await publishTold(never, told, '2026-11-23T10:00:00.000Z');
  const stored = await listEvents('ticket:T-0123456789', 0, 100);
  expect(stored.map(({ sequence, type }) => [sequence, type])).toEqual(
    truth.events.map(({ type }, index) => [index + 1, type]),
  );
  expect((await readTicket('T-0123456789'))?.status).toBe('resolved');
  expect(await bills()).toBe(0);
});

test('a publication given again writes nothing twice, and a later one stays', async () => {
  const ticket = ToldTicket.admitted({}, { reference: 'T-TWICE00001' });
  const first = ticket.events.length;
  await publishTold(ticket, 0, '2026-11-23T09:00:00.000Z');
  ticket.tell(nadia, 'acknowledge', {}, minute);
  await publishTold(ticket, first, '2026-11-23T09:00:00.000Z');
  const earlier = ToldTicket.admitted({}, { reference: 'T-TWICE00001' });
  await publishTold(earlier, 0, '2026-11-23T09:00:00.000Z');
  expect(await listEvents('ticket:T-TWICE00001', 0, 100)).toHaveLength(ticket.events.length);
  expect((await readTicket('T-TWICE00001'))?.status).toBe('acknowledged');
});

test('the words of a ticket are those of all its events, however many publications told them', async () => {
  const ticket = ToldTicket.admitted({}, { reference: 'T-W0RDS00001', title: 'Écran' });
  const openingEvent = { type: 'opened', at: openedAt, by: claire, data: { opening: ticket.state.opening } } as const;
  ticket.events.unshift(openingEvent);
  await publishTold(ticket, 0, '2026-11-23T09:00:00.000Z');
  const found = async (word: string, by: 'client' | 'support') =>
    (await placesWithWords({ words: [word], by, client: 'dupont' }, allTime, 'newest-first', 9)).map(({ id }) => id);
  for (const [number, command] of (['note', 'message'] as const).entries()) {
    const from = ticket.events.length;
    ticket.tell(nadia, command, { [command]: `Le ${command} d’Élodie` }, minute);
    await publishTold(ticket, from, `2026-11-23T09:0${number + 1}:00.000Z`);
  }
  expect(await found('ecr', 'client')).toEqual(['T-W0RDS00001']);
  expect(await found('mess', 'client')).toEqual(['T-W0RDS00001']);
  expect(await found('note', 'client')).toEqual([]);
  expect(await found('note', 'support')).toEqual(['T-W0RDS00001']);
});

test('a ticket that says that an upgrade caused it is found for that upgrade of its client, for as long as it is open', async () => {
  const ticket = ToldTicket.admitted({}, { reference: 'T-L1NKED0001' });
  await publishTold(ticket, 0, openedAt);
  expect(await openTicketsLinkedTo('dupont', 'wms@2026.5')).toEqual([]);
  const told = async (
    command: Parameters<ToldTicket['tell']>[1],
    data: object,
    minutes: number,
    facts: object = {},
  ): Promise<void> => {
    const from = ticket.events.length;
    expect(typeof ticket.tell(nadia, command, data, minutes * minute, { facts })).not.toBe('string');
    await publishTold(ticket, from, toInstant(openedMs + minutes * minute));
  };
  await told('link', { kind: 'caused-by-upgrade', to: 'wms@2026.5' }, 1, { product: 'wms', versionKnown: true });
  expect(await openTicketsLinkedTo('dupont', 'wms@2026.5')).toEqual(['T-L1NKED0001']);
  expect(await openTicketsLinkedTo('dupont', 'wms@2026.4')).toEqual([]);
  expect(await openTicketsLinkedTo('harbour', 'wms@2026.5')).toEqual([]);
  await told('acknowledge', {}, 2);
  await told('qualify', { category: 'provider-incident', priority: 'P2' }, 3);
  await told('resolve', { kind: 'fix', answer: 'Corrected' }, 4);
  expect(await openTicketsLinkedTo('dupont', 'wms@2026.5')).toEqual([]);
});
