import { cadran } from './one-cadran';

let reference: string;
beforeAll(async () => {
  reference = await cadran.open('dupont', 'P2');
  // From here on it is answered even where the workers have much to do.
  await cadran.eventsWith(reference, 'notice-sent');
});

async function send(address: string, init: RequestInit & { as?: string } = {}): Promise<Response> {
  const { as = 'dupont', headers, ...rest } = init;
  const token = await cadran.issuer.token(cadran.claimsOf(as));
  const given = { authorization: `Bearer ${token}`, ...(headers as Record<string, string>) };
  return await fetch(new URL(address, cadran.api.address), { redirect: 'manual', ...rest, headers: given });
}

describe('methods', () => {
  test.each(['PATCH', 'DELETE', 'PUT', 'OPTIONS', 'PROPFIND', 'QUERY'])(
    '%s is told what there is instead',
    async (method) => {
      const answer = await send('/v1/me', { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    },
  );

  test('HEAD answers as GET does, without the body, and shows nothing of another company', async () => {
    const own = await send(`/v1/tickets/${reference}`, { method: 'HEAD' });
    expect([own.status, await own.text()]).toEqual([200, '']);
    const lengths = [];
    for (const one of [reference, 'T-ZZZZZZZZZZ']) {
      const other = await send(`/v1/tickets/${one}`, { method: 'HEAD', as: 'harbour' });
      expect(other.status).toBe(404);
      lengths.push(other.headers.get('content-length'));
    }
    expect(lengths[0]).toBe(lengths[1]);
  });

  test.each(['x-http-method-override', 'x-method-override', 'x-http-method', '_method'])(
    'the header %s changes no method',
    async (name) => {
      const read = await send('/v1/clients/dupont', { as: 'admin', headers: { [name]: 'PUT' } });
      expect(read.status).toBe(200);
      const posted = await send('/v1/tokens/0000000000000000', {
        ...{ as: 'admin', method: 'POST', body: '{}' },
        headers: { 'content-type': 'application/json', [name]: 'DELETE' },
      });
      expect(posted.status).toBe(405);
      expect((await send('/v1/clients/dupont?_method=PUT', { as: 'admin' })).status).toBe(400);
    },
  );
});

describe('what a browser or a proxy could keep', () => {
  test('is none of what the API answers', async () => {
    for (const address of [
      '/v1/me',
      '/v1/tickets',
      `/v1/tickets/${reference}`,
      '/v1/environments/dupont/prod',
      '/v1/nothing',
    ]) {
      const answer = await send(address);
      expect([address, answer.headers.get('cache-control')]).toEqual([address, 'no-store']);
      expect(answer.headers.get('vary')).toMatch(/^Authorization, Accept-Language/);
    }
    const refused = await send('/v1/me', { headers: { authorization: '' } });
    expect(refused.headers.get('cache-control')).toBe('no-store');
    for (const address of ['/healthz', '/readyz'])
      expect((await send(address)).headers.get('cache-control')).toBe('no-store');
  });

  test('an answer has a tag where the document says so, and says that nothing has changed there alone', async () => {
    for (const address of ['/v1/me', '/v1/tickets', `/v1/tickets/${reference}`, '/v1/environments']) {
      const answer = await send(address, { headers: { 'if-none-match': '*' } });
      expect([answer.status, answer.headers.get('etag')]).toEqual([200, null]);
    }
    const known = await send('/v1/environments/dupont/prod', { headers: { 'if-none-match': '"1"' } });
    expect([known.status, await known.text()]).toEqual([304, '']);
  });

  test("another company's tag is not told, be it right or wrong", async () => {
    const told = async (tag: string, environment = 'prod') => {
      const answer = await send(`/v1/environments/harbour/${environment}`, { headers: { 'if-none-match': tag } });
      const problem = { ...((await answer.json()) as object), instance: '' };
      return { status: answer.status, etag: answer.headers.get('etag'), problem };
    };
    const absent = await told('"1"', 'none');
    expect(absent).toMatchObject({ status: 404, etag: null });
    for (const tag of ['"1"', '"7"', '*']) expect(await told(tag)).toEqual(absent);
  });
});

describe('a token', () => {
  test('in an address, a form or a cookie is none, and in no answer', async () => {
    const token = await cadran.issuer.token(cadran.claimsOf('dupont'));
    const url = (path: string): URL => new URL(path, cadran.api.address);
    const answers = [
      await fetch(url(`/v1/me?access_token=${token}`)),
      await fetch(url(`/v1/me?token=${token}`)),
      await fetch(url('/v1/me'), { headers: { cookie: `access_token=${token}`, 'x-access-token': token } }),
      await fetch(url('/v1/tickets'), { method: 'POST', body: new URLSearchParams({ access_token: token }) }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(await answer.text()).not.toContain(token);
    }
    // Beside a good one it is a field that nobody knows.
    expect((await send(`/v1/me?access_token=${token}`)).status).toBe(400);
  });

  test.each(['Basic', 'Token', 'Bearer, Bearer', 'Bearer\t'])('of the scheme %j is none', async (scheme) => {
    const token = await cadran.issuer.token(cadran.claimsOf('dupont'));
    const answer = await fetch(new URL('/v1/me', cadran.api.address), {
      headers: { authorization: `${scheme} ${token}` },
    });
    expect(answer.status).toBe(401);
  });
});

test.each([
  ['8,000 commas', ','.repeat(8000)],
  ['4,000 parts', 'a-'.repeat(4000)],
  ['900 languages', 'xx;q=0.1,'.repeat(900)],
  ['a weight that is none', 'fr;q=x'],
])('a preference of %s is answered as fast as any', async (_, language) => {
  const began = performance.now();
  const answer = await send('/v1/tickets/T-ZZZZZZZZZZ', { headers: { 'accept-language': language } });
  expect(answer.status).toBe(404);
  expect(performance.now() - began).toBeLessThan(5000);
});
