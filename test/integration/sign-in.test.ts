import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeJwt, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import { ownService } from '../../local/own-processes';
import { choosePort } from '../../local/ports';
import type { Service } from '../../local/service';
import { beginSignIn, checkIdToken, takeReturn } from '../../portal/shell/pkce';
import { SigningIn } from '../local/signing-in';
import { temporaryFolder } from '../local/temporary-folder';
import { cadran } from './one-cadran';
import { until } from './running-cadran';

/** The embedded issuer and an API that trusts it, as processes of their own, beside the servers of a whole Cadran. */
const folder = temporaryFolder();
const claire = 'claire@dupont.example';
let issuer: Service;
let api: Service;
let browser: SigningIn;
let kept: JWK;
let key: CryptoKey | Uint8Array;

beforeAll(async () => {
  const [issuerPort, port] = [await choosePort('issuer', undefined), await choosePort('api', undefined)];
  const environment = {
    ...cadran.stack.environment,
    OIDC_ISSUER: `http://127.0.0.1:${issuerPort}`,
    OIDC_AUDIENCE: 'cadran',
    ISSUER_PORT: String(issuerPort),
    CADRAN_DATA: folder,
    HOST: '127.0.0.1',
    PORT: String(port),
  };
  const quiet = (): void => undefined;
  issuer = ownService('issuer', environment.OIDC_ISSUER, { dataFolder: folder, environment }, quiet);
  api = ownService('api', `http://127.0.0.1:${port}`, { dataFolder: folder, environment }, quiet);
  await Promise.all([issuer.start(), api.start()]);
  browser = new SigningIn(issuer.address, `${api.address}/`);
  kept = JSON.parse(readFileSync(path.join(folder, 'issuer-key.json'), 'utf8')) as JWK;
  key = await importJWK(kept, 'RS256');
}, 90_000);

afterAll(async () => {
  await api.stop();
  await issuer.stop();
}, 60_000);

function me(token: string): Promise<Response> {
  return fetch(`${api.address}/v1/me`, { headers: { authorization: `Bearer ${token}` } });
}

test('the portal is told the issuer, and may reach that alone', async () => {
  const settings = await (await fetch(`${api.address}/portal/settings.json`)).json();
  expect(settings).toEqual({ issuer: issuer.address, clientId: 'cadran-portal' });
  const page = await fetch(`${api.address}/`);
  const rules = page.headers.get('content-security-policy')?.split(';');
  expect(rules).toContain(`connect-src 'self' ${issuer.address}`);
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
});

test('the portal’s own code signs in at the issuer, and the API takes the token', async () => {
  const { issuer: base, clientId } = (await (await fetch(`${api.address}/portal/settings.json`)).json()) as {
    issuer: string;
    clientId: string;
  };
  const found = await (await fetch(`${base}/.well-known/openid-configuration`)).json();
  const discovery = found as { authorization_endpoint: string; token_endpoint: string };
  const values = new Map<string, string>();
  const storage = {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
  };
  const redirectUri = `${api.address}/`;
  const address = await beginSignIn({ discovery, clientId, redirectUri, back: '#/new', language: 'fr', storage });

  const page = await (await fetch(address)).text();
  const carried = [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const form = new URLSearchParams(carried.map(([, name = '', value = '']): [string, string] => [name, value]));
  const unique = new URLSearchParams(Object.fromEntries(form));
  unique.delete('password');
  const answer = await browser.submit(unique, claire);
  expect(answer.status).toBe(303);
  const { origin, search } = new URL(answer.headers.get('location') ?? '');
  expect(origin).toBe(api.address);

  const returned = takeReturn({ search, issuer: base, storage });
  expect(returned?.back).toBe('#/new');
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code: returned?.code ?? '',
    code_verifier: returned?.verifier ?? '',
  });
  const tokens = (await (await fetch(discovery.token_endpoint, { method: 'POST', body })).json()) as {
    access_token: string;
    id_token: string;
  };
  const nonce = returned?.nonce ?? '';
  checkIdToken({ idToken: tokens.id_token, issuer: base, clientId, nonce, nowMs: Date.now() });
  const who = await me(tokens.access_token);
  expect(who.status).toBe(200);
  expect(await who.json()).toMatchObject({ id: claire, role: 'client', client: 'dupont', language: 'fr' });
  // What tells the portal who signed in opens nothing.
  expect((await me(tokens.id_token)).status).toBe(401);
});

