import { MockActivityEnvironment } from '@temporalio/testing';
import { createMailDelivery, messageId, threadOf, type Mail } from '../../activities/mail/delivery';
import { TakenMails } from './taken-mails';

let taken: TakenMails;
let delivery: ReturnType<typeof createMailDelivery>;

beforeAll(async () => {
  taken = await TakenMails.listen();
  const { smtpUrl, lookupUrl } = taken;
  delivery = createMailDelivery({ smtpUrl, lookupUrl, from: 'Cadran <support@cadran.example>' });
});

afterAll(async () => {
  delivery.close();
  await taken.close();
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
  const mail = taken.mails.at(-1);
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
  const before = taken.mails.length;
  expect(await given(mailOf(), 2)).toEqual({ outcome: 'accepted', detail: 'had been accepted' });
  expect(await given(mailOf({ at: '2026-11-01T00:00:00.000Z' }))).toMatchObject({ detail: 'had been accepted' });
  expect(taken.mails.length).toBe(before);
  expect(await given(mailOf({ id: messageId({ ...key, sequence: 4 }) }), 2)).toMatchObject({ outcome: 'accepted' });
  expect(taken.mails.length).toBe(before + 1);
});

test('what the mail server will never take is refused, in its words', async () => {
  expect(await given(mailOf({ to: 'gone@acme.example' }))).toMatchObject({
    outcome: 'refused',
    detail: expect.stringContaining('nobody') as unknown,
  });
});
