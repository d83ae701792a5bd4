import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateLog } from '../../simulation/generate-log';
import { sampleContract } from '../sample-contract';
import { due } from './run-due';

const folder = mkdtempSync(path.join(tmpdir(), 'cadran-contract-dates-'));
const file = path.join(folder, 'contract.json');
const dates = { version: 3, effectiveFrom: '2026-01-01', effectiveUntil: '2026-12-31' };
writeFileSync(file, JSON.stringify({ ...sampleContract(), ...dates }));
afterAll(() => rmSync(folder, { recursive: true }));

function explained(at: string, ...more: string[]): string {
  const { status, stdout } = due(['--explain', '--contract', file, '--priority', 'P1', '--at', at, ...more]);
  expect(status).toBe(0);
  return stdout;
}

test('an explanation says which version of the contract it stands on, and its dates of effect', () => {
  const [target, contract] = explained('2026-06-01T09:00+02:00').split('\n');
  expect(target).toMatch(/^- target: 4 h 00/);
  expect(contract).toBe('- contract: dupont, version 3, in force from 2026-01-01 to 2026-12-31 (§6)');
  expect(explained('2026-06-01T09:00+02:00', '--language', 'fr')).toContain(
    '- contrat: dupont, version 3, en vigueur du 2026-01-01 au 2026-12-31 (§6)\n',
  );
  const { stdout } = due(['--explain', '--contract', 'dupont', '--priority', 'P1', '--at', '2026-06-01T09:00Z']);
  expect(stdout).toContain('- contract: dupont, version 1, in force from 2024-01-01 on (§6)\n');
});

test.each([
  // The dates are those of the contract's zone: Paris is ahead of UTC.
  ['2025-12-31T22:59Z', '2025-12-31'],
  ['2026-12-31T23:00Z', '2027-01-01'],
])('a ticket opened outside the dates of effect, at %s, is explained under a warning', (at, date) => {
  expect(explained(at)).toMatch(
    new RegExp(
      `^Warning: on ${date}, when the ticket is opened, version 3 of the contract of dupont is not in force \\(§6\\)\\.`,
    ),
  );
  expect(explained(at, '--language', 'fr')).toMatch(
    new RegExp(
      `^Attention : le ${date}, à l’ouverture du ticket, la version 3 du contrat de dupont n’est pas en vigueur \\(§6\\)\\.`,
    ),
  );
});

test.each(['2025-12-31T23:00Z', '2026-12-31T22:59Z'])('within them, at %s, there is no warning', (at) => {
  expect(explained(at)).toMatch(/^- target/);
});

test('a logged incident under a contract of other dates is told so', () => {
  const log = path.join(folder, 'log.csv');
  const text = generateLog({ seed: 3, incidents: 2 });
  writeFileSync(log, text);
  const number = text.split('\n')[1]?.split(',')[0] ?? '';
  const of = (...more: string[]): string => due(['--explain', '--log', log, '--number', number, ...more]).stdout;
  expect(of()).toContain('- contract: replay, version 1, in force from 2016-01-01 on (§6)\n');
  expect(of('--contract', file)).toMatch(/^Warning: on \d{4}-\d\d-\d\d, when the ticket is opened, version 3/);
});
