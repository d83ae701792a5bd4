import { hiddenFromClients, seesEvent } from '../../api/ticket-view';

const withdrawn = (threshold: unknown) => ({
  type: 'announcement-withdrawn',
  data: { clock: 'resolution', threshold },
});

test('a client hears of no step of the chain after a breach, nor that one was withdrawn', () => {
  const client = { scope: 'own' } as const;
  for (const type of hiddenFromClients) expect(seesEvent(client, { type, data: {} })).toBe(false);
  expect(seesEvent(client, withdrawn('breach+PT30M'))).toBe(false);
  for (const threshold of [75, '-PT30M', 'breach']) expect(seesEvent(client, withdrawn(threshold))).toBe(true);
  expect(seesEvent({ scope: 'all' }, withdrawn('breach+PT30M'))).toBe(true);
});
