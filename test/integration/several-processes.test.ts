import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredMail } from '../../local/stored-mail';
import { temporaryFolder } from '../local/temporary-folder';
import { RetryingClient } from './retrying-client';
import { until, type PublishedEvent } from './running-cadran';
import { isWhole, latenessMs, TwoOfEach, type Readiness } from './two-of-each';
import { eventsOfLife, eventsOfPeople, workOnTicket, type WorkedTicket } from './worked-ticket';

/** Two workers and two APIs; a worker and an API are killed in the middle of the work (kill -9). */
const folder = temporaryFolder();
const breaching = 8;
const callers = 4;
const goOnForMs = 6_000;
const tell = (line: string): boolean => process.stderr.write(`${line}\n`);

let two: TwoOfEach;
let client: RetryingClient;
beforeAll(async () => {
  two = await TwoOfEach.start(folder);
  const { cadran, apis } = two;
  client = new RetryingClient(
    apis.map(({ address }) => address),
    async (as) => `Bearer ${await cadran.issuer.token(cadran.claimsOf(as))}`,
  );
}, 90_000);
afterAll(() => two.stop(), 60_000);

test('both APIs see both workers, and each its own store and Temporal', async () => {
  for (const api of two.apis) {
    const { status, body } = await until(async () => {
      const read = await two.readiness(api);
      return read.body.workers?.['tickets']?.workflow === 2 && read;
    });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { status: 'ready', missing: [], workers: { tickets: { workflow: 2, activity: 2 } } },
    });
  }
}, 30_000);

test('a token revoked through one API is refused there at once, and by the other within two seconds', async () => {
  const { cadran, apis } = two;
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const asked = { name: 'Monitoring', role: 'client', client: 'dupont', actions: ['ticket.read'], expiresAt };
  const { body } = await cadran.call('admin', 'POST', '/v1/tokens', asked);
  const { token, secret } = body as { token: { id: string }; secret: string };
  const use = async (index: 0 | 1): Promise<number> =>
    (await fetch(`${apis[index].address}/v1/tickets?limit=1`, { headers: { authorization: `Bearer ${secret}` } }))
      .status;
  expect([await use(0), await use(1)]).toEqual([200, 200]);
  await cadran.call('admin', 'DELETE', `/v1/tokens/${token.id}`);
  const began = performance.now();
  expect(await use(0)).toBe(401);
  let acceptedMs = 0;
  for (let status = 200; status === 200;) {
    const askedMs = performance.now() - began;
    status = await use(1);
    if (status === 200) acceptedMs = askedMs;
    else expect(status).toBe(401);
  }
  tell(`the other API took the revoked token for the last time ${Math.round(acceptedMs)} ms later`);
  expect(acceptedMs).toBeLessThan(2_000);
}, 30_000);

/** What became of everything while a worker and an API were killed. */
interface Middle {
  readonly worked: readonly WorkedTicket[];
  readonly seen: readonly Readiness[];
  readonly killedAtMs: number;
  /** Tickets whose breach was to be told by the killed worker. */
  readonly held: readonly string[];
  readonly breached: readonly string[];
}
let middle: Middle;

test('while a worker and an API are killed every command is answered, and read back at the other API', async () => {
  const { cadran, apis, workers } = two;
  let ended = false;
  const watching = two.watch(apis[1], () => ended);
  const worked: WorkedTicket[] = [];
  const hasEnded = (): boolean => ended;
  const caller = async (): Promise<void> => {
    while (!hasEnded()) worked.push(await workOnTicket(client, 30));
  };
  const working = Promise.all(Array.from({ length: callers }, caller));
  await sleep(2_000);

  // Their intervention is due 5 s after they are opened: the kill comes half a second before, amid the last warning.
  const openedMs = Date.now();
  const breached = await Promise.all(Array.from({ length: breaching }, () => cadran.open('presse', 'P1')));
  await sleep(openedMs + 3_500 - Date.now());
  const keepers = await Promise.all(breached.map((reference) => two.keeperOf(reference)));
  const doomed = keepers.filter((keeper) => keeper === 0).length * 2 >= breaching ? 0 : 1;
  const held = breached.filter((_, index) => keepers[index] === doomed);
  await sleep(openedMs + 4_600 - Date.now());
  const killedAtMs = Date.now();
  await Promise.all([apis[0].kill('SIGKILL'), workers[doomed].kill('SIGKILL')]);
  await expect(fetch(apis[0].address)).rejects.toThrow();

  await sleep(killedAtMs + goOnForMs - Date.now());
  ended = true;
  await working;
  middle = { worked, seen: await watching, killedAtMs, held, breached };
  expect(worked.flatMap(({ stale }) => stale)).toEqual([]);
  expect(client.repeated).toBeGreaterThan(0);
  const inTheMiddle = worked.filter(({ fromMs, toMs }) => fromMs < killedAtMs && killedAtMs < toMs);
  expect(inTheMiddle.length).toBeGreaterThan(0);
  tell(
    `${worked.length} tickets of ${eventsOfLife.length} commands worked on, ${inTheMiddle.length} of them across the kill; ${client.repeated} requests sent again`,
  );
}, 60_000);

