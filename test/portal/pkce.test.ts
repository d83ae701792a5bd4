import { createHash } from 'node:crypto';
import { beginSignIn, checkIdToken, isReturn, takeReturn, type Kept } from '../../portal/shell/pkce';

const issuer = 'https://id.example';
const because = (reason: string): Error => expect.objectContaining({ reason }) as Error;

/** What a window keeps for itself. */
function windowStorage(): Kept & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  };
}

async function begin(storage: Kept, back = '#/tickets/T-0000000000'): Promise<URL> {
  const discovery = { authorization_endpoint: `${issuer}/authorize?tenant=1` };
  const plan = { discovery, clientId: 'cadran-portal', redirectUri: 'https://portal.example/', language: 'fr' };
  return new URL(await beginSignIn({ ...plan, back, storage }));
}

test('a sign-in goes to the issuer with a challenge, and keeps the verifier in this window', async () => {
  const storage = windowStorage();
  const { origin, searchParams } = await begin(storage);
  expect(origin).toBe(issuer);
  const sent = Object.fromEntries(searchParams);
  expect(sent).toMatchObject({ tenant: '1', response_type: 'code', code_challenge_method: 'S256', ui_locales: 'fr' });
  const state = sent['state'] ?? '';
  const returned = takeReturn({ search: `?code=c&state=${state}&iss=${encodeURIComponent(issuer)}`, issuer, storage });
  expect(returned).toMatchObject({ code: 'c', nonce: sent['nonce'], back: '#/tickets/T-0000000000' });
  const digest = createHash('sha256')
    .update(returned?.verifier ?? '')
    .digest('base64url');
  expect(sent['code_challenge']).toBe(digest);
  expect([...storage.values]).toEqual([]);
  const another = await begin(windowStorage());
  expect(another.searchParams.get('state')).not.toBe(state);
});

test.each([
  ['another state', (state: string) => `?code=c&state=${state}x`, 'state'],
  ['no state', () => '?code=c', 'state'],
  ['two states', (state: string) => `?code=c&state=${state}&state=x`, 'state'],
  ['another issuer', (state: string) => `?code=c&state=${state}&iss=https://evil.example`, 'issuer'],
  ['a refusal', (state: string) => `?error=access_denied&state=${state}`, 'denied'],
  ['an empty code', (state: string) => `?code=&state=${state}`, 'denied'],
])('%s is refused, and the sign-in is over', async (_, search, reason) => {
  const storage = windowStorage();
  const state = (await begin(storage)).searchParams.get('state') ?? '';
  expect(() => takeReturn({ search: search(state), issuer, storage })).toThrow(because(reason));
  expect(() => takeReturn({ search: `?code=c&state=${state}`, issuer, storage })).toThrow(because('state'));
});

test('a code that nobody here asked for is refused; a page that is simply opened is none', () => {
  const storage = windowStorage();
  expect(() => takeReturn({ search: '?code=c&state=s', issuer, storage })).toThrow(because('state'));
  expect(takeReturn({ search: '', issuer, storage })).toBeUndefined();
  expect(isReturn('?x=1')).toBe(false);
});

test('one comes back to a page of the portal alone', async () => {
  const storage = windowStorage();
  const state = (await begin(storage, 'https://evil.example/')).searchParams.get('state') ?? '';
  expect(takeReturn({ search: `?code=c&state=${state}`, issuer, storage })?.back).toBe('');
});

test('a browser that keeps nothing is told', async () => {
  const storage = windowStorage();
  const closed = {
    ...storage,
    setItem: () => {
      throw new Error('denied');
    },
  };
  await expect(begin(closed)).rejects.toThrow(because('storage'));
});

describe('an ID token', () => {
  const nowMs = Date.parse('2026-11-24T08:00:00.000Z');
  const right = { iss: issuer, aud: 'cadran-portal', nonce: 'n', exp: nowMs / 1000 + 60, name: 'Zoé' };
  const check = (claims: unknown): void => {
    const idToken = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
    checkIdToken({ idToken, issuer, clientId: 'cadran-portal', nonce: 'n', nowMs });
  };

  test('of this sign-in is taken', () => {
    check(right);
    check({ ...right, aud: ['cadran-portal', 'other'] });
  });

  test.each([
    ['another nonce', { ...right, nonce: 'm' }],
    ['no nonce', { ...right, nonce: undefined }],
    ['another audience', { ...right, aud: 'cadran' }],
    ['another issuer', { ...right, iss: 'https://evil.example' }],
    ['an end that is past', { ...right, exp: nowMs / 1000 - 3600 }],
    ['no end', { ...right, exp: undefined }],
    ['no claims', null],
  ])('with %s is refused', (_, claims) => {
    expect(() => check(claims)).toThrow(because('token'));
  });

  test('that is none is refused', () => {
    for (const idToken of [undefined, '', 'a.b', 'a.%%.c'])
      expect(() => checkIdToken({ idToken, issuer, clientId: 'cadran-portal', nonce: 'n', nowMs })).toThrow(
        because('token'),
      );
  });
});
