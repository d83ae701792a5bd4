import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { issuerSettings, startIssuer, type RunningIssuer } from '../../local/issuer-server';
import { choosePort } from '../../local/ports';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
let address: string;
let issuer: RunningIssuer;

const CLAIRE = { grant_type: 'password', username: 'claire@dupont.example', password: 'cadran' };

function start(): Promise<RunningIssuer> {
  const { port } = new URL(address);
  return startIssuer(
    issuerSettings({ ISSUER_PORT: port, OIDC_ISSUER: address, OIDC_AUDIENCE: 'cadran', CADRAN_DATA: folder }),
  );
}

function stop(): Promise<void> {
  return new Promise((resolve) => {
    issuer.server.close(() => resolve());
    issuer.server.closeAllConnections();
  });
}

function ask(form: Record<string, string>): Promise<Response> {
  return fetch(`${address}/token`, { method: 'POST', body: new URLSearchParams(form) });
}

async function token(): Promise<string> {
  return ((await (await ask(CLAIRE)).json()) as { access_token: string }).access_token;
}

function verify(jwt: string) {
  const keys = createRemoteJWKSet(new URL(`${address}/jwks`));
  return jwtVerify(jwt, keys, { issuer: address, audience: 'cadran', algorithms: ['RS256'] });
}

beforeAll(async () => {
  address = `http://127.0.0.1:${await choosePort('issuer', undefined)}`;
  issuer = await start();
});

afterAll(stop);

describe('the embedded issuer', () => {
  test('tells where its endpoints are, and shows its public key alone', async () => {
    const found = await (await fetch(`${address}/.well-known/openid-configuration`)).json();
    expect(found).toMatchObject({ issuer: address, jwks_uri: `${address}/jwks`, token_endpoint: `${address}/token` });
    const { keys } = (await (await fetch(`${address}/jwks`)).json()) as { keys: object[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use']]);
  });

  test('a token says who signed in and is verified with the published key', async () => {
    const answer = await ask({ ...CLAIRE, username: 'Claire@Dupont.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const given = (await answer.json()) as { access_token: string };
    expect(given).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const { payload } = await verify(given.access_token);
    expect(payload).toMatchObject({
      sub: 'claire@dupont.example',
      email: 'claire@dupont.example',
      name: 'Claire Dupont',
      role: 'client',
      client: 'dupont',
      language: 'fr',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  test('a token whose claims or signature were changed is refused', async () => {
    const [head = '', claims = '', signature = ''] = (await token()).split('.');
    const mine = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), role: 'admin' };
    const forged = Buffer.from(JSON.stringify(mine)).toString('base64url');
    await expect(verify(`${head}.${forged}.${signature}`)).rejects.toThrow('signature verification failed');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    await expect(verify(`${none}.${forged}.`)).rejects.toThrow();
  });

  test('a wrong password and an unknown e-mail are refused alike', async () => {
    const refusal = { error: 'invalid_grant', error_description: 'wrong e-mail or password' };
    for (const form of [
      { ...CLAIRE, password: 'wrong' },
      { ...CLAIRE, username: 'nobody@dupont.example' },
    ]) {
      const answer = await ask(form);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toEqual(refusal);
    }
  });

  test('what is no sign-in form is told', async () => {
    expect((await ask({ ...CLAIRE, grant_type: 'client_credentials' })).status).toBe(400);
    expect((await ask({ grant_type: 'password' })).status).toBe(400);
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(CLAIRE) };
    expect(await (await fetch(`${address}/token`, json)).json()).toMatchObject({ error: 'invalid_request' });
    expect((await ask({ ...CLAIRE, padding: 'x'.repeat(20_000) })).status).toBe(413);
    expect((await fetch(`${address}/token`)).status).toBe(405);
    expect((await fetch(`${address}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${address}/token`, { method: 'OPTIONS' })).status).toBe(204);
  });

  test('the key is kept over a restart, readable by its owner alone', async () => {
    const before = await token();
    await stop();
    issuer = await start();
    expect((await verify(before)).payload.sub).toBe('claire@dupont.example');
    expect(statSync(join(folder, 'issuer-key.json')).mode & 0o777).toBe(0o600);
  });

  test('a kept file that is no key is told and left as it is', async () => {
    const file = join(folder, 'issuer-key.json');
    const kept = readFileSync(file);
    writeFileSync(file, '{');
    await expect(start()).rejects.toThrow('is no key of the issuer');
    expect(readFileSync(file, 'utf8')).toBe('{');
    writeFileSync(file, kept);
  });

  test('does not start in production, nor without its settings', () => {
    expect(() => issuerSettings({ NODE_ENV: 'production' })).toThrow('does not start in production');
    expect(() => issuerSettings({ ISSUER_PORT: '3010' })).toThrow('OIDC_ISSUER');
  });
});
