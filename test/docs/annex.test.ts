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

const contentOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

test('what the table names in a file stands there', () => {
  const named = rows
    .flat()
    .flatMap((cell) =>
      [...cell.matchAll(/`([a-z-]+\/[\w./-]+)` \(([^)]*)\)/g)].flatMap(([, file = '', words = '']) =>
        [...words.matchAll(/`(?:kind: )?([^`]+)`/g)].map(([, word = '']) => ({ file, word })),
      ),
    );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(({ file, word }) => !contentOf(file).includes(word))).toEqual([]);
});

test('the test of each complaint says which one it is of', () => {
  const complaints = rows.flatMap(([what = '', tests = '']) => {
    if (!/^[A-D]\d/.test(what)) return [];
    const between = [...what.matchAll(/([A-D])(\d+) to [A-D](\d+)/g)].flatMap(([, letter = '', from, to]) =>
      Array.from({ length: Number(to) - Number(from) - 1 }, (_, index) => `${letter}${Number(from) + index + 1}`),
    );
    return [...(what.match(/\b[A-D]\d+\b/g) ?? []), ...between].map((code) => ({ code, tests }));
  });
  expect(complaints.length).toBeGreaterThan(25);
  const unnamed = complaints.filter(({ code, tests }) => {
    const words = new RegExp(`\\b${code}\\b|omplaints? (?:\\d+, )*${code.slice(1)}\\b`);
    const files = [...tests.matchAll(/`(test\/[\w./-]+)`/g)].map(([, file = '']) => file);
    return !files.some((file) => words.test(contentOf(file)));
  });
  // The one that has no clock here, for the reason that stands beside it.
  expect(unnamed.map(({ code }) => code)).toEqual(['A4']);
});

test('no paragraph of the annex on tickets is left out', () => {
  const headings = readFileSync(path.join(root, 'docs', 'annex.md'), 'utf8').match(/^## §\d+/gm);
  expect(headings).toEqual(['§1', '§2', '§3', '§4', '§5', '§6', '§7', '§8', '§10'].map((clause) => `## ${clause}`));
});
