import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPublic, lookupPublic, PrivateAddress } from '../../activities/webhook/public-address';
import { signature } from '../../activities/webhook/outside-call';
import { createWebhookSender, idempotencyKey } from '../../activities/webhook/webhook-sender';
import type { Notice } from '../../domain/ticket/notices';

const secret = 'a secret of at least thirty-two characters';

interface Called {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const called: Called[] = [];
let server: Server;
let base = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      called.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(Number(path.slice(1)), { location: `${base}/200` });
      response.end('nobody reads this');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => called.splice(0));

const notice = (recipient: string, at = new Date().toISOString()): Notice => ({
  reference: 'T-0123456789',
  sequence: 7,
  template: 'escalation',
  recipient,
  via: 'webhook',
  language: 'en',
  title: 'Orders are not printed',
  priority: 'P1',
  zone: 'Europe/Paris',
  at,
  text: null,
  reason: null,
  clock: 'intervention',
  threshold: 'breach+PT1H',
  deadline: 0,
  dueAt: at,
  targetMs: 1_800_000,
});
const sender = createWebhookSender({ secret, allowPrivate: true });

test('a program gets JSON whose signature it can check, under a key that each attempt has', async () => {
  expect(await sender.send(notice(`${base}/204`))).toEqual({ outcome: 'accepted', detail: 'HTTP 204' });
  await sender.send(notice(`${base}/204`));
  const [first, again] = called;
  if (!first || !again) throw new Error('it was called twice');
  const timestamp = String(first.headers['cadran-timestamp']);
  expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(5);
  expect(first.headers['cadran-signature']).toBe(signature(secret, timestamp, first.body));
  expect(first.headers['cadran-signature']).not.toBe(signature('another', timestamp, first.body));
  expect(first.headers['idempotency-key']).toBe(again.headers['idempotency-key']);
  expect(JSON.parse(first.body)).toMatchObject({
    reference: 'T-0123456789',
    threshold: 'breach+PT1H',
    lateMs: 0,
    subject: '[T-0123456789] P1: intervention time, exceeded for 1h: Orders are not printed',
  });
  expect(first.body + JSON.stringify(first.headers)).not.toContain(secret);
});

test('each notice and reader has a key of its own', () => {
  const one = notice('https://a.example/');
  const others = [
    { ...one, sequence: 8 },
    { ...one, recipient: 'https://b.example/' },
    { ...one, template: 'breach' as const },
  ];
  expect(new Set([one, ...others].map(idempotencyKey)).size).toBe(4);
});

test('one that leaves late says when it was due, and by how much it is late', async () => {
  const due = new Date(Date.now() - 90 * 60_000).toISOString();
  await sender.send(notice(`${base}/200`, due));
  const { lateMs, text } = JSON.parse(called[0]?.body ?? '') as { lateMs: number; text: string };
  expect(lateMs).toBeGreaterThanOrEqual(90 * 60_000);
  expect(text).toMatch(/This notice was due .*\. It leaves 1 h 30/);
});

test.each([301, 307, 400, 401, 404, 410])('%i refuses it for good; nobody is called elsewhere', async (status) => {
  expect(await sender.send(notice(`${base}/${status}`))).toEqual({ outcome: 'refused', detail: `HTTP ${status}` });
  expect(called).toHaveLength(1);
});

test.each([408, 425, 429, 500, 503])('after %i it is tried again', async (status) => {
  await expect(sender.send(notice(`${base}/${status}`))).rejects.toThrow(String(status));
});

test('one that does not answer is tried again', async () => {
  await expect(sender.send(notice('http://127.0.0.1:1/'))).rejects.toThrow('ECONNREFUSED');
});

test('nothing is sent unsigned', async () => {
  const unsigned = createWebhookSender({ secret: undefined, allowPrivate: true });
  expect(await unsigned.send(notice(`${base}/200`))).toMatchObject({ outcome: 'refused' });
  expect(called).toEqual([]);
});

describe('unless it is allowed', () => {
  const strict = createWebhookSender({ secret, allowPrivate: false });

  test.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])(
    'no program of this machine is called: %s',
    async (host) => {
      const { port } = new URL(base);
      expect(await strict.send(notice(`http://${host}:${port}/200`))).toMatchObject({ outcome: 'refused' });
      expect(called).toEqual([]);
    },
  );

  test.each(
    '10.1.2.3 172.31.0.1 192.168.1.1 169.254.169.254 100.64.0.1 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 fe80::1 fc00::1 ff02::1 2001:db8::1 64:ff9b::a00:1 2002:a00:1:: ::ffff:10.0.0.1 nothing'.split(
      ' ',
    ),
  )('%s is nobody else’s address', (address) => expect(isPublic(address)).toBe(false));

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])('%s is', (address) =>
    expect(isPublic(address)).toBe(true),
  );

  test('what a name leads to is looked at where it is connected to', async () => {
    const found = await new Promise((resolve) => lookupPublic('localhost', {}, resolve));
    expect(found).toBeInstanceOf(PrivateAddress);
  });
});
