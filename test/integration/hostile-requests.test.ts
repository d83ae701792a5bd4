import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { RunningCadran } from './running-cadran';

let cadran: RunningCadran;
let reference: string;
beforeAll(async () => {
  cadran = await RunningCadran.start();
  reference = await cadran.open('dupont', 'P2');
}, 60_000);
afterAll(() => cadran.stop(), 60_000);

const good = { environment: 'prod', title: 'Title', description: 'Text', priority: 'P2' };
const text = JSON.stringify(good);

async function send(address: string, init: RequestInit & { as?: string } = {}): Promise<Response> {
  const { as = 'dupont', headers, ...rest } = init;
  const token = await cadran.issuer.token(cadran.claimsOf(as));
  const given = { authorization: `Bearer ${token}`, ...(headers as Record<string, string>) };
  return await fetch(new URL(address, cadran.api.address), { redirect: 'manual', ...rest, headers: given });
}

async function open(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
  return await send('/v1/tickets', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);
const bomb = (): Buffer => Buffer.from(JSON.stringify({ ...good, description: 'x'.repeat(100_000_000) }));

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

describe('bodies', () => {
  test.each([
    ['gzip', bytes(gzipSync(text)), 201],
    ['br', bytes(brotliCompressSync(text)), 201],
    ['gzip', bytes(gzipSync(bomb())), 413],
    ['deflate', bytes(deflateSync(bomb())), 413],
    ['br', bytes(brotliCompressSync(bomb())), 413],
    ['gzip, gzip', bytes(gzipSync(gzipSync(text))), 415],
    ['gzip', bytes(gzipSync(text).subarray(0, 40)), 400],
  ])('%s (%#) is taken apart no further than a body may be large', async (encoding, body, status) => {
    const began = performance.now();
    expect((await open(body, { 'content-encoding': encoding })).status).toBe(status);
    expect(performance.now() - began).toBeLessThan(1500);
  });

  test.each([
    ['application/json; charset=utf-16', bytes(Buffer.from(text, 'utf16le'))],
    ['application/json; charset=utf-16le', bytes(Buffer.from(text, 'utf16le'))],
    ['application/json; charset=utf-32', text],
    ['application/json; charset=utf-7', text],
    ['application/json; charset=iso-8859-1', text],
    ['application/x-www-form-urlencoded', new URLSearchParams(good).toString()],
    ['multipart/form-data; boundary=x', `--x\r\ncontent-disposition: form-data; name="title"\r\n\r\nT\r\n--x--`],
    ['application/xml', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><title>&e;</title>'],
    ['text/plain', text],
    ['application/vnd.api+json', text],
    ['application/json, text/plain', text],
  ])('%s is no JSON', async (type, body) => {
    const answer = await open(body, { 'content-type': type });
    expect(answer.status).toBe(415);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  test.each(['', 'null', '"x"', '5', '[]', '[{}]', '\0', '{}{}', '{"a":1,}', "{'a':1}", '{"a":NaN}', '{/**/}'])(
    '%j is no object that could be taken',
    async (body) => {
      expect((await open(body)).status).toBe(400);
    },
  );

  test('a text of escaped quotes is refused as fast as any other, signed in or not', async () => {
    const body = '\\"'.repeat(120_000);
    for (const authorization of [undefined, '']) {
      const began = performance.now();
      const answer = await open(body, authorization === undefined ? {} : { authorization });
      expect(answer.status).toBe(authorization === undefined ? 400 : 401);
      expect(performance.now() - began).toBeLessThan(1500);
    }
  });

  test('fields that are not asked for are refused: nobody chooses reference, level or requester', async () => {
    for (const field of [
      'reference',
      'openedAt',
      'level',
      'status',
      'requester',
      'admission',
      'sequence',
      'role',
      'id',
    ]) {
      const answer = await open(JSON.stringify({ ...good, [field]: 'x' }));
      expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ field }] }]);
    }
  });
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
  expect(performance.now() - began).toBeLessThan(1000);
});

test('an environment of another company answers as one that does not exist, in a body too', async () => {
  const environment = { client: 'harbour', code: 'secret', product: 'wms', kind: 'test', version: '2026.4' };
  expect((await cadran.call('admin', 'POST', '/v1/environments', environment)).status).toBe(201);
  const told = async (code: string) => {
    const answer = await open(JSON.stringify({ ...good, environment: code }));
    const body = JSON.stringify({ ...((await answer.json()) as object), instance: '' });
    return { status: answer.status, body: body.replaceAll(code, 'CODE') };
  };
  const foreign = await told('secret');
  expect(foreign).toMatchObject({ status: 422 });
  expect(foreign).toEqual(await told('absent'));
});
