import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { issuerSettings, startIssuer, type RunningIssuer } from '../../local/issuer-server';
import { choosePort } from '../../local/ports';
import { SigningIn, verifier } from './signing-in';
import { temporaryFolder } from './temporary-folder';

const claire = 'claire@dupont.example';
const portal = 'https://support.example/cadran/';
const folder = temporaryFolder();
let issuer: RunningIssuer;
let browser: SigningIn;
/** The issuer's clock is ahead of the real one by so much, ms. */
let aheadMs = 0;

beforeAll(async () => {
  const port = await choosePort('issuer', undefined);
  const settings = issuerSettings({
    ISSUER_PORT: String(port),
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_AUDIENCE: 'cadran',
    CADRAN_DATA: folder,
    PUBLIC_URL: portal.slice(0, -1),
    PORT: '3999',
  });
  issuer = await startIssuer(settings, () => Date.now() + aheadMs);
  browser = new SigningIn(settings.OIDC_ISSUER, portal);
});
beforeEach(() => (aheadMs = 0));
afterAll(
  () =>
    new Promise<void>((resolve) => {
      issuer.server.close(() => resolve());
      issuer.server.closeAllConnections();
    }),
);

function verify(token: string, audience: string) {
  const keys = createRemoteJWKSet(new URL(`${browser.issuer}/jwks`));
  return jwtVerify(token, keys, { issuer: browser.issuer, audience, algorithms: ['RS256'] });
}

function userInfo(token: string): Promise<Response> {
  return fetch(`${browser.issuer}/userinfo`, { headers: { authorization: `Bearer ${token}` } });
}

