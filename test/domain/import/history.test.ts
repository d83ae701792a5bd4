import { readFileSync } from 'node:fs';
import path from 'node:path';
import { historyEntryTypes, readHistory } from '../../../domain/import/history';

const by = { id: 'n1', role: 'support' };
const openedAt = '2026-03-02T09:00+01:00';
const whole = {
  ...{
    reference: 'INC1',
    client: 'dupont',
    environment: 'prod',
    title: 'T',
    description: 'D',
    priority: 'P2',
    openedAt,
  },
  openedBy: { id: 'claire', role: 'client' },
  entries: [
    { type: 'acknowledge', at: '2026-03-02T09:20+01:00', by },
    { type: 'ask', at: '2026-03-02T09:30+01:00', by, data: { question: 'Which?' } },
  ],
};

function faults(document: unknown): string[] {
  const read = readHistory(document);
  return 'faults' in read ? read.faults.map(({ field }) => field) : [];
}

test('a history with defaults filled in, its instants in UTC', () => {
  expect(readHistory(whole)).toMatchObject({
    history: {
      channel: 'api',
      openedAt: '2026-03-02T08:00:00.000Z',
      openedBy: { id: 'claire', role: 'client', email: null, language: null },
      entries: [
        { type: 'acknowledge', data: {} },
        { type: 'ask', data: { question: 'Which?' } },
      ],
    },
  });
});

test('what is read is read again to the same: it is kept so', () => {
  const read = readHistory(whole);
  if ('faults' in read) throw new Error('no history');
  expect(readHistory(JSON.parse(JSON.stringify(read.history)))).toEqual(read);
});

test('each fault is told by its field', () => {
  expect(faults({ ...whole, entries: [{ type: 'ask', at: openedAt, by }] })).toEqual(['entries.0.data.question']);
  expect(faults({ ...whole, entries: [{ type: 'sleep', at: openedAt, by }] })).toEqual(['entries.0.type']);
  expect(faults({ ...whole, entries: [{ type: 'ask', at: 'soon', by, data: { question: '?' } }] })).toContain(
    'entries.0.at',
  );
  expect(faults({ ...whole, priority: 'P5', colour: 'red' })).toEqual(['priority', 'colour']);
  expect(faults({ ...whole, openedAt: '1999-12-31T23:59Z' })).toEqual(['openedAt']);
  expect(faults('INC1')).toEqual(['']);
  expect(faults({ ...whole, entries: Array.from({ length: 50 }, () => ({})) })).toHaveLength(20);
});

test('what is missing is called so: a change of priority without the agreement of both sides', () => {
  const entry = { type: 'change-priority', at: openedAt, by, data: { priority: 'P1' } };
  const told = (one: object) => readHistory({ ...whole, entries: [one] });
  expect(told(entry)).toEqual({ faults: [{ field: 'entries.0.data.agreement', message: 'it is missing' }] });
  expect(told({ ...entry, data: undefined })).toMatchObject({
    faults: [{ field: 'entries.0.data.priority' }, { message: 'it is missing' }],
  });
  expect(told({ ...entry, data: { priority: 'P1', agreement: 7 } })).toMatchObject({
    faults: [{ field: 'entries.0.data.agreement', message: expect.stringContaining('string') as string }],
  });
});

const page = readFileSync(path.join(__dirname, '..', '..', '..', 'docs', 'import.md'), 'utf8');

test('the page on import names each kind of entry, and its examples are histories', () => {
  const named = [...page.matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, type]) => type);
  expect(named.filter((type) => (historyEntryTypes as readonly unknown[]).includes(type))).toEqual(historyEntryTypes);
  const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text) as unknown);
  expect(examples.length).toBeGreaterThan(0);
  for (const one of examples) expect(faults(one)).toEqual([]);
});

test('the page says which entries need the agreement of the client, as the schema and the rules do', () => {
  const needing = [...page.matchAll(/^\| `([a-z-]+)` +\| .*`agreement`/gm)].map(([, type]) => type);
  expect(needing).toEqual(['qualify', 'change-priority', 'confirm']);
});
