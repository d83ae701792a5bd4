import { whyAutomatic, type MailHead } from '../../../domain/mail/automatic';

const own = (address: string): boolean => address.startsWith('reply+');
const written: MailHead = {
  returnPath: 'claire@dupont.example',
  from: 'claire@dupont.example',
  headers: [
    { key: 'message-id', value: '<1@dupont.example>' },
    { key: 'auto-submitted', value: 'no' },
    { key: 'x-auto-response-suppress', value: 'All' },
  ],
};

test('what a person wrote is none', () => {
  expect(whyAutomatic(written, own)).toBeUndefined();
});

test.each<[string, Partial<MailHead>]>([
  ['a bounce', { returnPath: '' }],
  ['a mail server', { returnPath: 'MAILER-DAEMON@dupont.example' }],
  ['our own address', { from: 'reply+x@reply.cadran.example' }],
  ['our own return path', { returnPath: 'reply+x@reply.cadran.example' }],
  ['our own mail come back', { headers: [{ key: 'message-id', value: '<t-1.3.question.ab@cadran.notice>' }] }],
  ['out of office', { headers: [{ key: 'auto-submitted', value: 'auto-replied (vacation)' }] }],
  ['in bulk', { headers: [{ key: 'precedence', value: ' Bulk' }] }],
  ['a list', { headers: [{ key: 'list-id', value: '<all.dupont.example>' }] }],
  ['an old answering machine', { headers: [{ key: 'x-autoreply', value: 'yes' }] }],
])('%s is', (_, head) => {
  expect(whyAutomatic({ ...written, ...head }, own)).toBeDefined();
});
