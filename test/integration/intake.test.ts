import mongoose from 'mongoose';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { choosePort } from '../../local/ports';
import { gif, png, text } from '../domain/attachment/samples';
import { RunningCadran, until, type Answer } from './running-cadran';

let cadran: RunningCadran;
let intake: ReturnType<typeof createTransport>;
beforeAll(async () => {
  const port = await choosePort('mail-intake', undefined);
  const reply = { MAIL_REPLY_DOMAIN: 'reply.cadran.example', MAIL_REPLY_SECRET: 'x'.repeat(32) };
  cadran = await RunningCadran.start({
    api: { ...reply, MAIL_INTAKE_PORT: String(port), ATTACHMENT_MEGABYTES: '1', ATTACHMENTS_PER_TICKET: '4' },
    worker: reply,
  });
  intake = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
}, 60_000);
afterAll(() => cadran.stop(), 60_000);

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly internal?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

async function attach(as: string, reference: string, { name, bytes, internal, headers }: File): Promise<Answer> {
  const query = new URLSearchParams({ name, ...(internal === undefined ? {} : { internal: String(internal) }) });
  return await cadran.callWith(as, 'POST', `/v1/tickets/${reference}/attachments?${query.toString()}`, bytes, {
    'content-type': 'application/octet-stream',
    ...headers,
  });
}

const items = ({ body }: Answer) => body['items'] as Record<string, unknown>[];
const chunks = () => mongoose.connection.collection('attachments.chunks').countDocuments();
const list = (as: string, reference: string) => cadran.call(as, 'GET', `/v1/tickets/${reference}/attachments`);

