import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtProgram } from '../../local/project-root';
import { linesOf } from '../../simulation/answers';

const folder = mkdtempSync(path.join(tmpdir(), 'cadran-answers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const program = builtProgram('simulation/due');
const question = JSON.stringify({
  timezone: 'Europe/Paris',
  hours: { mon: [['09:00', '17:00']] },
  op: 'add',
  start: '2026-11-20T15:00:00+01:00',
  minutes: 240,
});
const answer = '{"result":"2026-11-23T12:00:00+00:00"}\n';

function fileOf(content: string): string {
  const file = path.join(mkdtempSync(path.join(folder, 'one-')), 'questions.jsonl');
  writeFileSync(file, content);
  return file;
}

test.each([
  ['one line', question, 1],
  ['lines of Unix and of Windows', `${question}\n${question}\r\n${question}`, 3],
  ['a byte order mark', `\uFEFF${question}\n`, 1],
  ['nothing', '', 0],
])('a file of %s is answered', (_, content, answers) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, fileOf(content)], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: answer.repeat(answers), stderr: '' });
});

test('a folder is refused in words', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(`${folder} cannot be read: EISDIR`);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test.each([
  ['answers', () => [fileOf(`${question}\n`.repeat(30_000))]],
  [
    'an explanation',
    () => [
      ...['--explain', '--contract', 'dupont', '--priority', 'P2'],
      ...['--at', '2026-01-05T09:00Z', '--until', '2028-01-05T09:00Z'],
    ],
  ],
])('a reader that has read enough of %s ends the program quietly', async (_, args) => {
  const child = spawn(process.execPath, [program, ...args()], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.once('data', () => child.stdout.destroy());
  const [status] = (await once(child, 'close')) as [number | null];
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test.each([
  ['nothing', [], []],
  ['an empty line', ['\n'], ['']],
  ['lines over pieces', ['a', 'b\nc', '\r', '\nd'], ['ab', 'c', 'd']],
  ['an empty line between', ['a\n', '\n', 'b\n'], ['a', '', 'b']],
  ['a mark alone', ['\uFEFF'], []],
  ['a mark within', ['a\n\uFEFFb'], ['a', '\uFEFFb']],
  // JSON allows them in its strings, so they end no line.
  ['separators of lines and paragraphs', ['"a\u2028\u2029"\n'], ['"a\u2028\u2029"']],
])('%s is cut into lines', async (_, pieces, lines) => {
  // eslint-disable-next-line @typescript-eslint/require-await -- stands for a stream
  const stream = async function* () {
    yield* pieces;
  };
  const found: string[] = [];
  for await (const line of linesOf(stream())) found.push(line);
  expect(found).toEqual(lines);
});
