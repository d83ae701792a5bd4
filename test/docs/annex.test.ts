import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const rows = readFileSync(path.join(root, 'docs', 'annex.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('every line of the table of the annex is whole', () => {
  expect(rows.length).toBeGreaterThan(60);
  for (const row of rows) expect(row).not.toContain('');
});

test('each file that the table names is there', () => {
  const named = rows
    .flat()
    .flatMap((cell) => [...cell.matchAll(/`([a-z-]+\/[\w./-]+)`/g)].map(([, file]) => file ?? ''));
  expect(named.length).toBeGreaterThan(100);
  expect([...new Set(named)].filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

test('no paragraph of the annex on tickets is left out', () => {
  const headings = readFileSync(path.join(root, 'docs', 'annex.md'), 'utf8').match(/^## §\d+/gm);
  expect(headings).toEqual(['§1', '§2', '§3', '§4', '§5', '§6', '§7', '§8', '§10'].map((clause) => `## ${clause}`));
});
