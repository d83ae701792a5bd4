import { serving, type Serving } from './serving';

let api: Serving;
afterEach(() => api.close());

const as = (name: string, more: Record<string, string> = {}): RequestInit => ({
  headers: { authorization: `Bearer good-${name}`, ...more },
});
const me = (init: RequestInit = {}): Promise<Response> => fetch(`${api.url}/v1/me`, init);

describe('limits', () => {
  test('are told in the standard headers, and past them comes a 429 in the language of the caller', async () => {
    api = await serving({ limits: { perMinute: 3, failedPerMinute: 0 } });
    const first = await me(as('claire'));
    expect(first.status).toBe(200);
    expect(first.headers.get('ratelimit-policy')).toMatch(/^"requests"; q=3; w=60/);
    expect(first.headers.get('ratelimit')).toMatch(/^"requests"; r=2; t=\d+/);
    await me(as('claire'));
    await me(as('claire'));
    const refused = await me(as('claire', { 'accept-language': 'fr' }));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await refused.json()).toMatchObject({
      type: 'urn:cadran:problem:too-many-requests',
      title: expect.stringContaining('Trop de demandes') as string,
      status: 429,
    });
    expect((await me(as('marc'))).status).toBe(200);
  });

  test('hold for an address where nobody signs in', async () => {
    api = await serving({ limits: { perMinute: 2, failedPerMinute: 0 } });
    const statuses = [];
    for (const path of ['/v1/openapi.json', '/v1/nothing', '/v1/openapi.json'])
      statuses.push((await fetch(api.url + path)).status);
    expect(statuses).toEqual([200, 404, 429]);
    expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
  });

  test('are stricter for failed sign-ins, without shutting out who shares the address', async () => {
    api = await serving({ limits: { perMinute: 100, failedPerMinute: 2 } });
    const statuses = [];
    for (let time = 0; time < 4; time += 1) statuses.push((await me(as('bad-token'))).status);
    expect(statuses).toEqual([401, 401, 429, 429]);
    const refused = await me();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await me(as('claire'))).status).toBe(200);
  });

  test('are off at 0, each for itself', async () => {
    api = await serving();
    const answer = await me(as('claire'));
    expect(answer.headers.get('ratelimit')).toBeNull();
    const failed = await Promise.all(Array.from({ length: 70 }, () => me()));
    expect(new Set(failed.map(({ status }) => status))).toEqual(new Set([401]));
    await api.close();
    api = await serving({ limits: { perMinute: 0, failedPerMinute: 1 } });
    expect([(await me()).status, (await me()).status, (await me(as('claire'))).status]).toEqual([401, 429, 200]);
    await api.close();
    api = await serving({ limits: { perMinute: 1, failedPerMinute: 0 } });
    expect([(await me()).status, (await me()).status]).toEqual([401, 401]);
    expect([(await me(as('claire'))).status, (await me(as('claire'))).status]).toEqual([200, 429]);
  });
});

describe('other sites', () => {
  const preflight = (origin: string): RequestInit => ({
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
  });

  test('have no leave by default', async () => {
    api = await serving();
    const answer = await me({ headers: { origin: 'https://tools.example' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect((await me(preflight('https://tools.example'))).status).toBe(405);
  });

  test('that are named may call, and no others', async () => {
    api = await serving({ corsOrigins: ['https://tools.example'] });
    const asked = await me(preflight('https://tools.example'));
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://tools.example');
    expect(asked.headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await me(as('claire', { origin: 'https://tools.example' }));
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://tools.example');
    expect(answer.headers.get('access-control-expose-headers')).toContain('RateLimit');
    for (const init of [preflight('https://evil.example'), as('claire', { origin: 'https://evil.example' })])
      expect((await me(init)).headers.get('access-control-allow-origin')).toBeNull();
    expect((await me({ method: 'OPTIONS' })).status).toBe(405);
  });
});

describe('a request', () => {
  test('is one line with operation, status, time, number and caller, and never its token or query', async () => {
    api = await serving();
    const answer = await fetch(`${api.url}/v1/me?secret=hunter2`, as('claire'));
    await answer.text();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const lines = api.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ msg }) => msg === 'request')).toEqual([
      expect.objectContaining({
        id: answer.headers.get('x-request-id'),
        operation: 'readMe',
        method: 'GET',
        path: '/v1/me',
        status: answer.status,
        ms: expect.any(Number) as number,
        caller: 'claire',
        from: '127.0.0.1',
      }),
    ]);
    expect(api.lines.join('')).not.toMatch(/good-claire|hunter2/);
    expect(api.answered).toMatchObject([{ operation: 'readMe', method: 'GET', status: answer.status }]);
  });

  test('has a number of ours, unless a proxy that is trusted gives a well-formed one', async () => {
    const given = { 'x-request-id': 'abcdef0123456789', 'x-forwarded-for': '203.0.113.7' };
    api = await serving();
    expect((await me(as('claire', given))).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    await api.close();
    api = await serving({ trustProxy: 1 });
    expect((await me(as('claire', given))).headers.get('x-request-id')).toBe(given['x-request-id']);
    const odd = await me(as('claire', { 'x-request-id': 'a b"c' }));
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(api.lines.join('')).toContain('203.0.113.7');
  });

  test('is answered compressed where that is asked for, with the headers that protect', async () => {
    api = await serving({ https: true });
    const answer = await fetch(`${api.url}/v1/openapi.json`, { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('strict-transport-security')).toContain('max-age');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });
});

test('health: alive, what is missing, and whether tickets can be opened all the same', async () => {
  api = await serving();
  const ask = async (path: string) => {
    const answer = await fetch(api.url + path);
    return { status: answer.status, body: await answer.json() };
  };
  expect(await ask('/healthz')).toMatchObject({ status: 200 });
  const missing = { status: 'degraded', missing: ['store'], store: false, temporal: true };
  expect(await ask('/readyz')).toMatchObject({ status: 503, body: missing });
  expect(await ask('/readyz/opening')).toMatchObject({ status: 200, body: missing });
});

test('the documentation is made of files of this machine, under a policy that allows no others', async () => {
  api = await serving();
  const answer = await fetch(`${api.url}/docs`);
  expect(new URL(answer.url).pathname).toBe('/docs/');
  const html = await answer.text();
  const named = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => new URL(address, answer.url));
  expect(named.length).toBeGreaterThanOrEqual(4);
  expect(html).not.toMatch(/https?:|<style|\son\w+=|<script>/);
  for (const address of named) {
    expect(address.origin).toBe(api.url);
    const file = await fetch(address);
    expect(file.status).toBe(200);
    if (address.pathname.endsWith('.css')) expect(await file.text()).not.toMatch(/url\(["']?(https?:)?\/\//);
  }
  const script = await (await fetch(`${api.url}/docs/docs.js`)).text();
  expect(script).not.toMatch(/https?:/);
  const document = /url: '([^']+)'/.exec(script)?.[1] ?? '';
  expect((await fetch(new URL(document, answer.url))).status).toBe(200);
  const policy = answer.headers.get('content-security-policy') ?? '';
  for (const directive of ['default-src', 'script-src', 'style-src', 'font-src', 'img-src'])
    expect(new RegExp(`${directive} ([^;]*)`).exec(policy)?.[1]).not.toMatch(/https?:|\*|unsafe-eval/);
  expect((await fetch(`${api.url}/docs/index.html`)).status).toBe(404);
});
