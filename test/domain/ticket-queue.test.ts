import { queuePlaceOf } from '../../domain/ticket/queue';

type Queued = Parameters<typeof queuePlaceOf>[0];

const openedAt = '2026-11-23T08:00:00.000Z';
const later = '2026-11-24T08:00:00.000Z';
const ticket: Queued = { status: 'new', merged: null, nextDeadline: null, clocks: [], waits: [], openedAt };
const clock = { verdict: null, state: 'excluded', changesAt: later } as Queued['clocks'][number];

test.each<[string, Partial<Queued>, string | null]>([
  ['with a deadline, by it', { nextDeadline: later }, `due:${later}`],
  ['without commitment, by its opening', {}, `free:${openedAt}`],
  ['in planned downtime, by when its clock goes on', { clocks: [clock] }, `held:${later}`],
  [
    'waiting for the client, by since when, whatever its deadline',
    {
      status: 'waiting-client',
      nextDeadline: openedAt,
      waits: [{ number: 1, from: later, to: null, deductedMs: 0, heldThoughRepliedMs: 0 }],
    },
    `held:${later}`,
  ],
  ['resolved: it waits for the client', { status: 'resolved', nextDeadline: later }, null],
  ['closed', { status: 'closed' }, null],
  ['merged', { merged: { into: 'T-0123456789' } as never }, null],
])('the place of a ticket in the queue: %s', (_name, change, place) => {
  expect(queuePlaceOf({ ...ticket, ...change })).toBe(place);
});

test('the parts of the queue sort as text in their order', () => {
  const places = [`due:${later}`, `free:${openedAt}`, `held:${openedAt}`];
  expect(places.toSorted()).toEqual(places);
});
