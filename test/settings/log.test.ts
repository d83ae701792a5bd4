import { createLog } from '../../settings/log';

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjbGFpcmUifQ.c2lnbmF0dXJl-_x';
const apiToken = `cadran_0123456789abcdef_${'A-b_'.repeat(11)}`;

function written(log: (logger: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  log(createLog('test', 'info', { write: (line: string) => lines.push(line) }));
  return lines.join('');
}

test.each([
  ['an authorization', { authorization: `Bearer ${jwt}` }],
  ['a header', { headers: { authorization: 'Basic Y2xhaXJlOmh1bnRlcjI=', cookie: 'session=hunter2' } }],
  ['headers of a request', { req: { headers: { 'x-anything': 'hunter2' } } }],
  ['a password', { user: { password: 'hunter2' } }],
  ['a body', { body: { answer: 'hunter2' } }],
  ['an API token in some text', { note: `used ${apiToken} twice` }],
  ['a JWT in a list', { list: [{ deep: { deeper: jwt } }] }],
  ['the password of an address', { uri: 'mongodb://cadran:hunter2@mongodb:27017/cadran' }],
])('%s does not come into the log', (_, fields) => {
  const text = written((log) => log.info(fields, 'something'));
  expect(text).toContain('something');
  for (const secret of [jwt, apiToken, 'hunter2', 'Y2xhaXJlOmh1bnRlcjI']) expect(text).not.toContain(secret);
  expect(() => void JSON.parse(text)).not.toThrow();
});

test('an error is its words, its code and its cause, not what hangs on it', () => {
  const cause = Object.assign(new Error(`cannot reach smtp://me:hunter2@mail`), { code: 'ECONNREFUSED' });
  const error = Object.assign(new Error(`refused: Bearer ${jwt}`, { cause }), { payload: { sub: 'claire' } });
  const text = written((log) => log.error({ error }, 'unforeseen'));
  expect(JSON.parse(text)).toMatchObject({
    error: { message: 'refused: Bearer [hidden]', cause: { code: 'ECONNREFUSED' } },
  });
  for (const secret of [jwt, 'hunter2', 'payload']) expect(text).not.toContain(secret);
});

test('what is no secret stays', () => {
  const text = written((log) => log.info({ operation: 'openTicket', gauge: 'cadran_unannounced_breaches' }, 'request'));
  expect(JSON.parse(text)).toMatchObject({ operation: 'openTicket', gauge: 'cadran_unannounced_breaches' });
});
