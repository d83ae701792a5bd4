import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { mailService } from '../../local/mail-server';
import { choosePort } from '../../local/ports';
import type { Service } from '../../local/service';
import type { StoredMail } from '../../local/stored-mail';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
let sink: Service;
let http: string;

beforeAll(async () => {
  const smtpPort = await choosePort('mail', undefined);
  const httpPort = await choosePort('mail-page', undefined);
  sink = mailService({ dataFolder: folder, logFolder: folder, smtpPort, httpPort }, () => undefined);
  http = `http://127.0.0.1:${httpPort}`;
  await sink.start();
});

afterAll(() => sink.stop());

async function mails(query = ''): Promise<StoredMail[]> {
  return (await (await fetch(`${http}/messages${query}`)).json()) as StoredMail[];
}

function send(mail: object) {
  return createTransport({ url: sink.address }).sendMail({ from: 'cadran@provider.example', ...mail });
}

const DEADLINE = {
  to: ['Anne <anne@acme.example>', 'bob@acme.example'],
  subject: 'Échéance dépassée: P1',
  text: 'La résolution est en retard.',
  html: '<p>La résolution est <b>en retard</b>.</p>',
  messageId: '<ticket-7.breach@cadran>',
  headers: { 'Auto-Submitted': 'auto-generated' },
};

describe('the mail sink', () => {
  test('a mail is read back by recipient, Message-ID and time, with its headers', async () => {
    const before = new Date(Date.now() - 1).toISOString();
    await send(DEADLINE);
    const [mail] = await mails('?to=ANNE@acme.example');
    expect(mail).toMatchObject({
      from: 'cadran@provider.example',
      to: ['anne@acme.example', 'bob@acme.example'],
      messageId: '<ticket-7.breach@cadran>',
      subject: 'Échéance dépassée: P1',
      headers: expect.objectContaining({ 'auto-submitted': 'auto-generated' }) as unknown,
    });
    expect(mail?.text.trim()).toBe('La résolution est en retard.');
    expect(mail?.html).toContain('<b>en retard</b>');
    expect(mail?.receivedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(await mails('?messageId=ticket-7.breach@cadran')).toHaveLength(1);
    expect(await mails(`?after=${before}`)).toHaveLength(1);
    expect(await mails(`?after=${mail?.receivedAt ?? ''}`)).toHaveLength(0);
    expect(await mails('?to=nobody@acme.example')).toHaveLength(0);
    const raw = await (await fetch(`${http}/messages/${mail?.id ?? ''}`)).text();
    expect(raw).toContain('Message-ID: <ticket-7.breach@cadran>');
  });

  test('a recipient that begins with refused@ gets 550, the others their mail', async () => {
    const sent = await send({ to: ['refused@acme.example', 'carl@acme.example'], subject: 'Both', text: 'x' });
    expect(sent.accepted).toEqual(['carl@acme.example']);
    expect(sent.rejected).toEqual(['refused@acme.example']);
    expect(sent.rejectedErrors?.[0]?.responseCode).toBe(550);
    expect((await mails('?to=carl@acme.example'))[0]?.to).toEqual(['carl@acme.example']);
    await expect(send({ to: 'refused@acme.example', subject: 'None', text: 'x' })).rejects.toMatchObject({
      responseCode: 550,
    });
  });

  test('an accepted mail is there after kill -9 right behind the answer', async () => {
    await send({ to: 'dora@acme.example', subject: 'Kept', text: 'x' });
    await sink.kill();
    await sink.start();
    expect(await mails('?to=dora@acme.example')).toHaveLength(1);
    expect(readdirSync(join(folder, 'mail')).every((file) => file.endsWith('.eml'))).toBe(true);
  });

  test('the page shows what a mail says as text', async () => {
    await send({ to: 'eve@acme.example', subject: '<script>alert(1)</script>', text: 'a < b' });
    const page = await fetch(`${http}/`);
    const html = await page.text();
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script>');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('the page shows where an answer goes, of mails that say it', async () => {
    await send({ to: 'fay@acme.example', replyTo: 'reply+t-7.fqk.abc@reply.example', subject: 'Asked', text: 'x' });
    const html = await (await fetch(`${http}/`)).text();
    expect(html.match(/Reply-To <code>[^<]*<\/code>/g)).toEqual([
      'Reply-To <code>reply+t-7.fqk.abc@reply.example</code>',
    ]);
  });

  test('wrong requests are told, and all mails can be removed', async () => {
    expect((await fetch(`${http}/messages?after=yesterday`)).status).toBe(400);
    expect((await fetch(`${http}/messages/..%2f..%2fsecret`)).status).toBe(404);
    expect((await fetch(`${http}/messages/unknown`)).status).toBe(404);
    const { deleted } = (await (await fetch(`${http}/messages`, { method: 'DELETE' })).json()) as { deleted: number };
    expect(deleted).toBeGreaterThan(2);
    expect(await mails()).toEqual([]);
    expect(readdirSync(join(folder, 'mail'))).toEqual([]);
  });
});
