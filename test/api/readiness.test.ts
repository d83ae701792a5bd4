import { ReadinessCheck, type ReadinessChecks } from '../../api/readiness';

const good: ReadinessChecks = {
  store: () => Promise.resolve(true),
  issuer: () => Promise.resolve(true),
  workers: () => Promise.resolve({ tickets: { workflow: 2, activity: 1 } }),
};
const away = (): Promise<never> => Promise.reject(new Error('away'));

const cases: [string, Partial<ReadinessChecks>, { status: string; missing: string[] }][] = [
  ['everything answers', {}, { status: 'ready', missing: [] }],
  ['the store is away', { store: away }, { status: 'degraded', missing: ['store'] }],
  ['Temporal is away', { workers: away }, { status: 'unavailable', missing: ['temporal'] }],
  ['the issuer is away', { issuer: away }, { status: 'unavailable', missing: ['issuer'] }],
  [
    'nobody polls for activities',
    { workers: () => Promise.resolve({ tickets: { workflow: 1, activity: 0 } }) },
    { status: 'degraded', missing: ['workers of tickets: activity tasks'] },
  ],
  [
    'no worker is there, nor the store',
    { store: away, workers: () => Promise.resolve({ tickets: { workflow: 0, activity: 0 } }) },
    {
      status: 'degraded',
      missing: ['store', 'workers of tickets: workflow tasks', 'workers of tickets: activity tasks'],
    },
  ],
];

test.each(cases)('%s', async (_, checks, expected) => {
  expect(await new ReadinessCheck({ ...good, ...checks }, () => 0).read()).toMatchObject(expected);
});

test('answers are good for two seconds, and all who ask meanwhile cost one question', async () => {
  let nowMs = 0;
  let asked = 0;
  const store = (): Promise<boolean> => Promise.resolve((asked += 1) === 1);
  const check = new ReadinessCheck({ ...good, store }, () => nowMs);
  await Promise.all([check.read(), check.read(), check.read()]);
  nowMs = 1999;
  expect((await check.read()).store).toBe(true);
  expect(asked).toBe(1);
  nowMs = 2000;
  expect((await check.read()).store).toBe(false);
  expect(asked).toBe(2);
});

test('a process that stops says so', async () => {
  const check = new ReadinessCheck(good, () => 0);
  check.stop();
  expect((await check.read()).status).toBe('stopping');
});
