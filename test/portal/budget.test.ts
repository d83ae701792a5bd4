import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the first load of the ticket list may weigh (patterns §16), measured on what `npm run build` made. */
const folder = path.join(__dirname, '../../dist/portal/assets');

function weighed(beginnings: readonly string[], ending: string): number {
  const files = readdirSync(folder).filter(
    (name) => name.endsWith(ending) && beginnings.some((beginning) => name.startsWith(beginning)),
  );
  expect(files.length).toBeGreaterThanOrEqual(beginnings.length);
  return files.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(folder, name))).length, 0) / 1000;
}

test('the list of tickets loads less than 300 kB of script, and 60 kB of style', () => {
  expect(weighed(['index-', 'list-page-', 'ticket-state-'], '.js')).toBeLessThan(300);
  expect(weighed(['index-'], '.css')).toBeLessThan(60);
});

test('nothing of the page is written into the document itself', () => {
  const document = readFileSync(path.join(folder, '../index.html'), 'utf8');
  expect(document).not.toMatch(/<style|<script(?![^>]* src=)|style="/);
});
