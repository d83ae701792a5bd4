import { Watcher } from '../../api/watcher';
import { createLog } from '../../settings/log';
import { createRegistry } from '../../settings/metrics';

const nowMs = Date.parse('2026-11-23T10:00:00.000Z');
const one = { reference: 'T-0000000001', dueAt: '2026-11-23T09:30:00.000Z' };
const two = { reference: 'T-0000000002', dueAt: '2026-11-23T09:40:00.000Z' };

function watching(...finds: (readonly (typeof one)[])[]) {
  const registry = createRegistry('api');
  const lines: string[] = [];
  const asked: { from: string; until: string }[] = [];
  const watcher = new Watcher({
    log: createLog('test', 'info', { write: (line: string) => lines.push(line) }),
    registry,
    everyMs: 60_000,
    againAfterMs: 1,
    now: () => nowMs,
    find: (span) => {
      asked.push(span);
      const found = finds.shift();
      return found ? Promise.resolve([...found]) : Promise.reject(new Error('the store is away'));
    },
  });
  const count = async (): Promise<number | undefined> =>
    (await registry.getSingleMetric('cadran_unannounced_breaches')?.get())?.values[0]?.value;
  return { watcher, lines, asked, count };
}

test('nothing overdue by more than a minute: 0, and nothing told', async () => {
  const { watcher, lines, asked, count } = watching([]);
  await watcher.look();
  expect(await count()).toBe(0);
  expect(lines).toEqual([]);
  expect(asked).toEqual([{ from: '2000-01-01T00:00:00.000Z', until: '2026-11-23T09:59:00.000Z' }]);
});

test('what is overdue at both looks counts, and is told as an error with its reference', async () => {
  const { watcher, lines, count } = watching([one, two], [one]);
  await watcher.look();
  expect(await count()).toBe(1);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines.join())).toMatchObject({ level: 50, count: 1, longest: [one] });
});

test('a view that a returned store brings up to date meanwhile does not count', async () => {
  const { watcher, lines, count } = watching([one], []);
  await watcher.look();
  expect(await count()).toBe(0);
  expect(lines).toEqual([]);
});

test('another breach of the same ticket is another finding', async () => {
  const { watcher, count } = watching([one], [{ ...one, dueAt: two.dueAt }]);
  await watcher.look();
  expect(await count()).toBe(0);
});

test('while the store is away the last count stands', async () => {
  const { watcher, count } = watching([one], [one]);
  await watcher.look();
  await expect(watcher.look()).rejects.toThrow('away');
  expect(await count()).toBe(1);
});
