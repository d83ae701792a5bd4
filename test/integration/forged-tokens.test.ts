import { createHmac, generateKeyPairSync } from 'node:crypto';
import { base64url, exportSPKI, SignJWT, type JWTPayload } from 'jose';
import { cadran } from './one-cadran';

const { privateKey: stranger } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: unknown): string => base64url.encode(JSON.stringify(value));
const now = (): number => Math.floor(Date.now() / 1000);

/** The claims of a good token of the administrator. */
const claims = (): JWTPayload => ({
  ...cadran.claimsOf('admin'),
  iss: cadran.issuer.url,
  aud: 'cadran',
  iat: now(),
  exp: now() + 3600,
});

/** Signed by the issuer's own key, with other claims. */
const signed = (other: JWTPayload, header: Record<string, unknown> = {}): Promise<string> =>
  new SignJWT({ ...claims(), ...other })
    .setProtectedHeader({ alg: 'RS256', kid: 'test', ...header })
    .sign(cadran.issuer.privateKey, { crit: { exotic: true } });

/** With the public key for the secret: taken for good where the algorithm is the token's own choice. */
async function byPublicKey(): Promise<string> {
  const content = `${part({ alg: 'HS256', kid: 'test' })}.${part(claims())}`;
  const secret = await exportSPKI(cadran.issuer.publicKey);
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

test('the good token that the others differ from is taken', async () => {
  expect(await status(await signed({}))).toBe(200);
});

async function status(token: string): Promise<number> {
  return (await cadran.call('admin', 'GET', '/v1/me', undefined, { authorization: `Bearer ${token}` })).status;
}

test.each<[string, () => string | Promise<string>]>([
  ['by another key', () => new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(stranger)],
  [
    'by a key that it brings',
    () => new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'x' }).sign(stranger),
  ],
  ['by nobody', () => `${part({ alg: 'none' })}.${part(claims())}.`],
  ['by nobody, otherwise written', () => `${part({ alg: 'nOnE', kid: 'test' })}.${part(claims())}.`],
  ['by the public key as a secret', byPublicKey],
  ['with its end cut', async () => (await signed({})).slice(0, -20)],
  ['with other claims than were signed', async () => (await signed({})).replace(/\.[^.]+\./, `.${part(claims())}x.`)],
  ['expired', () => signed({ exp: now() - 60 })],
  ['not yet valid', () => signed({ nbf: now() + 600 })],
  ['for another audience', () => signed({ aud: 'other' })],
  ['of another issuer', () => signed({ iss: 'https://elsewhere.example' })],
  ['of no role', () => signed({ role: 'root' })],
  ['of a role from the prototype', () => signed({ role: 'constructor' })],
  ['of a client without a company', () => signed({ role: 'client', client: null })],
  ['of an operator for a company', () => signed({ role: 'client', client: { $ne: null } })],
  ['with a header that must be understood', () => signed({}, { crit: ['exotic'], exotic: 1 })],
  ['of 8,000 characters', () => `${part({ alg: 'RS256' })}.${'a'.repeat(8000)}.a`],
  ['of 12,000 characters', () => 'a'.repeat(12_000)],
  ['that is none', () => 'a.b.c'],
  ['of a machine that is none', () => `cadran_${'a'.repeat(43)}`],
])('a token %s is refused', async (_, make) => {
  const began = performance.now();
  const token = await make();
  for (const [method, address, body] of [
    ['GET', '/v1/me'],
    ['POST', '/v1/tickets', { environment: 'prod', title: 'T', description: 'D', priority: 'P2', client: 'dupont' }],
  ] as const) {
    const answer = await cadran.call('admin', method, address, body, { authorization: `Bearer ${token}` });
    expect(answer).toMatchObject({ status: 401, body: { type: 'urn:cadran:problem:unauthenticated' } });
    expect(answer.text).not.toMatch(/\bat \w+ \(|jose|JWS|signature/i);
  }
  expect(performance.now() - began).toBeLessThan(1000);
});

test('what was refused opened no ticket', async () => {
  expect((await cadran.call('admin', 'GET', '/v1/tickets')).body).toEqual({ items: [], next: null });
  expect((await cadran.temporal.workflow.count()).count).toBe(0);
});
