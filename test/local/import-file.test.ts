import { pagesOf, readImportFile } from '../../local/import-file';

const ofLog = { client: 'dupont', environment: 'prod', zone: 'Europe/Paris' };
const heading = 'number,incident_state,opened_at,sys_updated_at,priority,caller_id,sys_updated_by';
const row = (number: string, state: string, updated: string): string =>
  `${number},${state},29-02-2016 01:16,${updated},3 - Moderate,Caller 7,?`;

test('a log becomes histories with their lines and people', () => {
  const text = [heading, row('INC1', 'New', '29-02-2016 01:23'), row('INC2', 'Closed', '29-02-2016 10:00')].join('\n');
  const { tickets, problems } = readImportFile(text, ofLog);
  expect(problems).toEqual([]);
  expect(tickets).toMatchObject([
    { reference: 'INC1', line: 2, client: 'dupont', openedBy: { id: 'Caller 7', role: 'client' }, entries: [] },
    {
      reference: 'INC2',
      line: 3,
      entries: [{ by: { id: 'support' } }, {}, {}, { type: 'confirm', by: { id: 'Caller 7' } }],
    },
  ]);
});

test('an incident of which a line is bad is left out as a whole, and told', () => {
  const rows = [
    row('INC1', 'New', '29-02-2016 01:23'),
    row('INC2', 'New', '29-02-2016 01:23'),
    row('INC1', 'Asleep', '?'),
  ];
  const { tickets, problems } = readImportFile([heading, ...rows].join('\n'), ofLog);
  expect(tickets.map(({ reference }) => reference)).toEqual(['INC2']);
  expect(problems).toEqual([
    'line 4: unknown incident_state "Asleep"',
    'line 2: INC1 is left out as a whole, since a line of it is',
  ]);
});

test('a log does not say of whom it is', () => {
  expect(() => readImportFile(heading, { ...ofLog, client: undefined })).toThrow('--client');
});

test('histories one a line, or an array of them', () => {
  expect(readImportFile('{"reference":"a"}\n\nnonsense\n{"reference":"b","line":9}\n', ofLog)).toEqual({
    tickets: [
      { line: 1, reference: 'a' },
      { line: 9, reference: 'b' },
    ],
    problems: ['line 3: not a JSON object'],
  });
  expect(readImportFile('\uFEFF [{"reference":"a"}]', ofLog).tickets).toEqual([{ reference: 'a' }]);
  expect(() => readImportFile('[1]', ofLog)).toThrow('no JSON array of objects');
});

test('pages are within the number and the size of a request', () => {
  const small = Array.from({ length: 450 }, (_, index) => ({ index }));
  expect([...pagesOf(small)].map(({ length }) => length)).toEqual([200, 200, 50]);
  const large = Array.from({ length: 5 }, () => ({ text: 'x'.repeat(90_000) }));
  expect([...pagesOf(large)].map(({ length }) => length)).toEqual([2, 2, 1]);
  expect([...pagesOf([])]).toEqual([]);
});
