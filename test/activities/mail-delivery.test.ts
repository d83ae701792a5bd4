import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MockActivityEnvironment } from '@temporalio/testing';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { createMailDelivery, messageId, threadOf, type Mail } from '../../activities/mail/delivery';

const taken: Email[] = [];
let known: string[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onRcptTo: ({ address }, _session, answer) =>
    answer(address.startsWith('gone@') ? Object.assign(new Error('nobody'), { responseCode: 550 }) : null),
  onData: (stream, _session, answer) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
        taken.push(mail);
        answer();
      });
    });
  },
});
const lookup: Server = createServer((request, response) => {
  const id = new URL(request.url ?? '/', 'http://sink').searchParams.get('messageId') ?? '';
  response.end(JSON.stringify(known.filter((one) => one === id)));
});
let delivery: ReturnType<typeof createMailDelivery>;

beforeAll(async () => {
  smtp.listen(0, '127.0.0.1');
  lookup.listen(0, '127.0.0.1');
  await Promise.all([once(smtp.server, 'listening'), once(lookup, 'listening')]);
  const portOf = (address: unknown): number => (address as AddressInfo).port;
  delivery = createMailDelivery({
    smtpUrl: `smtp://127.0.0.1:${portOf(smtp.server.address())}`,
    from: 'Cadran <support@cadran.example>',
    lookupUrl: `http://127.0.0.1:${portOf(lookup.address())}`,
  });
});

afterAll(async () => {
  delivery.close();
  lookup.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

const key = { reference: 'M-7K3QX9ABCD', sequence: 3, template: 'planned', recipient: 'anne@acme.example' };
const mailOf = (more: Partial<Mail> = {}): Mail => ({
  id: messageId(key),
  to: 'anne@acme.example',
  subject: 'Arrêt planifié\nBcc: eve@evil.example',
  text: 'Le service sera indisponible.',
  html: '<p>Le service sera <b>indisponible</b>.</p>',
  thread: threadOf(key.reference),
  language: 'fr',
  calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n' },
  at: new Date().toISOString(),
  ...more,
});
const given = (mail: Mail, attempt = 1): Promise<unknown> =>
  new MockActivityEnvironment({ attempt }).run(() => delivery.deliver(mail));

test('text, page and invitation are one mail, in a thread, and say that a machine wrote them', async () => {
  expect(await given(mailOf())).toMatchObject({ outcome: 'accepted' });
  const mail = taken.at(-1);
  expect(mail).toMatchObject({
    messageId: messageId(key),
    inReplyTo: '<m-7k3qx9abcd@cadran.thread>',
    references: '<m-7k3qx9abcd@cadran.thread>',
    subject: 'Arrêt planifié Bcc: eve@evil.example',
  });
  expect(mail?.text?.trim()).toBe('Le service sera indisponible.');
  expect(mail?.html).toContain('<b>indisponible</b>');
  const headers = Object.fromEntries(mail?.headers.map(({ key: name, value }) => [name, value]) ?? []);
  expect(headers).toMatchObject({ 'auto-submitted': 'auto-generated', 'content-language': 'fr' });
  expect(headers).not.toHaveProperty('bcc');
  expect(mail?.attachments.map(({ method }) => method)).toContain('REQUEST');
});

test('an attempt after the first asks the mail server, and so does one that should have left long ago', async () => {
  known = [messageId(key)];
  const before = taken.length;
  expect(await given(mailOf(), 2)).toEqual({ outcome: 'accepted', detail: 'had been accepted' });
  expect(await given(mailOf({ at: '2026-11-01T00:00:00.000Z' }))).toMatchObject({ detail: 'had been accepted' });
  expect(taken.length).toBe(before);
  known = [];
  expect(await given(mailOf(), 2)).toMatchObject({ outcome: 'accepted' });
  expect(taken.length).toBe(before + 1);
});

test('what the mail server will never take is refused, in its words', async () => {
  expect(await given(mailOf({ to: 'gone@acme.example' }))).toMatchObject({
    outcome: 'refused',
    detail: expect.stringContaining('nobody') as unknown,
  });
});
