import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readContract, UnusableContract } from '../../simulation/replay-contract';
import { sampleContract } from '../sample-contract';

const folder = mkdtempSync(path.join(tmpdir(), 'cadran-contract-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: unknown): string {
  const file = path.join(mkdtempSync(path.join(folder, 'one-')), 'contract.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** The sample contract with its office hours changed. */
function withOffice(change: object): object {
  const contract = sampleContract();
  return { ...contract, hours: { ...contract.hours, office: { ...contract.hours['office'], ...change } } };
}

test('a contract is read from its file, with a byte order mark too', () => {
  expect(readContract(fileOf(sampleContract()))).toEqual(sampleContract());
  expect(readContract(fileOf(`\uFEFF${JSON.stringify(sampleContract())}`))).toEqual(sampleContract());
  expect(readContract(fileOf(withOffice({ holidays: { country: 'FR', region: '57' } })))).toMatchObject({ version: 1 });
});

test.each([
  ['an unknown country', { country: 'ZZ' }, 'no public holidays are known for country ZZ'],
  ['an unknown region', { country: 'FR', region: 'ZZ' }, 'no public holidays are known for region ZZ of FR'],
])('a contract with the holidays of %s is refused with its place', (_, holidays, why) => {
  const file = fileOf(withOffice({ holidays }));
  expect(() => readContract(file)).toThrow(UnusableContract);
  expect(() => readContract(file)).toThrow(`hours.office.holidays: ${why}`);
});

test.each([
  ['no file', path.join(folder, 'nowhere.json')],
  ['a folder', folder],
  ['no JSON', fileOf('no JSON')],
])('%s is refused', (_, file) => {
  expect(() => readContract(file)).toThrow(UnusableContract);
});
