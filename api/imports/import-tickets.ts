import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readHistory, ticketHistorySchema } from '../../domain/import/history';
import { addParts, importOutcomes, listParts, type StoredPart } from '../../store/imports';
import { operation } from '../operation';
import { nothing, wholeNumber } from '../parameters';
import { fromStore } from '../store-access';
import { byImport, importAnswer, importedTicketAnswer, importedTicketSchema, importSchema } from './import-answer';
import { importOf } from './import-of';

/** What fits in one request, and is kept before the sender loses patience. */
const mostTickets = 200;

const uploadSchema = z
  .strictObject({
    tickets: z
      .array(z.union([ticketHistorySchema, z.record(z.string(), z.unknown())]))
      .min(1)
      .max(mostTickets)
      .describe('Each a TicketHistory. One that is none is refused alone, with its fields in the report.'),
  })
  .meta({ id: 'ImportTickets' });

const addedSchema = z
  .strictObject({ import: importSchema, refused: z.array(importedTicketSchema) })
  .meta({ id: 'AddedImportTickets' });

const pageSchema = z
  .strictObject({ items: z.array(importedTicketSchema), next: z.string().nullable() })
  .meta({ id: 'ImportedTicketPage' });

/** Runs look at what they have not looked at: never at what is of no use. */
const noRun = Number.MAX_SAFE_INTEGER;

/** One ticket as it is kept: the same content is one part, however often it is sent. Keys stand in the order of the file's lines. */
function partOf(id: string, document: Readonly<Record<string, unknown>>): StoredPart {
  const read = readHistory(document);
  const content = 'history' in read ? read.history : document;
  const { line, reference } = content as { line?: unknown; reference?: unknown };
  const known = typeof line === 'number' && Number.isInteger(line) && line > 0 && line < 1e9 ? line : null;
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
  return {
    _id: `${id}#${String(known ?? 0).padStart(9, '0')}-${digest}`,
    import: id,
    line: known,
    source: typeof reference === 'string' ? reference.slice(0, 200) : null,
    ...{ ticket: null, status: null },
    ...('history' in read
      ? { history: read.history, run: 0, outcome: 'waiting', problems: [] }
      : { history: null, run: noRun, outcome: 'refused', problems: [...read.faults] }),
  };
}

/** The tickets of an import: what is added to it, and what became of each. */
export function importTicketOperations() {
  return [
    operation({
      id: 'addImportTickets',
      method: 'post',
      path: '/v1/imports/{id}/tickets',
      action: 'imports.write',
      tag: 'Administration',
      summary: 'Add tickets with their histories to an import',
      description: `At most ${mostTickets} and 256 kB in one request. The same ticket is kept once, so that a request whose answer was lost can be repeated.`,
      params: byImport,
      query: nothing,
      headers: nothing,
      body: uploadSchema,
      answer: addedSchema,
      answers: { 200: { description: 'Kept; those that are no histories are told.' } },
      problems: [404],
      examples: [
        {
          summary: 'A ticket that was resolved and confirmed',
          as: 'admin',
          given: ['createImport'],
          body: { tickets: [exampleHistory] },
        },
      ],
      async handle({ params: { id }, body: { tickets }, language }) {
        const found = await importOf(id);
        const parts = tickets.map((one) => partOf(id, one));
        const body = await fromStore(async () => {
          await addParts(parts);
          return {
            import: await importAnswer(found),
            refused: parts
              .filter(({ outcome }) => outcome === 'refused')
              .map((one) => importedTicketAnswer(one, language)),
          };
        });
        return { body };
      },
    }),
    operation({
      id: 'listImportTickets',
      method: 'get',
      path: '/v1/imports/{id}/tickets',
      action: 'imports.read',
      tag: 'Administration',
      summary: 'The report: what became of each ticket of an import, by line',
      params: byImport,
      query: z.strictObject({
        outcome: z.enum(importOutcomes).optional(),
        after: z
          .string()
          .regex(/^\d{9}-[0-9a-f]{32}$/, '`next` of the page before')
          .optional(),
        limit: wholeNumber(1, 500, 200),
      }),
      headers: nothing,
      body: null,
      answer: pageSchema,
      answers: { 200: { description: 'A page; `next` is what to go on after, null on the last one.' } },
      problems: [404],
      examples: [
        {
          summary: 'What was left out, and why',
          as: 'admin',
          given: ['createImport', 'addImportTickets'],
          query: { outcome: 'refused' },
        },
      ],
      async handle({ params: { id }, query: { outcome, after, limit }, language }) {
        await importOf(id);
        const from = after === undefined ? undefined : `${id}#${after}`;
        const found = await fromStore(() => listParts(id, outcome, { after: from, limit }));
        const items = found.map((one) => importedTicketAnswer(one, language));
        return { body: { items, next: items.length === limit ? (items.at(-1)?.key ?? null) : null } };
      },
    }),
  ] as const;
}

const support = { id: 'n1@support.example', role: 'support' } as const;
const client = { id: 'claire@dupont.example', role: 'client' } as const;

/** A history as the document shows it: without those of a wait it could be shorter, and would show less. */
const exampleHistory = {
  reference: 'INC0012345',
  client: 'dupont',
  environment: 'prod',
  title: 'Orders are not printed',
  description: 'Nothing leaves printer 4.',
  priority: 'P2',
  openedAt: '2026-03-02T09:00+01:00',
  openedBy: { ...client, email: null },
  entries: [
    { type: 'acknowledge', at: '2026-03-02T09:20+01:00', by: support },
    {
      type: 'qualify',
      at: '2026-03-02T09:20+01:00',
      by: support,
      data: { category: 'provider-incident', priority: 'P2' },
    },
    { type: 'ask', at: '2026-03-02T09:30+01:00', by: support, data: { question: 'Is printer 4 lit?' } },
    { type: 'answer', at: '2026-03-02T10:30+01:00', by: client, data: { answer: 'Yes.' } },
    { type: 'resolve', at: '2026-03-02T11:00+01:00', by: support, data: { kind: 'fix', answer: 'Queue restarted.' } },
    { type: 'confirm', at: '2026-03-02T14:00+01:00', by: client },
  ],
};
