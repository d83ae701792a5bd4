import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signature } from '../../activities/webhook/outside-call';
import { contracts } from '../../local/sample-contracts';
import { RunningCadran, until } from './running-cadran';

const secret = 'only this test and its workers know it';

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly told: { readonly reference: string; readonly threshold: string; readonly clock: string };
}

const calls: Call[] = [];
/** What the program answers next; 204 past that. */
const answers: number[] = [];
let program: Server;
let cadran: RunningCadran;

beforeAll(async () => {
  program = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      calls.push({ headers: request.headers, body, told: JSON.parse(body) as Call['told'] });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve));
  cadran = await RunningCadran.start({
    api: { ALLOW_WEBHOOKS: 'true' },
    worker: { WEBHOOK_SECRET: secret, WEBHOOK_ALLOW_PRIVATE: 'true' },
  });
  await addChasedClient();
}, 60_000);
afterAll(async () => {
  await cadran.stop();
  program.close();
}, 60_000);

/** A client whose tickets are to be acknowledged within two seconds: a program is called then and a second later, a director at four. */
async function addChasedClient(): Promise<void> {
  const [sample] = contracts;
  const { port } = program.address() as AddressInfo;
  const target = { hours: 'always', intervention: 'PT2S', resolution: 'PT4H' };
  const contract = {
    ...sample,
    client: 'chased',
    targets: { P1: target, P2: target, P3: target, P4: target },
    groups: {
      'on-call N2': { webhooks: [{ url: `http://127.0.0.1:${port}/calls`, language: 'en' }] },
      directors: { people: [{ email: 'director@support.example', language: 'en' }] },
    },
    escalation: [
      { at: 'breach', tell: ['on-call N2'] },
      { at: 'breach+PT1S', tell: ['on-call N2'], hours: 'always' },
      { at: 'breach+PT4S', tell: ['directors'] },
    ],
  };
  const added = [
    ['clients', { code: 'chased', name: 'Chased', language: 'fr', zone: 'Europe/Paris' }],
    ['environments', { client: 'chased', code: 'prod', product: 'wms', kind: 'production', version: '2026.4' }],
    ['contracts', contract],
  ] as const;
  for (const [register, entry] of added) {
    const { status, text } = await cadran.call('admin', 'POST', `/v1/${register}`, entry);
    if (status !== 201) throw new Error(text);
  }
}

const callsOf = (reference: string): Call[] => calls.filter(({ told }) => told.reference === reference);

test('a breach calls a program, signed and repeated under one key, until somebody takes the escalation on', async () => {
  answers.push(503);
  const reference = await cadran.open('chased', 'P1');
  await cadran.eventsWith(reference, 'escalation-reached');
  const sent = await until(async () => {
    const found = (await cadran.events(reference)).filter(
      ({ type, data }) => type === 'notice-sent' && String(data['recipient']).startsWith('http'),
    );
    return found.length === 2 && found;
  });
  expect(sent.map(({ data }) => data['outcome'])).toEqual(['accepted', 'accepted']);
  expect(callsOf(reference).map(({ told }) => told.threshold)).toEqual(
    expect.arrayContaining(['breach', 'breach', 'breach+PT1S']),
  );
  const [first, ...others] = callsOf(reference).filter(({ told }) => told.threshold === 'breach');
  expect(others.map(({ headers }) => headers['idempotency-key'])).toEqual([first?.headers['idempotency-key']]);
  for (const { headers, body } of callsOf(reference))
    expect(headers['cadran-signature']).toBe(signature(secret, String(headers['cadran-timestamp']), body));

  const shown = await cadran.call('support', 'GET', `/v1/tickets/${reference}`);
  expect(shown.body['escalations']).toMatchObject([
    { clock: 'intervention', next: { threshold: 'breach+PT4S' }, acknowledged: null },
  ]);
  const taken = await cadran.command('support', reference, 'acknowledge-escalation', { comment: 'On it' });
  expect(taken['escalations']).toMatchObject([
    { next: null, acknowledged: { by: 'support@people.example', comment: 'On it' } },
  ]);
  const again = await cadran.call('support', 'POST', `/v1/tickets/${reference}/acknowledge-escalation`, {});
  expect(again).toMatchObject({ status: 409, body: { code: 'nothing-escalated', clause: '§7' } });

  const breached = (await cadran.events(reference)).find(({ type }) => type === 'breached');
  await new Promise((resolve) => setTimeout(resolve, Date.parse(breached?.at ?? '') + 5000 - Date.now()));
  const events = await cadran.events(reference);
  expect(events.filter(({ type }) => type === 'escalation-reached')).toHaveLength(1);
  expect(await cadran.mails(reference)).not.toContainEqual(
    expect.objectContaining({ to: ['director@support.example'] }),
  );
  await cadran.replay(reference);
}, 60_000);

test('a client sees nothing of whom the provider calls, nor of who took it on', async () => {
  const reference = await cadran.open('chased', 'P1');
  await cadran.eventsWith(reference, 'escalation-reached');
  await cadran.command('support', reference, 'acknowledge-escalation');
  const ticket = await cadran.call('chased', 'GET', `/v1/tickets/${reference}`);
  expect(ticket.body['escalations']).toEqual([]);
  await cadran.eventsWith(reference, 'escalation-acknowledged');
  const events = await cadran.call('chased', 'GET', `/v1/tickets/${reference}/events`);
  const contract = await cadran.call('chased', 'GET', '/v1/contracts/chased/1');
  expect(events.text).toContain('"breached"');
  expect(contract.body).toMatchObject({ groups: {}, escalation: [] });
  const all = ticket.text + events.text + contract.text;
  for (const hidden of ['127.0.0.1', 'directors', 'director@', 'on-call', 'escalation-', 'support@people'])
    expect(all).not.toContain(hidden);
  const refused = await cadran.call('chased', 'POST', `/v1/tickets/${reference}/acknowledge-escalation`, {});
  expect(refused.status).toBe(403);
}, 30_000);