test('no command is lost, none is applied twice, and nothing is published twice', async () => {
  const { cadran } = two;
  for (const { reference } of middle.worked) {
    const handle = cadran.temporal.workflow.getHandle(`ticket:${reference}`);
    // A ticket's run ends when its outbox is empty and its mails are sent.
    await until(async () => {
      const { status } = await handle.describe();
      return status.name === 'COMPLETED';
    }, 30_000);
    const events = await cadran.events(reference);
    expect(events.map(({ type }) => type).filter((type) => eventsOfPeople.has(type))).toEqual(eventsOfLife);
    expect(isWhole(events)).toBe(true);
    const { body } = await client.read('support', `/v1/tickets/${reference}`, 1);
    expect(body).toMatchObject({ status: 'closed', sequence: events.length });
  }
  // A ticket may have gone on in a new run.
  const ids = new Set<string>();
  for await (const { workflowId } of cadran.temporal.workflow.list({ query: "WorkflowType = 'ticket'" }))
    ids.add(workflowId);
  expect(ids.size).toBe(middle.worked.length + breaching);
}, 60_000);

test('a breach that falls in the middle is at its instant, told once, and by so much late', async () => {
  const { cadran } = two;
  const lateness: { held: boolean; ms: number }[] = [];
  for (const reference of middle.breached) {
    const events = await until(async () => {
      const read = await cadran.events(reference);
      return read.filter(({ type }) => type === 'breached').length === 2 && read;
    }, 30_000);
    const opened = Date.parse(events.find(({ type }) => type === 'opened')?.at ?? '');
    const breaches = events.filter(({ type }) => type === 'breached');
    expect(breaches.map(({ at, data }) => [data['clock'], Date.parse(at) - opened])).toEqual([
      ['intervention', 5_000],
      ['resolution', 10_000],
    ]);
    expect(isWhole(events)).toBe(true);
    const [first] = breaches as [PublishedEvent];
    expect(Date.parse(first.at)).toBeGreaterThan(middle.killedAtMs);
    lateness.push({ held: middle.held.includes(reference), ms: latenessMs(first) });
  }
  const ofKilled = lateness.filter(({ held }) => held).map(({ ms }) => ms);
  const ofOther = lateness.filter(({ held }) => !held).map(({ ms }) => ms);
  tell(
    `breaches told late by, ms: kept by the killed worker ${ofKilled.join(', ')}; by the other ${ofOther.join(', ')}`,
  );
  expect(ofKilled.length).toBeGreaterThanOrEqual(breaching / 2);
  // The survivor is given them once the queue of the killed one is given up (1 s), or its last task (10 s).
  expect(Math.max(...ofKilled)).toBeLessThan(15_000);
}, 60_000);

test('each mail left once', async () => {
  const { cadran } = two;
  const references = new Set([...middle.breached, ...middle.worked.map(({ reference }) => reference)]);
  const due = await until(async () => {
    const keys: string[] = [];
    for (const reference of references) {
      const { raw } = await cadran.temporal.workflow.getHandle(`ticket:${reference}`).describe();
      if (raw.pendingActivities?.length || raw.pendingWorkflowTask) return false;
      const events = await cadran.events(reference);
      const sent = events.filter(({ type }) => type === 'notice-sent');
      keys.push(...sent.map(({ data }) => [reference, data['of'], data['template'], data['recipient']].join(' ')));
    }
    return keys;
  }, 40_000);
  expect(new Set(due).size).toBe(due.length);
  const mails = (await (await fetch(new URL('/messages', cadran.stack.addresses.mails))).json()) as StoredMail[];
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
  expect(mails.length).toBe(due.length);
  tell(`${mails.length} mails, each once`);
}, 60_000);

test('what the surviving API said of itself all along was true: it was ready, with one worker or two', () => {
  const { seen, killedAtMs } = middle;
  expect(seen.filter(({ atMs }) => atMs > killedAtMs).length).toBeGreaterThan(20);
  const wrong = seen.filter(({ status, body }) => {
    const { workflow = 0, activity = 0 } = body.workers?.['tickets'] ?? {};
    return status !== 200 || body.missing.length > 0 || ![1, 2].includes(workflow) || ![1, 2].includes(activity);
  });
  expect(wrong).toEqual([]);
});

test('tickets that went from one worker to the other decide the same when they are replayed', async () => {
  const worked = middle.worked.slice(-2).map(({ reference }) => reference);
  await two.cadran.replay(...middle.held.slice(0, 2), ...worked);
}, 60_000);
