import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BusinessTime } from '../../simulation/business-time';
import { generateLog } from '../../simulation/generate-log';
import { due } from './run-due';

const folder = mkdtempSync(path.join(tmpdir(), 'cadran-due-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cases = path.join(__dirname, '..', '..', '..', 'shared', 'data', 'business-time-cases.jsonl');

function answers(lines: readonly string[]): Record<string, unknown>[] {
  const { status, stdout, stderr } = due(['-'], lines.map((line) => `${line}\n`).join(''));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const hours = {
  mon: [['09:00', '17:00']],
  tue: [['09:00', '17:00']],
  fri: [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ],
};
const question = { timezone: 'Europe/Paris', hours, holidays: [], op: 'add', start: '2026-11-20T15:00:00+01:00' };
const asked = (change: object): string => JSON.stringify({ ...question, minutes: 240, ...change });

test('a line of questions is a line of answers, in order', () => {
  expect(
    answers([
      asked({}),
      asked({ pauses: [['2026-11-20T16:00:00+01:00', '2026-11-23T10:00:00+01:00']] }),
      asked({ op: 'between', end: '2026-11-23T10:30:00+01:00' }),
      asked({ minutes: 0 }),
      asked({ minutes: 120.5 }),
      asked({ holidays: ['2026-11-23', '2026-11-23'] }),
      asked({ op: 'between', end: '2026-11-01T00:00:00Z' }),
      asked({ start: '2026-11-20T15:00+01:00', holidays: null }),
      'not a question',
      asked({}),
    ]),
  ).toEqual([
    { result: '2026-11-23T10:00:00+00:00' },
    { result: '2026-11-23T12:00:00+00:00' },
    { result: 210 },
    { result: '2026-11-20T14:00:00+00:00' },
    { result: '2026-11-23T08:00:30+00:00' },
    { result: '2026-11-24T10:00:00+00:00' },
    { result: 0 },
    { result: '2026-11-23T10:00:00+00:00' },
    { error: expect.stringMatching(/^line 9: not JSON/) as string, line: 9 },
    { result: '2026-11-23T10:00:00+00:00' },
  ]);
});

test.each([
  ['no JSON', '{', 'not JSON'],
  ['an empty line', '', 'not JSON'],
  ['no object', '[]', 'line'],
  ['an unknown zone', asked({ timezone: 'Europe/Nowhere' }), 'timezone: an IANA time zone'],
  [
    'openings that overlap',
    asked({
      hours: {
        mon: [
          ['09:00', '17:00'],
          ['16:00', '18:00'],
        ],
      },
    }),
    'hours.mon: openings overlap',
  ],
  ['a week without opening', asked({ hours: {} }), 'hours: a week without any opening'],
  [
    'an opening that lasts no time',
    asked({ hours: { mon: [['09:00', '09:00']] } }),
    'hours.mon.0: an opening that lasts no time',
  ],
  ['a time of no day', asked({ hours: { mon: [['09:00', '25:00']] } }), 'hours.mon.0.1: a wall time'],
  ['a date of no calendar', asked({ holidays: ['2026-02-30'] }), 'holidays.0: '],
  ['an instant without offset', asked({ start: '2026-11-20T15:00:00' }), 'start: an ISO 8601 instant'],
  [
    'a pause that ends before it starts',
    asked({ pauses: [['2026-11-23T00:00:00Z', '2026-11-22T00:00:00Z']] }),
    'pauses.0: a pause ends',
  ],
  ['an unknown question', asked({ op: 'sub' }), 'op: '],
  ['a negative amount', asked({ minutes: -1 }), 'minutes: '],
  ['an amount of a million years', asked({ minutes: 1e12 }), 'more than 100 years'],
])('%s is told with the line’s number', (_, line, error) => {
  const businessTime = new BusinessTime();
  const wrong = businessTime.answer(line, 2);
  expect(wrong).toEqual({ error: expect.stringContaining(error) as string, line: 2 });
  expect('error' in wrong && wrong.error).toMatch(/^line 2: /);
  expect(businessTime.answer(asked({}), 3)).toEqual({ result: '2026-11-23T10:00:00+00:00' });
});

test('all the cases of the peers’ test suites are answered as they expect', () => {
  if (!existsSync(cases)) return void process.stderr.write("skipped: the peers' cases of business time are not here\n");
  const lines = readFileSync(cases, 'utf8').trimEnd().split('\n');
  const { stdout } = due([cases]);
  const results = stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { result: unknown }).result);
  for (const [index, line] of lines.entries()) {
    const { expect: expected } = JSON.parse(line) as { expect: unknown };
    if (typeof expected === 'number') expect(results[index]).toBeCloseTo(expected, 5);
    else expect(Date.parse(String(results[index]))).toBe(Date.parse(String(expected)));
  }
  expect(results).toHaveLength(lines.length);
});

test('the table of docs/sla-clock.md is what the program says', () => {
  const log = path.join(path.dirname(cases), 'servicenow-incidents.csv');
  if (!existsSync(log)) return void process.stderr.write('skipped: the log of incidents is not here\n');
  const { stdout } = due(['--explain', '--log', log, '--number', 'INC0000102']);
  const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'sla-clock.md'), 'utf8');
  expect(page).toContain(stdout.trim());
});

test('an incident of a log is explained at its last update', () => {
  const file = path.join(folder, 'log.csv');
  writeFileSync(file, generateLog({ seed: 3, incidents: 5 }));
  const number = readFileSync(file, 'utf8').split('\n')[1]?.split(',')[0] ?? '';
  const { status, stdout } = due(['--explain', '--log', file, '--number', number]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/verdict: (met|breached)/);
  expect(due(['--explain', '--log', file, '--number', 'INC-none'])).toMatchObject({ status: 2 });
});

test.each([
  [[], 'one FILE of questions'],
  [['/nowhere.jsonl'], 'cannot be read'],
  [['--explain'], '--contract: '],
  [['--explain', '--contract', 'dupont', '--priority', 'P9', '--at', '2026-11-10T17:45Z'], '--priority: '],
  [['--priority', 'P1', 'x.jsonl'], 'only with --explain'],
])('the arguments %j are refused in words', (args, why) => {
  const { status, stderr, stdout } = due(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(why);
  expect(stderr).not.toMatch(/\n\s+at /);
});
