import mongoose from 'mongoose';
import { createCollections } from '../../store/collections';
import { listPresent, notePresence } from '../../store/presence';
import { listQueue, type QueueFilter, type QueuePlace } from '../../store/ticket-queue';
import { onStoreAlone } from './store-alone';

const nowMs = Date.UTC(2026, 5, 1, 12);
const instant = (hours: number): string => new Date(nowMs + hours * 3_600_000).toISOString();
/** Two at each instant, some late for long, some far ahead; then those without commitment, then those that are held. */
const hours = [-9000, -800, -720, -30, -1, 0, 1, 5, 30, 400, 9000].flatMap((one) => [one, one]);
const places = [
  ...hours.map((one) => `due:${instant(one)}`),
  ...[-500, -2].map((one) => `free:${instant(one)}`),
  ...[-900, 3].map((one) => `held:${instant(one)}`),
];
const views = places.map((queue, number) => ({
  queue,
  _id: `T-${String(number * 7919).padStart(10, '0')}`,
  client: number % 3 === 0 ? 'dupont' : 'harbour',
  answer: {
    reference: `T-${String(number * 7919).padStart(10, '0')}`,
    level: number % 2 === 0 ? 'N1' : 'N2',
    assignee: { person: number % 4 === 0 ? 'nadia@support.example' : null, team: 'web' },
  },
}));
type View = (typeof views)[number];

onStoreAlone();
beforeAll(async () => {
  await createCollections();
  const ended = { _id: 'T-9999999999', queue: null, client: 'dupont', answer: { reference: 'T-9999999999' } };
  await mongoose.connection.collection<{ _id: string }>('tickets').insertMany([...views, ended]);
});

async function allPages(filter: QueueFilter, limit: number): Promise<string[]> {
  const found: string[] = [];
  let after: QueuePlace | null = null;
  do {
    const page: Awaited<ReturnType<typeof listQueue>> = await listQueue(filter, { limit, after, nowMs });
    found.push(...page.items.map(({ reference }) => reference));
    after = page.next;
    if (after) expect(page.items).toHaveLength(limit);
  } while (after);
  return found;
}

const isDue = (late: boolean) => (view: View) =>
  view.queue.startsWith('due') && view.queue < `due:${instant(0)}` === late;

test.each<[string, QueueFilter, (view: View) => boolean]>([
  ['all', {}, () => true],
  ['late ones', { clock: 'late' }, isDue(true)],
  ['those before their deadline', { clock: 'running' }, isDue(false)],
  ['held ones', { clock: 'stopped' }, ({ queue }) => queue.startsWith('held')],
  ['without commitment', { clock: 'none' }, ({ queue }) => queue.startsWith('free')],
  [
    'of a level and client',
    { level: 'N2', client: 'harbour' },
    ({ client, answer }) => client === 'harbour' && answer.level === 'N2',
  ],
  ['that nobody has', { untaken: true }, ({ answer }) => answer.assignee.person === null],
  ['of a person', { person: 'nadia@support.example' }, ({ answer }) => answer.assignee.person !== null],
])('pages of any size give the queue once, in its order: %s', async (_name, filter, isMeant) => {
  const expected = views.filter(isMeant).map(({ _id }) => _id);
  expect(expected.length).toBeGreaterThan(1);
  for (const limit of [1, 3, 50]) expect(await allPages(filter, limit)).toEqual(expected);
});

test('whoever is at a ticket of it is told to others for half a minute after the last sign, and no longer', async () => {
  // Ahead of the store's own clock, by which it removes what is old.
  const atMs = Date.UTC(2099, 0, 1);
  const nadia = { id: 'nadia', name: 'Nadia', doing: 'reads' } as const;
  const [first = '', second = ''] = views.map(({ _id }) => _id);
  await notePresence(first, nadia, atMs - 29_000);
  await notePresence(second, { ...nadia, id: 'paul', name: 'Paul' }, atMs - 31_000);
  const told = { ...nadia, reference: first };
  expect(await listPresent({ except: 'paul' }, atMs)).toEqual([told]);
  expect(await listPresent({ reference: first, except: 'paul' }, atMs)).toEqual([told]);
  expect(await listPresent({ reference: second, except: 'rita' }, atMs)).toEqual([]);
  expect(await listPresent({ except: 'nadia' }, atMs)).toEqual([]);
  await notePresence(first, { ...nadia, doing: 'writes' }, atMs);
  expect(await listPresent({ except: 'paul' }, atMs + 29_000)).toEqual([{ ...told, doing: 'writes' }]);
});
