import { isExpired, ReplyAddresses } from '../../settings/reply-address';
import { apiSettingsSchema, readSettings, replyAddressesOf } from '../../settings/settings';

const day = 24 * 3_600_000;
const sentMs = Date.parse('2026-11-27T10:00:00Z');
const secret = 'a'.repeat(32);
const addresses = new ReplyAddresses('reply.cadran.example', secret);
const reference = 'T-7K3QX9ABCD';
const claire = 'Claire@dupont.example';
const address = addresses.addressFor(reference, claire, sentMs);

test('an address names the ticket, is short enough for every mail server, and is its person’s, however written', () => {
  expect(address).toMatch(/^reply\+T-7K3QX9ABCD\.\w+\.[0-9a-f]{32}@reply\.cadran\.example$/);
  expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
  for (const written of [address, address.toLowerCase(), address.toUpperCase()]) {
    const read = addresses.read(written);
    expect(read).toMatchObject({ reference });
    expect(read && addresses.isOf(read, 'claire@DUPONT.example')).toBe(true);
  }
  expect(addresses.addressFor(reference, claire, sentMs)).toBe(address);
});

test.each([
  ['another person', address, 'bob@dupont.example'],
  ['another ticket', address.replace('T-7K3QX9ABCD', 'T-7K3QX9ABCE'), claire],
  ['a later day', address.replace(/\.(\w+)\./, '.zzzz.'), claire],
  ['another signature', address.replace(/[0-9a-f]{32}/, 'f'.repeat(32)), claire],
  [
    'another secret',
    new ReplyAddresses('reply.cadran.example', 'b'.repeat(32)).addressFor(reference, claire, 0),
    claire,
  ],
])('it is not good for %s', (_, written, person) => {
  const read = addresses.read(written);
  expect(read && addresses.isOf(read, person)).toBe(false);
});

test.each([
  address.replace('cadran', 'evil'),
  address.replace('reply+', 'other+'),
  `${address}@evil.example`,
  address.slice(0, -30),
  'support@reply.cadran.example',
  '',
  `${address}\r\nRCPT TO:<x@y>`,
])('%j is none', (written) => expect(addresses.read(written)).toBeUndefined());

test('it can be used for half a year', () => {
  const read = addresses.read(address);
  if (!read) throw new Error('it is one');
  expect(isExpired(read, sentMs + 180 * day)).toBe(false);
  expect(isExpired(read, sentMs + 182 * day)).toBe(true);
});

test('domain and secret go together, and a port for mail needs both', () => {
  const needed = { MONGODB_URI: 'mongodb://127.0.0.1:27017/cadran', OIDC_ISSUER: 'https://login.example' };
  const read = (given: Record<string, string>) => readSettings(apiSettingsSchema, { ...needed, ...given });
  const both = { MAIL_REPLY_DOMAIN: 'reply.cadran.example', MAIL_REPLY_SECRET: secret };
  expect(replyAddressesOf(read(needed))).toBeUndefined();
  expect(replyAddressesOf(read(both))?.read(address)).toMatchObject({ reference });
  expect(() => read({ MAIL_REPLY_DOMAIN: 'reply.cadran.example' })).toThrow('MAIL_REPLY_SECRET');
  expect(() => read({ MAIL_REPLY_SECRET: secret })).toThrow('MAIL_REPLY_DOMAIN');
  expect(() => read({ MAIL_INTAKE_PORT: '2525' })).toThrow('MAIL_INTAKE_PORT');
  expect(() => read({ ...both, MAIL_REPLY_SECRET: 'short' })).toThrow('at least 32 characters');
  expect(() => read({ ...both, MAIL_REPLY_DOMAIN: 'a\r\nb' })).toThrow('MAIL_REPLY_DOMAIN');
});