describe('authorization code with PKCE', () => {
  test('the discovery document is complete for it', async () => {
    const { issuer: base } = browser;
    expect(await (await fetch(`${base}/.well-known/openid-configuration`)).json()).toMatchObject({
      issuer: base,
      authorization_endpoint: `${base}/authorize`,
      token_endpoint: `${base}/token`,
      userinfo_endpoint: `${base}/userinfo`,
      end_session_endpoint: `${base}/logout`,
      jwks_uri: `${base}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
    });
  });

  test('gives a code with the state, and for it an access token and an ID token with the nonce', async () => {
    const back = await browser.back(claire, { state: 'a&b=c é' });
    expect(back.origin + back.pathname).toBe(portal);
    expect(back.searchParams.get('state')).toBe('a&b=c é');
    expect(back.searchParams.get('iss')).toBe(browser.issuer);
    const answer = await browser.exchange(back.searchParams.get('code') ?? '');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const given = (await answer.json()) as Record<string, string>;
    expect(given).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const access = await verify(given['access_token'] ?? '', 'cadran');
    expect(access.payload).toMatchObject({ sub: claire, role: 'client', client: 'dupont' });
    const id = await verify(given['id_token'] ?? '', 'cadran-portal');
    expect(id.payload).toMatchObject({ sub: claire, nonce: 'the nonce' });
    // One is no substitute for the other.
    await expect(verify(given['id_token'] ?? '', 'cadran')).rejects.toThrow('"aud"');
    expect(await (await userInfo(given['access_token'] ?? '')).json()).toMatchObject({ sub: claire });
  });

  test('a code is good once; using it again takes back what it gave', async () => {
    const code = await browser.code(claire);
    const { access_token: token } = (await (await browser.exchange(code)).json()) as { access_token: string };
    expect((await userInfo(token)).status).toBe(200);
    const again = await browser.exchange(code);
    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({ error: 'invalid_grant' });
    expect((await userInfo(token)).status).toBe(401);
  });

  test.each([
    ['another verifier', { code_verifier: 'w'.repeat(64) }],
    [
      'the challenge instead of the verifier',
      { code_verifier: createHash('sha256').update(verifier).digest('base64url') },
    ],
    ['a verifier that is too short', { code_verifier: 'v' }],
    ['another client', { client_id: 'another' }],
    ['another address to come back to', { redirect_uri: 'http://127.0.0.1:3999/' }],
  ])('a code is not given to %s, and is spent by the attempt', async (_, changed) => {
    const code = await browser.code(claire);
    const wrong = await browser.exchange(code, changed);
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ error: 'invalid_grant' });
    expect((await browser.exchange(code)).status).toBe(400);
  });

  test('a code is good for a minute', async () => {
    const [early, late] = [await browser.code(claire), await browser.code(claire)];
    aheadMs = 59_000;
    expect((await browser.exchange(early)).status).toBe(200);
    aheadMs = 61_000;
    expect((await browser.exchange(late)).status).toBe(400);
    expect((await browser.exchange('nobody’s')).status).toBe(400);
  });

  test.each([
    'https://support.example/cadran',
    'https://support.example/cadran/?a=b',
    'https://support.example/cadran/x',
    'https://support.example.evil.example/cadran/',
    'https://support.example@evil.example/cadran/',
    'http://support.example/cadran/',
    'http://127.0.0.1:3998/',
    'javascript:alert(1)',
    '//evil.example/',
    '',
  ])('the address %p is told to nobody', async (redirectUri) => {
    for (const answer of [
      await browser.open(browser.parameters({ redirect_uri: redirectUri })),
      await browser.submit(browser.parameters({ redirect_uri: redirectUri }), claire),
      // Faults do not lead there either.
      await browser.open(browser.parameters({ redirect_uri: redirectUri, response_type: 'token' })),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.headers.get('location')).toBeNull();
      expect(await answer.text()).toContain('redirect_uri');
    }
  });

  test.each(['http://127.0.0.1:3999/', 'http://localhost:3999/'])(
    'on this machine %s is the portal too',
    async (one) => {
      expect((await browser.back(claire, { redirect_uri: one })).href).toContain(`${one}?code=`);
    },
  );

  test.each([
    ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
    ['the implicit flow', { response_type: 'token' }, 'unsupported_response_type'],
    ['a response in the fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['no openid', { scope: 'profile' }, 'invalid_scope'],
    ['no page', { prompt: 'none' }, 'login_required'],
    ['a request object', { request: 'x' }, 'request_not_supported'],
    ['a nonce without end', { nonce: 'n'.repeat(1001) }, 'invalid_request'],
  ])('%s is refused at the portal, with the state', async (_, changed, error) => {
    for (const answer of [
      await browser.open(browser.parameters(changed)),
      await browser.submit(browser.parameters(changed), claire),
    ]) {
      const { searchParams } = new URL(answer.headers.get('location') ?? '');
      expect(Object.fromEntries(searchParams)).toMatchObject({ error, state: 'the state' });
      expect(searchParams.has('code')).toBe(false);
    }
  });

  test('a parameter given twice is refused', async () => {
    const twice = browser.parameters();
    twice.append('redirect_uri', 'https://evil.example/');
    expect((await browser.open(twice)).status).toBe(400);
    expect((await browser.open(browser.parameters({ client_id: 'another' }))).status).toBe(400);
  });
});

describe('the sign-in page', () => {
  test('shows the sample users, needs nothing from elsewhere, and is framed by nobody', async () => {
    const answer = await browser.open(browser.parameters(), { 'accept-language': 'fr-FR,en;q=0.5' });
    expect(answer.status).toBe(200);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https:\/\/support\.example;/,
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const html = await answer.text();
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('Se connecter');
    expect(html).toContain(`value="${claire}"`);
    expect(html).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    const english = await (await browser.open(browser.parameters({ ui_locales: 'en' }))).text();
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('Sign in');
  });

  test('a wrong password is told there, and what was carried is still carried', async () => {
    const answer = await browser.submit(browser.parameters({ state: '"><script>x' }), '"><b>', 'wrong');
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
    const html = await answer.text();
    expect(html).toContain('role="alert"');
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;x"');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<b>');
  });

  test('sign-out leads back to the portal, or nowhere', async () => {
    const leave = (target: string) =>
      fetch(`${browser.issuer}/logout?${new URLSearchParams({ post_logout_redirect_uri: target }).toString()}`, {
        redirect: 'manual',
      });
    expect((await leave(portal)).headers.get('location')).toBe(portal);
    const foreign = await leave('https://evil.example/');
    expect(foreign.status).toBe(200);
    expect(foreign.headers.get('location')).toBeNull();
  });
});

test('a new key signs from now on; the one before is published until the next', async () => {
  const before = (await browser.tokens(claire)).access_token;
  await issuer.keys.rotate();
  const after = (await browser.tokens(claire)).access_token;
  expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
  const published = async () => ((await (await fetch(`${browser.issuer}/jwks`)).json()) as { keys: object[] }).keys;
  expect(await published()).toHaveLength(2);
  await verify(before, 'cadran');
  await verify(after, 'cadran');
  await issuer.keys.rotate();
  expect(await published()).toHaveLength(2);
  await expect(verify(before, 'cadran')).rejects.toThrow('no applicable key');
  await verify(after, 'cadran');
});
