import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { cadran } from './one-cadran';

const good = { environment: 'prod', title: 'Title', description: 'Text', priority: 'P2' };
const text = JSON.stringify(good);

async function open(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
  const token = await cadran.issuer.token(cadran.claimsOf('dupont'));
  return await fetch(new URL('/v1/tickets', cadran.api.address), {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
  });
}

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);
const bomb = (): Buffer => Buffer.from(JSON.stringify({ ...good, description: 'x'.repeat(100_000_000) }));

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
  expect(performance.now() - began).toBeLessThan(5000);
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
    expect(performance.now() - began).toBeLessThan(5000);
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