describe('attachments', () => {
  test('what a client attaches is listed, fetched as it was, and on the timeline; another company finds none of it', async () => {
    const reference = await cadran.open('dupont', 'P2');
    const headers = { 'idempotency-key': 'k' };
    const given = { name: '../écran "vide".html', bytes: png, headers };
    const first = await attach('dupont', reference, given);
    const again = await attach('dupont', reference, given);
    expect(first).toMatchObject({
      status: 201,
      body: { name: 'écran vide.html.png', type: 'image/png', size: png.length, internal: false },
    });
    expect(again.body).toEqual(first.body);
    expect(await chunks()).toBe(1);
    const other = await attach('dupont', reference, { ...given, bytes: gif });
    expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
    expect(await chunks()).toBe(1);

    const address = first.headers.get('location') ?? '';
    const file = await cadran.callWith('dupont', 'GET', address);
    expect(file.bytes.equals(png)).toBe(true);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="_cran vide.html.png"; filename*=UTF-8''%C3%A9cran%20vide.html.png`,
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
    });
    expect(items(await list('dupont', reference))).toMatchObject([{ id: first.body['id'], by: { role: 'client' } }]);
    const [event] = (await cadran.eventsWith(reference, 'attached')).filter(({ type }) => type === 'attached');
    expect(event?.data).toMatchObject({ name: 'écran vide.html.png', size: png.length });
    expect((await cadran.call('harbour', 'GET', address)).status).toBe(404);
    expect((await list('harbour', reference)).status).toBe(404);
    expect((await attach('harbour', reference, given)).status).toBe(404);
    const elsewhere = address.replace(reference, await cadran.open('harbour', 'P3'));
    const strange = await cadran.call('harbour', 'GET', elsewhere);
    expect(strange).toMatchObject({ status: 404, body: { code: 'attachment-not-found', clause: '§3' } });
    await cadran.replay(reference);
  });

  test('an internal file is for the provider alone, and no client can make one', async () => {
    const reference = await cadran.open('dupont', 'P2');
    const secret = await attach('support', reference, { name: 'stack.log', bytes: text, internal: true });
    expect(secret.status).toBe(201);
    const address = secret.headers.get('location') ?? '';
    expect(items(await list('support', reference))).toMatchObject([
      { internal: true, by: { id: 'support@people.example' } },
    ]);
    expect(items(await list('dupont', reference))).toEqual([]);
    const hidden = await cadran.call('dupont', 'GET', address);
    const absent = await cadran.call('dupont', 'GET', `${address.slice(0, -32)}${'0'.repeat(32)}`);
    expect(hidden.status).toBe(404);
    expect({ ...hidden.body, detail: '', instance: '' }).toEqual({ ...absent.body, detail: '', instance: '' });
    await cadran.eventsWith(reference, 'attached-internally');
    const events = await cadran.call('dupont', 'GET', `/v1/tickets/${reference}/events`);
    expect(events.text).not.toMatch(/attached|stack\.log/);
    const own = await attach('dupont', reference, { name: 'a.log', bytes: text, internal: true });
    expect(own).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
  });

  test('what is refused says why and what is taken, and leaves nothing', async () => {
    const reference = await cadran.open('dupont', 'P2');
    const before = await chunks();
    const page = Buffer.from('<!doctype html><script>alert(1)</script>');
    const disguised = await attach('dupont', reference, { name: 'photo.png', bytes: page });
    expect(disguised).toMatchObject({ status: 422, body: { code: 'attachment-type', clause: '§3' } });
    expect(disguised.body['detail']).toContain('png');
    const huge = await attach('dupont', reference, { name: 'huge.log', bytes: Buffer.alloc(1_048_577, 'a') });
    expect(huge).toMatchObject({ status: 413, body: { code: 'attachment-too-large' } });
    expect(huge.body['detail']).toContain('1 MB');
    const empty = await attach('dupont', reference, { name: 'empty.log', bytes: Buffer.alloc(0) });
    expect(empty).toMatchObject({ status: 422, body: { code: 'attachment-empty' } });
    const json = await attach('dupont', reference, {
      name: 'a.json',
      bytes: Buffer.from('{}'),
      headers: { 'content-type': 'application/json' },
    });
    expect(json).toMatchObject({ status: 415 });
    for (const name of ['1', '2', '3', '4']) await attach('dupont', reference, { name, bytes: Buffer.from(name) });
    const fifth = await attach('dupont', reference, { name: '5', bytes: text });
    expect(fifth).toMatchObject({ status: 409, body: { code: 'attachments-full' } });
    expect(fifth.body['detail']).toContain('4');
    expect(await chunks()).toBe(before + 4);
    expect(items(await list('dupont', reference))).toHaveLength(4);
  });
});

describe('answers by mail', () => {
  const dupont = 'dupont@people.example';

  /** The ticket waits for its client, who was told so by mail: the address to answer to. */
  async function asked(): Promise<{ reference: string; to: string }> {
    const reference = await cadran.open('dupont', 'P2');
    await cadran.command('support', reference, 'acknowledge');
    await cadran.command('support', reference, 'ask', { question: 'Which site?' });
    const to = await until(async () => {
      const mails = await cadran.mails(reference);
      const mine = mails.filter(({ to: recipients }) => recipients.includes(dupont));
      return mine.find(({ text: told }) => told.includes('Which site?'))?.headers['reply-to'] ?? false;
    });
    return { reference, to };
  }

  const send = (mail: SendMailOptions): Promise<{ response: string }> =>
    intake.sendMail({ from: dupont, text: 'Lyon.', ...mail });
  const read = async (reference: string) => (await cadran.call('support', 'GET', `/v1/tickets/${reference}`)).body;

  test('the client’s answer ends the wait, once however often it is delivered, with its file', async () => {
    const { reference, to } = await asked();
    const mail = {
      to,
      messageId: '<answer-1@people.example>',
      subject: 'Re: anything',
      text: 'Lyon.\n\nOn Fri, 27 Nov 2026, Support wrote:\n> Which site?\n',
      attachments: [
        { filename: 'screen.png', content: png },
        { filename: 'run.png', content: 'MZ\0\0', contentType: 'image/png' },
      ],
    };
    await send(mail);
    const sequence = Number((await read(reference))['sequence']);
    await send(mail);
    const events = await cadran.eventsWith(reference, 'client-answered');
    const answers = events.filter(({ type }) => type === 'client-answered');
    expect(answers).toMatchObject([{ by: { id: dupont, role: 'client' }, data: { channel: 'e-mail' } }]);
    expect(answers[0]?.data['answer']).toMatch(/^Lyon\.\n\n\[run\.png: [^>]*\]$/);
    expect(await read(reference)).toMatchObject({ status: 'acknowledged' });
    expect(Number((await read(reference))['sequence'])).toBeLessThan(sequence + 4);
    expect(items(await list('dupont', reference))).toMatchObject([{ name: 'screen.png', by: { role: 'client' } }]);
    await cadran.replay(reference);
  });

  test('forged, of somebody else, for another ticket, automatic or twice addressed: none of it reaches the ticket', async () => {
    const { reference, to } = await asked();
    const other = await cadran.open('dupont', 'P3');
    const refused = expect.objectContaining({ responseCode: 550 }) as unknown;
    await expect(send({ to, from: 'bob@people.example' })).rejects.toEqual(refused);
    await expect(send({ to: to.replace(reference, other) })).rejects.toEqual(refused);
    await expect(send({ to: to.replace(/[0-9a-f]{32}/, '0'.repeat(32)) })).rejects.toEqual(refused);
    await expect(send({ to: 'support@cadran.example' })).rejects.toEqual(refused);
    const twoAuthors = `From: bob@people.example\r\nFrom: ${dupont}\r\nTo: ${to}\r\n\r\nLyon.\r\n`;
    await expect(send({ envelope: { from: dupont, to }, raw: twoAuthors })).rejects.toEqual(refused);
    await expect(send({ to, text: '' })).rejects.toEqual(refused);
    await expect(send({ to, text: 'x'.repeat(2_500_000) })).rejects.toMatchObject({ responseCode: 552 });
    await send({ to, headers: { 'Auto-Submitted': 'auto-replied' } });
    await send({ to, envelope: { from: '', to } });
    await send({ to, from: to, envelope: { from: dupont, to } });
    expect(await read(reference)).toMatchObject({ status: 'waiting-client' });
    const types = (await cadran.events(other)).map(({ type }) => type);
    expect(types).not.toContain('message-written');
    await send({ to, text: 'Lyon.\r\n.\r\nRCPT TO:<x@y>\r\n' });
    expect(await read(reference)).toMatchObject({ status: 'acknowledged' });
  });

  test('for a ticket that has ended its sender is told to open another', async () => {
    const { reference, to } = await asked();
    await cadran.command('support', reference, 'qualify', { category: 'provider-incident', priority: 'P2' });
    await cadran.command('support', reference, 'resolve', { kind: 'fix', answer: 'Done' });
    await cadran.command('dupont', reference, 'confirm');
    await expect(send({ to })).rejects.toMatchObject({
      responseCode: 550,
      response: expect.stringContaining('open a follow-up ticket') as string,
    });
  });
});
