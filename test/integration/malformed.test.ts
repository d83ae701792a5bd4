import { connect } from 'node:net';
import { cadran } from './one-cadran';

interface Heard {
  readonly text: string;
  /** Whether the API closed the connection. */
  readonly closed: boolean;
}

/** What fetch would not send: bytes as they are. Answers all that comes back until the connection is closed. */
async function raw(...parts: readonly string[]): Promise<Heard> {
  const { hostname, port } = new URL(cadran.api.address);
  return await new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    let closed = true;
    const patience = setTimeout(() => {
      closed = false;
      socket.destroy();
    }, 4000);
    socket.on('data', (data) => {
      text += data.toString('latin1');
    });
    socket.on('close', () => {
      clearTimeout(patience);
      resolve({ text, closed });
    });
    // A server that stops reading may close before all is written.
    socket.on('error', (error) => (text === '' ? reject(error) : undefined));
    for (const part of parts) socket.write(part, 'latin1');
  });
}

/** The answers on a connection, each with its status and body. */
function answersIn({ text }: Heard): { status: number; type: string; body: string }[] {
  return text
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((one) => one !== '')
    .map((one) => {
      const [head = '', body = ''] = one.split('\r\n\r\n');
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
      return { status, type: /content-type: (\S+?);/i.exec(head)?.[1] ?? '', body };
    });
}

const post = 'POST /v1/tickets HTTP/1.1\r\nHost: x\r\n';
const smuggled = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';

test.each([
  ['no HTTP', 'garbage\r\n\r\n', 400],
  ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01', 400],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['a header over two lines', `${post}X-A: b\r\n Idempotency-Key: c\r\n\r\n`, 400],
  ['a line feed alone within a header', `${post}Idempotency-Key: a\nX-Admin: 1\x01\r\n\r\n`, 400],
  ['a return alone within a header', `${post}Idempotency-Key: a\rX-Admin: 1\r\n\r\n`, 400],
  ['a NUL in a header', `${post}Idempotency-Key: a\0b\r\n\r\n`, 400],
  ['a space before the colon', `${post}Content-Length : 5\r\n\r\nhello`, 400],
  ['two lengths', `${post}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello${smuggled}`, 400],
  ['a negative length', `${post}Content-Length: -1\r\n\r\n${smuggled}`, 400],
  ['a length and chunks', `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`, 400],
  ['chunks that are not last', `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`, 400],
  ['chunks that are none', `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`, 400],
  ['100,000 parameters', `GET /v1/tickets?${'a=b&'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
  ['a token of 100,000 characters', `${post}Authorization: Bearer ${'a'.repeat(100_000)}\r\n\r\n`, 431],
])('%s is refused as a problem, and nothing more is read', async (_, text, status) => {
  const heard = await raw(text);
  expect(heard.closed).toBe(true);
  const answers = answersIn(heard);
  expect(answers).toMatchObject([{ status, type: 'application/problem+json' }]);
  const problem = JSON.parse(answers[0]?.body ?? '') as Record<string, unknown>;
  expect(problem).toMatchObject({ status, instance: expect.stringMatching(/^urn:request:[\w-]{36}$/) as string });
  expect(heard.text).not.toMatch(/node_modules|\bat \w+ \(|HPE_/);
});

test('a body that turns malformed is refused once, whoever sends it', async () => {
  const authorization = `Authorization: Bearer ${await cadran.issuer.token(cadran.claimsOf('dupont'))}\r\n`;
  const chunked = 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
  for (const header of [authorization, ''])
    for (const rest of [['ZZ\r\n\r\n'], ['5\r\n{"a":', 'XX\r\n'], ['5;', `${'x'.repeat(20_000)}\r\n`]]) {
      const heard = await raw(post + header + chunked, ...rest, smuggled);
      expect(heard.closed).toBe(true);
      const answers = answersIn(heard);
      expect(answers.map((answer) => answer.status).every((status) => [400, 401, 413].includes(status))).toBe(true);
      expect(answers.length).toBeLessThanOrEqual(2);
      expect(heard.text).not.toContain('"status":"ok"');
    }
});

test('what follows an answer on the same connection is refused by itself', async () => {
  const heard = await raw(`${smuggled}GARBAGE\r\n\r\n${smuggled}`);
  expect(answersIn(heard).map(({ status }) => status)).toEqual([200, 400]);
  expect(heard.closed).toBe(true);
});

test('whoever has not signed in is answered before the body is read', async () => {
  const heard = await raw(
    `${post}Content-Type: application/json\r\nContent-Length: 200000\r\nConnection: close\r\n\r\n{`,
  );
  expect(answersIn(heard)).toMatchObject([{ status: 401 }]);
});

test.each([
  ['an address of another site', 'GET http://evil.example/v1/me HTTP/1.1', 401],
  ['an address that another site could be', 'GET //evil.example/ HTTP/1.1', 404],
  ['an address that a folder could be', 'GET //evil.example/%2f.. HTTP/1.1', 404],
  ['an address with a backslash', 'GET /\\evil.example HTTP/1.1', 404],
  ['TRACE', 'TRACE /v1/me HTTP/1.1', 405],
  ['OPTIONS of all', 'OPTIONS * HTTP/1.1', 404],
])('%s leads nowhere else', async (_, line, status) => {
  const heard = await raw(`${line}\r\nHost: evil.example\r\nX-Secret: s3cret\r\nConnection: close\r\n\r\n`);
  expect(answersIn(heard)).toMatchObject([{ status }]);
  expect(heard.text).not.toMatch(/^location:|s3cret|access-control-allow/im);
});
