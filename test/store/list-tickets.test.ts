import mongoose from 'mongoose';
import type { TicketAnswer } from '../../domain/ticket/schema';
import { toInstant } from '../../domain/time/instant';
import { listTickets, type TicketFilter } from '../../store/ticket-list';
import { writeWords } from '../../store/ticket-words';
import { createCollections } from '../../store/collections';
import type { TimeOrder, TimePlace } from '../../store/time-order';
import { onStoreAlone } from './store-alone';

const nowMs = Date.UTC(2026, 5, 1, 12);
const hourMs = 3600 * 1000;
/** Three at each instant, as an import leaves them, some close together and some far apart, one from a clock that runs ahead. */
const hoursAgo = [-20, 0, 1, 5, 6, 7, 30, 31, 400, 9000].flatMap((hours) => [hours, hours, hours]);
const views = hoursAgo.map((hours, number) => ({
  reference: `T-${String(number * 7919).padStart(10, '0')}`,
  client: number % 3 === 0 ? 'dupont' : 'harbour',
  status: number % 2 === 0 ? 'new' : 'closed',
  priority: number % 5 === 0 ? 'P1' : 'P3',
  openedAt: toInstant(nowMs - hours * hourMs),
}));

onStoreAlone();
beforeAll(async () => {
  await createCollections();
  const documents = views.map((view) => ({ ...view, _id: view.reference, sequence: 1, answer: view }));
  await mongoose.connection.collection<{ _id: string }>('tickets').insertMany(documents);
  for (const [number, view] of views.entries()) {
    const client = ['ecran', ...(number % 2 === 0 ? ['etiquettes'] : [])];
    await writeWords({ ...view, sequence: 1 }, view.openedAt, { client, support: [...client, 'secret'] });
  }
});

async function allPages(filter: TicketFilter, order: TimeOrder, limit: number): Promise<string[]> {
  const found: TicketAnswer[] = [];
  let after: TimePlace | null = null;
  do {
    const page: Awaited<ReturnType<typeof listTickets>> = await listTickets(filter, { order, limit, after, nowMs });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items);
    after = page.next;
    if (after) expect(page.items).toHaveLength(limit);
  } while (after);
  return found.map(({ reference }) => reference);
}

const filters: [string, TicketFilter][] = [
  ['all', {}],
  ['of a client', { client: 'dupont' }],
  ['of a status and a priority', { status: 'new', priority: 'P3' }],
  ['from an instant on', { openedFrom: toInstant(nowMs - 6 * hourMs) }],
  [
    'between two instants',
    { client: 'harbour', openedFrom: toInstant(nowMs - 400 * hourMs), openedUntil: toInstant(nowMs) },
  ],
];

interface Noted {
  readonly _id: string;
  readonly word: string;
  readonly ticket: string;
}
const notedWords = () => mongoose.connection.collection<Noted>('ticketsByWord');

/** As if so many tickets had these words that nobody looks at each. */
async function madeFrequent(...frequent: string[]): Promise<void> {
  for (const word of frequent) {
    const tickets = Array.from({ length: 500 }, (_, number) => `T-X${number}`);
    await notedWords().deleteMany({ word });
    await notedWords().insertMany(tickets.map((ticket) => ({ _id: `${word} ${ticket}`, word, ticket })));
  }
  // Known anew, as by a process that has just begun.
  await createCollections();
}

describe.each<[string, string[]]>([
  ['few have', []],
  ['of which many have one', ['ecran']],
  ['that many have', ['ecran', 'etiquettes']],
])('words %s', (_words, frequent) => {
  beforeAll(() => madeFrequent(...frequent));

  test.each<TimeOrder>(['newest-first', 'oldest-first'])('narrow the list like any filter, %s', async (order) => {
    const openedFrom = toInstant(nowMs - 500 * hourMs);
    const asked = {
      client: 'harbour',
      priority: 'P3',
      openedFrom,
      words: { words: ['etiq', 'ecr'], by: 'client' as const },
    };
    const expected = await allPages({ client: 'harbour', priority: 'P3', status: 'new', openedFrom }, order, 50);
    expect(expected.length).toBeGreaterThan(2);
    for (const limit of [3, 50]) expect(await allPages(asked, order, limit)).toEqual(expected);
  });
});

test('a word that many have is noted no longer, and those beside it are', async () => {
  const [view] = views;
  if (!view) throw new Error('no view');
  await madeFrequent('ecran');
  const words = ['ecran', 'etiquettes', 'nouveau'];
  await writeWords({ ...view, sequence: 2 }, '2099-01-01T00:00:00.000Z', {
    client: words,
    support: [...words, 'secret'],
  });
  const ticketsOf = (word: string) => notedWords().countDocuments({ word });
  expect([await ticketsOf('ecran'), await ticketsOf('nouveau')]).toEqual([500, 1]);
  expect(await allPages({ words: { words: ['nouv'], by: 'client' } }, 'newest-first', 50)).toEqual([view.reference]);
});

test('words of an older Cadran are noted when collections are made', async () => {
  const found = () => allPages({ words: { words: ['etiquettes'], by: 'client' } }, 'oldest-first', 50);
  const expected = await found();
  expect(expected.length).toBeGreaterThan(10);
  await notedWords().deleteMany({});
  await mongoose.connection.collection<{ _id: string }>('rareWords').insertOne({ _id: 'etiquettes' });
  await createCollections();
  const noted = await notedWords().find({ word: 'etiquettes' }).toArray();
  expect(noted.map(({ ticket }) => ticket).toSorted()).toEqual(expected.toSorted());
  expect((await mongoose.connection.listCollections()).map(({ name }) => name)).not.toContain('rareWords');
  expect(await found()).toEqual(expected);
});

test('what support wrote for itself is found by support alone, and nothing by the middle of a word', async () => {
  const found = async (words: string[], by: 'client' | 'support') =>
    (await allPages({ words: { words, by } }, 'newest-first', 50)).length;
  expect(await found(['secret'], 'client')).toBe(0);
  expect(await found(['secret'], 'support')).toBe(views.length);
  expect(await found(['iquettes'], 'support')).toBe(0);
  expect(await found([], 'support')).toBe(0);
});

test.each(filters)(
  'pages of any size give all tickets once, in the order of their opening: %s',
  async (_name, filter) => {
    const { client, status, priority, openedFrom = '', openedUntil = '9' } = filter;
    const expected = views
      .filter((view) => client === undefined || view.client === client)
      .filter((view) => status === undefined || view.status === status)
      .filter((view) => priority === undefined || view.priority === priority)
      .filter(({ openedAt }) => openedAt >= openedFrom && openedAt < openedUntil)
      .sort((a, b) => (`${a.openedAt} ${a.reference}` < `${b.openedAt} ${b.reference}` ? 1 : -1))
      .map(({ reference }) => reference);
    expect(expected.length).toBeGreaterThan(2);
    for (const limit of [1, 2, 3, 4, 50]) {
      expect(await allPages(filter, 'newest-first', limit)).toEqual(expected);
      expect(await allPages(filter, 'oldest-first', limit)).toEqual(expected.toReversed());
    }
  },
);
