import { contracts } from '../../local/sample-contracts';
import { addIfAbsent } from '../../store/registers';
import { cadran } from './one-cadran';
import { until } from './running-cadran';
import { isWhole } from './two-of-each';

const remindMs = 1500;
const closeMs = 3000;

beforeAll(async () => {
  const [sample] = contracts.filter(({ client }) => client === 'presse');
  if (!sample) throw new Error('there is no sample contract of seconds');
  await addIfAbsent('clients', { code: 'rapide', name: 'Rapide', language: 'fr', zone: 'Europe/Paris' });
  await addIfAbsent('contracts', {
    ...sample,
    client: 'rapide',
    remindAfter: [`PT${remindMs / 1000}S`],
    closeUnansweredAfter: `PT${closeMs / 1000}S`,
    closeAfter: `PT${closeMs / 1000}S`,
  });
  const environment = {
    client: 'rapide',
    code: 'prod',
    product: 'wms',
    kind: 'production',
    version: '2026.4',
  } as const;
  await addIfAbsent('environments', environment);
}, 60_000);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A ticket of the given steps, and when the last of them was, epoch milliseconds. */
async function begun(steps: readonly [name: string, data: object][]): Promise<{ reference: string; sinceMs: number }> {
  const reference = await cadran.open('rapide', 'P2');
  await cadran.eventsWith(reference, 'admission-decided');
  for (const [name, data] of steps) await cadran.command('support', reference, name, data);
  const last = { ask: 'client-asked', resolve: 'resolved' }[steps.at(-1)?.[0] ?? ''] ?? 'acknowledged';
  const event = (await cadran.eventsWith(reference, last)).find(({ type }) => type === last);
  return { reference, sinceMs: Date.parse(event?.at ?? '') };
}

const ask: [string, object][] = [['ask', { question: '?' }]];
const resolve: [string, object][] = [
  ['qualify', { category: 'provider-incident', priority: 'P2' }],
  ['resolve', { kind: 'fix', answer: 'Done' }],
];

/** So many milliseconds before and after a timer's instant a client's message is sent: some are first, some are second. */
const offsets = [-400, -120, -30, -12, 0, 6, 30, 120];

test.each([
  ['a reminder', ask, remindMs, 'client-reminded'],
  ['the closing of what stays unanswered', ask, closeMs, 'closed'],
  ['the closing by silence', resolve, closeMs, 'closed'],
] as const)(
  '%s and a message at once: one of both orders, and nothing lost or doubled',
  async (_, steps, delayMs, type) => {
    const lives = await Promise.all(
      offsets.map(async (offset) => {
        const { reference, sinceMs } = await begun([['acknowledge', {}], ...steps]);
        const dueMs = sinceMs + delayMs;
        await pause(dueMs + offset - Date.now());
        const { status } = await cadran.call('rapide', 'POST', `/v1/tickets/${reference}/message`, { message: 'Lyon' });
        return { reference, dueMs, taken: status === 200 };
      }),
    );
    await pause(1000);
    for (const { reference, dueMs, taken } of lives) {
      const events = await until(async () => {
        const all = await cadran.events(reference);
        return all.length > 0 && isWhole(all) && all;
      });
      const told = events.filter((event) => event.type === type).map(({ at }) => Date.parse(at));
      const message = events.find((event) => ['message-written', 'client-answered'].includes(event.type));
      expect(Boolean(message)).toBe(taken);
      // What the client says ends what it comes before; nothing else keeps a timer from its instant.
      const saidFirst = message !== undefined && Date.parse(message.at) <= dueMs;
      expect(told).toEqual(saidFirst ? [] : [dueMs]);
      if (type === 'closed') expect(taken).toBe(saidFirst);
    }
    await cadran.replay(...lives.map(({ reference }) => reference));
  },
  150_000,
);
