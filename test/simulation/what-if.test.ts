import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sampleContract } from '../sample-contract';
import { due } from './run-due';

test('a ticket that might be opened is explained by segments', () => {
  const given = ['--explain', '--contract', 'dupont', '--priority', 'P2', '--at', '2026-11-10T17:45+01:00'];
  const { status, stdout } = due([...given, '--wait', '2026-11-12T09:00+01:00/2026-11-12T15:30+01:00']);
  expect(status).toBe(0);
  expect(stdout).toContain('due: Fri, 13/11/2026, 12:15');
  expect(stdout).toContain('public holiday: Armistice Day (FR)');
  expect(stdout).toContain('6 h 30');
  const french = due([...given, '--language', 'fr', '--clock', 'intervention']);
  expect(french.stdout).toContain('jour férié : Armistice 1918 (FR)');
  expect(french.stdout).toContain('échéance: jeu. 12/11/2026 08:45');
});

test('a wait pauses the resolution clock alone, and whoever asks for the other is told', () => {
  const given = ['--explain', '--contract', 'dupont', '--priority', 'P2', '--at', '2026-11-10T09:00+01:00'];
  const waits = ['--wait', '2026-11-10T09:15+01:00/2026-11-10T17:00+01:00'];
  const intervention = due([...given, '--clock', 'intervention']).stdout;
  const waited = due([...given, ...waits, '--clock', 'intervention']).stdout;
  expect(waited).toBe(`The waits are not deducted: they pause the resolution clock alone (GTR).\n\n${intervention}`);
  expect(due([...given, ...waits, '--clock', 'intervention', '--language', 'fr']).stdout).toMatch(/^Les attentes ne/);
  const resolution = due([...given, ...waits]).stdout;
  expect(resolution).toMatch(/^- target/);
  expect(resolution).toContain('waiting for the client');
});

test('waits in any order that overlap, touch or began before the opening are deducted once', () => {
  const given = ['--explain', '--contract', 'dupont', '--priority', 'P2', '--at', '2026-11-12T09:00+01:00'];
  const waits = (...spans: string[]) =>
    due([
      ...given,
      ...spans.flatMap((span) => ['--wait', span.replaceAll('T', '2026-11-12T').replaceAll('Z', '+01:00')]),
    ]);
  const one = waits('T08:00Z/T12:00Z', 'T14:00Z/T15:00Z');
  const many = waits('T14:00Z/T15:00Z', 'T10:00Z/T11:00Z', 'T08:00Z/T10:30Z', 'T11:00Z/T12:00Z');
  expect(one.stdout).toContain('due: Fri, 13/11/2026, 11:00');
  expect(many.stdout).toBe(one.stdout);
});

/** The arguments of a ticket that might be opened at an instant, and more. */
function opened(at: string, ...more: string[]): string[] {
  return ['--explain', '--contract', 'dupont', '--priority', 'P1', '--at', at, ...more];
}
const morning = '2026-11-10T09:00+01:00';

test.each([
  [opened('yesterday'), '--at: an ISO 8601 instant'],
  [opened('0001-01-01T00:00Z'), '--at: an instant of the years 1900 to 2199'],
  [opened('0000-01-01T00:00+14:00'), '--at: an instant of the years 0000 to 9999 in UTC'],
  [opened('2200-01-01T00:00Z'), '--at: an instant of the years 1900 to 2199'],
  [opened(morning, '--until', '9999-12-31T00:00Z'), '--until: an instant of the years 1900 to 2199'],
  [opened(morning, '--until', '2036-11-11T00:00Z'), '--until: more than 10 years after --at'],
  [opened(morning, '--until', '2026-11-10T07:59Z'), '--until: before the ticket is opened (2026-11-10T08:00:00.000Z)'],
  [opened(morning, '--wait', `${morning}/2036-11-11T00:00Z`), '--wait: ends more than 10 years after --at'],
  [opened(morning, '--wait', `2026-11-09T00:00Z/${morning}`), '--wait: over before the ticket is opened'],
  [opened(morning, '--wait', morning), '--wait: two instants'],
])('the arguments %j are refused in words', (args, why) => {
  const { status, stderr, stdout } = due(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(why);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test.each([
  ['the first year', opened('1900-01-01T00:00Z'), 'Mon, 01/01/1900'],
  ['the last year', opened('2199-12-31T23:59Z'), '01/01/2200'],
  ['ten years', opened(morning, '--priority', 'P1', '--until', '2036-11-09T00:00Z'), 'Sun, 09/11/2036'],
])('%s is within what is explained', (_, args, shown) => {
  const { status, stdout } = due(args);
  expect(status).toBe(0);
  expect(stdout).toContain(shown);
});

test('an explanation that nobody could read is refused', () => {
  const minutes = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  const halves = minutes.map((hour) => [`${hour}:00`, `${hour}:30`]);
  const week = { mon: halves, tue: halves, wed: halves, thu: halves, fri: halves, sat: halves, sun: halves };
  const contract = { ...sampleContract(), hours: { office: { zone: 'UTC', week }, always: { zone: 'UTC', week } } };
  const folder = mkdtempSync(path.join(tmpdir(), 'cadran-what-if-'));
  const file = path.join(folder, 'contract.json');
  writeFileSync(file, JSON.stringify(contract));
  const { status, stderr } = due([
    ...['--explain', '--contract', file, '--priority', 'P1', '--at', morning],
    ...['--until', '2030-01-01T00:00Z'],
  ]);
  rmSync(folder, { recursive: true });
  expect(status).toBe(2);
  expect(stderr).toMatch(/an explanation by \d+ segments: at most 20000 are shown/);
});
