import type { Service } from '../../local/service';
import { RunningCadran, until, type PublishedEvent } from './running-cadran';

let cadran: RunningCadran;
beforeAll(async () => {
  cadran = await RunningCadran.start();
}, 60_000);
afterAll(() => cadran.stop(), 60_000);

function expectWhole(events: PublishedEvent[]): void {
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
}

const keyOf = ({ data }: PublishedEvent): string =>
  `${String(data['of'])} ${String(data['template'])} ${String(data['recipient'])}`;

/** Every notice was accepted once, and the mail server has each mail once. */
async function expectEachMailOnce(reference: string): Promise<void> {
  const sent = (await cadran.events(reference)).filter(({ type }) => type === 'notice-sent').map(keyOf);
  expect(new Set(sent).size).toBe(sent.length);
  const ids = (await cadran.mails(reference)).map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(sent.length);
}

test('with MongoDB stopped a ticket is taken and worked on; its view appears when MongoDB is back', async () => {
  const mongodb = cadran.stack.service('mongodb');
  await mongodb.stop();
  const reference = await until(async () => await cadran.open('dupont', 'P2'));
  const acknowledged = await cadran.command('support', reference, 'acknowledge');
  expect(acknowledged).toMatchObject({ status: 'acknowledged', admission: null });
  expect((await cadran.call('dupont', 'GET', `/v1/tickets/${reference}`)).body).toMatchObject({
    status: 'acknowledged',
  });
  expect((await cadran.call('dupont', 'GET', '/v1/tickets')).status).toBe(503);
  await mongodb.start();
  const events = await cadran.eventsWith(reference, 'admission-decided', 30_000);
  expectWhole(events);
  const view = await until(async () => {
    const { status, body } = await cadran.call('dupont', 'GET', '/v1/tickets?limit=5');
    const items = (status === 200 ? body['items'] : []) as { reference: string; clocks: unknown[] }[];
    return items.find((one) => one.reference === reference) ?? false;
  }, 30_000);
  expect(view.clocks).toMatchObject([
    { clock: 'intervention', verdict: 'met' },
    { clock: 'resolution', state: 'running' },
  ]);
  await cadran.replay(reference);
}, 90_000);

test('with the mail server stopped across a breach, the breach is on record at its instant and its mail comes later, once', async () => {
  const mail = cadran.stack.service('mail');
  const reference = await cadran.open('presse', 'P1');
  await cadran.eventsWith(reference, 'notice-sent');
  await mail.stop();
  const events = await cadran.eventsWith(reference, 'breached');
  const breached = events.find(({ type }) => type === 'breached');
  const opened = events.find(({ type }) => type === 'opened');
  expect(Date.parse(breached?.at ?? '') - Date.parse(opened?.at ?? '')).toBe(5000);
  expect(events.some(({ type, data }) => type === 'notice-sent' && data['of'] === breached?.sequence)).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 2000));
  await mail.start();
  await until(async () => (await cadran.mails(reference)).some(({ subject }) => subject.includes('dépassé')));
  await until(async () =>
    (await cadran.events(reference)).some(
      ({ type, data }) => type === 'notice-sent' && data['of'] === breached?.sequence,
    ),
  );
  await settled(reference);
  await expectEachMailOnce(reference);
}, 90_000);

test.each(['worker', 'api', 'temporal', 'mongodb', 'mail'] as const)(
  'a ticket goes on after kill -9 of %s, its timers included',
  async (name) => {
    const service: Service = name === 'worker' || name === 'api' ? cadran[name] : cadran.stack.service(name);
    const reference = await cadran.open('presse', 'P2');
    await cadran.command('support', reference, 'acknowledge');
    const died = new Promise<void>((resolve) => {
      service.onExit(() => resolve());
    });
    await service.kill('SIGKILL');
    await died;
    await service.start();
    // P2 of that client is due 15 s after creation; the clock did not stop with the server.
    const events = await cadran.eventsWith(reference, 'breached', 40_000);
    const opened = events.find(({ type }) => type === 'opened');
    const breached = events.find(({ type }) => type === 'breached');
    expect(Date.parse(breached?.at ?? '') - Date.parse(opened?.at ?? '')).toBe(15_000);
    await until(() =>
      cadran.command('support', reference, 'qualify', { category: 'provider-incident', priority: 'P2' }),
    );
    await cadran.command('support', reference, 'resolve', { kind: 'fix', answer: 'Done' });
    await until(() => cadran.command('presse', reference, 'confirm'));
    await settled(reference);
    expectWhole(await cadran.events(reference));
    await expectEachMailOnce(reference);
    await cadran.replay(reference);
  },
  120_000,
);

/** Waits until no notice of the ticket is under way any more. */
async function settled(reference: string): Promise<void> {
  await until(async () => {
    const { raw } = await cadran.temporal.workflow.getHandle(`ticket:${reference}`).describe();
    return !raw.pendingActivities?.length && !raw.pendingWorkflowTask;
  }, 40_000);
}