test('a code stolen on the way is worth nothing without the verifier, and once', async () => {
  const stolen = await browser.code(claire);
  expect((await browser.exchange(stolen, { code_verifier: 'x'.repeat(43) })).status).toBe(400);
  expect((await browser.exchange(stolen)).status).toBe(400);
  const used = await browser.code(claire);
  expect((await browser.exchange(used)).status).toBe(200);
  expect((await browser.exchange(used)).status).toBe(400);
  const foreign = browser.parameters({ redirect_uri: 'https://evil.example/' });
  const answer = await browser.submit(foreign, claire);
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
});

const hour = 3600;
/** A token as the issuer signs it, with the issuer's own key, some claims changed. */
function signed(
  changed: Record<string, unknown> = {},
  by: CryptoKey | Uint8Array = key,
  alg = 'RS256',
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    ...{ iss: issuer.address, aud: 'cadran', sub: claire, iat: now, exp: now + hour, role: 'client', client: 'dupont' },
    ...changed,
  };
  return new SignJWT(claims).setProtectedHeader({ alg, kid: kept.kid ?? '' }).sign(by);
}

const past = Math.floor(Date.now() / 1000) - 2 * hour;
const refused: [string, () => Promise<string> | string][] = [
  ['of another key under the same name', async () => signed({}, (await generateKeyPair('RS256')).privateKey)],
  ['of no algorithm', () => new UnsecuredJWT({ ...decoded() }).encode()],
  [
    'of HS256 with the public key as its secret',
    () => {
      const published = createPublicKey({ key: { kty: 'RSA', n: kept.n ?? '', e: kept.e ?? '' }, format: 'jwk' });
      const secret = String(published.export({ type: 'spki', format: 'pem' }));
      return signed({}, new TextEncoder().encode(secret), 'HS256');
    },
  ],
  ['of another algorithm with the right key', async () => signed({}, await importJWK(kept, 'PS256'), 'PS256')],
  ['that has expired', () => signed({ iat: past, exp: past + hour })],
  ['that never expires', () => signed({ exp: undefined })],
  ['that is not yet good', () => signed({ nbf: past + 4 * hour })],
  ['for another audience', () => signed({ aud: 'another' })],
  ['for no audience', () => signed({ aud: undefined })],
  ['of another issuer', () => signed({ iss: 'http://127.0.0.1:1' })],
  ['of nobody', () => signed({ sub: undefined })],
  ['without a role', () => signed({ role: undefined })],
  ['of an unknown role', () => signed({ role: 'root' })],
  ['of two roles', () => signed({ role: ['client', 'admin'] })],
  ['of a client without a company', () => signed({ client: undefined })],
  ['of a company that is no code', () => signed({ client: { $ne: '' } })],
  ['whose role was changed', async () => changedRole(await signed())],
];

function decoded(): Record<string, unknown> {
  return { iss: issuer.address, aud: 'cadran', sub: claire, exp: past + 9 * hour, role: 'admin', client: null };
}

function changedRole(token: string): string {
  const [head = '', , signature = ''] = token.split('.');
  const claims = Buffer.from(JSON.stringify({ ...decodeJwt(token), role: 'admin' })).toString('base64url');
  return `${head}.${claims}.${signature}`;
}

test.each(refused)('a token %s is refused', async (_, make) => {
  expect((await me(await signed())).status).toBe(200);
  const answer = await me(await make());
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
});

test('a new key of the issuer is good at once, without a restart', async () => {
  const before = await browser.tokens(claire);
  expect((await me(before.access_token)).status).toBe(200);
  const published = async () =>
    ((await (await fetch(`${issuer.address}/jwks`)).json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid);
  process.kill(issuer.pid ?? 0, 'SIGUSR2');
  await until(async () => (await published()).length === 2 || Promise.reject(new Error('not yet')));
  const after = await browser.tokens(claire);
  await until(async () => (await me(after.access_token)).status === 200 || Promise.reject(new Error('not yet')), 2_000);
  expect((await me(before.access_token)).status).toBe(200);
}, 30_000);
