import { createTransport, type SendMailOptions } from 'nodemailer';
import { listenForMail } from '../../api/mail-intake/server';
import { TicketClient, TicketUnavailable, type CommandAnswer } from '../../clients/ticket';
import { attachmentLimits } from '../../domain/attachment/attachment';
import { refusal } from '../../domain/refusal';
import type { TicketAnswer } from '../../domain/ticket/schema';
import { choosePort } from '../../local/ports';
import { createLog } from '../../settings/log';
import { ReplyAddresses } from '../../settings/reply-address';

const reference = 'T-7K3QX9ABCD';
const claire = 'claire@dupont.example';
const addresses = new ReplyAddresses('reply.cadran.example', 'x'.repeat(32));
const nowMs = Date.parse('2026-11-27T10:00:00Z');
const to = addresses.addressFor(reference, claire, nowMs);

/** The commands that were given, and how the ticket answers. */
const given: Parameters<TicketClient['command']>[] = [];
let answer: () => Promise<CommandAnswer>;
const tickets = Object.assign(Object.create(TicketClient.prototype) as TicketClient, {
  command: (...command: Parameters<TicketClient['command']>) => {
    given.push(command);
    return answer();
  },
});

const lines: string[] = [];
let stop: () => Promise<void>;
let transport: ReturnType<typeof createTransport>;
beforeAll(async () => {
  const port = await choosePort('mail-intake', undefined);
  const log = createLog('test', 'info', { write: (line: string) => lines.push(line) });
  const limits = attachmentLimits(1, 5);
  const publicUrl = 'https://cadran.example';
  stop = await listenForMail({ tickets, limits, addresses, publicUrl, now: () => nowMs, host: '127.0.0.1', port, log });
  transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
});
afterAll(() => stop());
beforeEach(() => {
  given.length = 0;
  answer = () => Promise.resolve({ answer: {} as TicketAnswer });
});

const send = (mail: SendMailOptions = {}) =>
  transport.sendMail({ from: claire, to, messageId: '<1@dupont.example>', text: 'Lyon.', ...mail });

test('while the ticket does not answer the sender’s server is put off; its second try is the same command', async () => {
  answer = () => Promise.reject(new TicketUnavailable('Temporal is away'));
  await expect(send()).rejects.toMatchObject({ responseCode: 451 });
  answer = () => Promise.resolve({ answer: {} as TicketAnswer });
  expect(await send()).toMatchObject({ response: expect.stringMatching(/^250/) as string });
  expect(given).toHaveLength(2);
  expect(given[1]).toEqual(given[0]);
  expect(given[0]).toMatchObject([
    reference,
    'message',
    { actor: { id: claire, role: 'client' }, data: { message: 'Lyon.', channel: 'e-mail' } },
    expect.stringMatching(/^claire@dupont\.example\/mail\/[0-9a-f]{64}$/),
  ]);
});

test('what a ticket will never take comes back with the reason, in both languages and on one line of ASCII', async () => {
  answer = () => Promise.resolve(refusal('wrong-status', { command: 'message', status: 'closed' }));
  const response = expect.stringMatching(
    /^550 5\.7\.1 Ticket T-7K3QX9ABCD is closed: please open a follow-up ticket https:\/\/cadran\.example \/ Le ticket [ -~]+$/,
  ) as string;
  await expect(send()).rejects.toMatchObject({ responseCode: 550, response });
  answer = () => Promise.resolve(refusal('key-reused', { reference }));
  await expect(send()).rejects.toMatchObject({ responseCode: 550 });
});

test.each<[string, SendMailOptions & { to?: string }, number]>([
  ['too old', { to: addresses.addressFor(reference, claire, nowMs - 200 * 24 * 3_600_000) }, 550],
  ['of somebody else', { from: 'bob@dupont.example' }, 550],
  ['too long', { text: 'x'.repeat(20_001) }, 550],
  ['without a word', { text: ' \n\n' }, 550],
  ['all depth', { raw: nested(60) }, 550],
  ['to another domain', { to: to.replace('cadran', 'evil') }, 550],
  ['larger than any', { text: 'y'.repeat(2_200_000) }, 552],
])('%s: it is refused for good, and no ticket hears of it', async (_, mail, responseCode) => {
  await expect(send({ envelope: { from: claire, to: mail.to ?? to }, ...mail })).rejects.toMatchObject({
    responseCode,
  });
  expect(given).toEqual([]);
});

test('an answer to two tickets at once is taken for the first; the sender’s server brings the second apart', async () => {
  const second = addresses.addressFor('T-0000000000', claire, nowMs);
  expect(await send({ to: [to, second] })).toMatchObject({ accepted: [to], rejected: [second] });
  expect(given).toHaveLength(1);
});

test('automatic answers are passed over, so that nothing goes round; the log names no address', async () => {
  await send({ headers: { 'Auto-Submitted': 'auto-replied' } });
  await send({ envelope: { from: '', to } });
  await send({ headers: { Precedence: 'bulk' } });
  expect(given).toEqual([]);
  const told = lines.join('\n');
  expect(told).toContain('Auto-Submitted');
  expect(told).not.toMatch(/[0-9a-f]{32}@|claire/);
});

test('a mail of pages alone is taken as its text, and ornaments are no files', async () => {
  const html = '<p>It is <b>Lyon</b>, &eacute;tage&nbsp;2.</p><script>alert(1)</script><img src="cid:logo">';
  const logo = { filename: 'logo.png', content: 'x', cid: 'logo' };
  await send({ html, attachments: [logo], text: undefined });
  expect(given.map(([, , { data }]) => data)).toEqual([{ message: 'It is Lyon, étage\u00a02.', channel: 'e-mail' }]);
});

function nested(depth: number): string {
  const parts = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  );
  return `From: ${claire}\r\nMessage-ID: <deep@x>\r\n${parts.join('')}\r\n\r\nLyon.\r\n`;
}
