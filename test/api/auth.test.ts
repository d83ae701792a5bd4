import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { createAuthenticate, type Authenticate } from '../../api/auth';
import { personOf } from '../../api/claims';

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

async function newKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}

/** What the issuer publishes; a number answers that status. */
let published: JWK[] | number = [];
let fetched = 0;
let server: Server;
let issuer: string;

beforeAll(async () => {
  server = createServer((_request, response) => {
    fetched += 1;
    if (typeof published === 'number') response.writeHead(published).end('out of order');
    else response.end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
// The age of what was fetched is told by the clock of the process.
beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

function token({ kid, privateKey }: Key): Promise<string> {
  return new SignJWT({ role: 'support' })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(issuer)
    .setAudience('cadran')
    .setSubject('n1')
    .setExpirationTime('1h')
    .sign(privateKey);
}

function authenticator(): Authenticate {
  return createAuthenticate({ issuer, audience: 'cadran', keysMs: 60_000 }, () => Promise.resolve(null));
}

async function statusOf(authenticate: Authenticate, bearer: string): Promise<unknown> {
  return await authenticate(`Bearer ${bearer}`).then(
    () => 200,
    (error: unknown) => (error as { status?: unknown }).status,
  );
}

test('a new key is taken at once, one that was withdrawn is refused after the cache', async () => {
  const [first, second] = [await newKey('first'), await newKey('second')];
  const authenticate = authenticator();
  published = [first.jwk];
  expect(await statusOf(authenticate, await token(first))).toBe(200);
  published = [second.jwk, first.jwk];
  jest.advanceTimersByTime(1_100);
  expect(await statusOf(authenticate, await token(second))).toBe(200);
  expect(await statusOf(authenticate, await token(first))).toBe(200);
  published = [second.jwk];
  jest.advanceTimersByTime(50_000);
  expect(await statusOf(authenticate, await token(first))).toBe(200);
  jest.advanceTimersByTime(11_000);
  expect(await statusOf(authenticate, await token(first))).toBe(401);
  expect(await statusOf(authenticate, await token(second))).toBe(200);
});

test('a flood of unknown keys has the issuer asked once a second at most', async () => {
  const [known, unknown] = [await newKey('known'), await newKey('unknown')];
  published = [known.jwk];
  const authenticate = authenticator();
  await statusOf(authenticate, await token(known));
  fetched = 0;
  const bearer = await token(unknown);
  for (let count = 0; count < 20; count += 1) expect(await statusOf(authenticate, bearer)).toBe(401);
  expect(fetched).toBe(0);
  jest.advanceTimersByTime(1_100);
  for (let count = 0; count < 20; count += 1) expect(await statusOf(authenticate, bearer)).toBe(401);
  expect(fetched).toBe(1);
});

test('an issuer that is out of order is not the fault of the caller', async () => {
  const known = await newKey('known');
  for (const status of [500, 404, 200]) {
    published = status;
    expect(await statusOf(authenticator(), await token(known))).toBe(503);
  }
  const nowhere = createAuthenticate({ issuer: 'http://127.0.0.1:9', audience: 'cadran' }, () => Promise.resolve(null));
  expect(await statusOf(nowhere, await token(known))).toBe(503);
});

describe('role and company of another issuer’s tokens', () => {
  const sub = 'someone';
  const keycloak = { role: 'realm_access.roles', client: 'https://support.example/company' };

  test('are found under the names of the settings', () => {
    const claims = {
      sub,
      realm_access: { roles: ['offline_access', 'client'] },
      'https://support.example/company': ['dupont'],
      locale: 'fr-FR',
      email: 'not an address',
    };
    expect(personOf(claims, keycloak)).toEqual({
      sub,
      role: 'client',
      client: 'dupont',
      language: 'fr',
      email: undefined,
      name: undefined,
    });
  });

  test.each([
    ['no role of ours', { realm_access: { roles: ['offline_access'] } }],
    ['two roles of ours', { realm_access: { roles: ['support', 'admin'] } }],
    ['a role under the usual name', { role: 'admin' }],
    ['a role from the prototype', { realm_access: Object.create({ roles: ['admin'] }) as unknown }],
    [
      'a client of two companies',
      { realm_access: { roles: ['client'] }, 'https://support.example/company': ['a', 'b'] },
    ],
    ['a client of no company', { realm_access: { roles: ['client'] } }],
  ])('%s is refused', (_, claims) => {
    expect(() => personOf({ sub, ...claims }, keycloak)).toThrow();
  });
});
