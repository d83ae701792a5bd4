import { z } from 'zod';
import { instantSchema } from '../domain/time/instant';
import { listAudit, type AuditEntry, type AuditFilter } from '../store/audit';
import { csvAnswer, csvDescription } from './csv';
import { operation } from './operation';
import { paging, timeCursorAt, timeOrderOf, timePlaceOf, type AskedList } from './paging';
import { nothing } from './parameters';
import { fromStore } from './store-access';

const entrySchema = z
  .strictObject({
    id: z.string(),
    at: instantSchema,
    actor: z.string().describe('Who: the subject of the token, or `token:` and the id of an API token.'),
    role: z.string(),
    client: z.string().nullable(),
    token: z.string().nullable().describe('The id of the API token that was used.'),
    operation: z.string().describe('The id of the operation in this document.'),
    path: z.string(),
    from: z.string().describe('The address that the request came from.'),
    requestId: z.string(),
    status: z.number().int().describe('What was answered: refusals stand here too.'),
    created: z.string().nullable().describe('The address of what was made.'),
    changed: z.array(z.string()).readonly().nullable().describe('The fields that a change of a register changed.'),
  })
  .meta({ id: 'AuditEntry' });

const pageSchema = z
  .strictObject({ items: z.array(entrySchema), next: z.string().nullable() })
  .meta({ id: 'AuditPage' });

const filter = {
  from: instantSchema.optional().describe('The first instant.'),
  until: instantSchema.optional().describe('The instant before which to look.'),
  actor: z.string().min(1).max(200).optional().describe('Who, exactly.'),
};

/** An export is made in memory: a longer one comes in parts. */
const exportedEntries = 10_000;

const columns = [
  'at',
  'actor',
  'role',
  'client',
  'token',
  'operation',
  'path',
  'from',
  'requestId',
  'status',
  'created',
  'changed',
  'id',
] as const satisfies readonly (keyof AuditEntry)[];

/** The audit trail: read and exported, changed by nothing. `now` is the clock of this process, epoch milliseconds. */
export function auditOperations(now: () => number) {
  const page = async (list: AskedList, where: AuditFilter, limit: number, after: string | undefined) => {
    const paged = { order: timeOrderOf(list.sort), limit, after: timePlaceOf(list, after), nowMs: now() };
    const { items, next } = await fromStore(() => listAudit(where, paged));
    return { items, next: timeCursorAt(list, next) };
  };
  return [
    operation({
      id: 'listAudit',
      method: 'get',
      path: '/v1/audit',
      action: 'audit.read',
      tag: 'Administration',
      summary: 'Who did what, when, from where; newest first unless told',
      description: 'Every write that was asked for, and every refusal for want of a right.',
      params: nothing,
      query: z.strictObject({ ...filter, ...paging(['-at', 'at'], { most: 500, unlessTold: 100 }) }),
      headers: nothing,
      body: null,
      answer: pageSchema,
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [
        { summary: 'What one person did', as: 'admin', query: { actor: 'n1@support.example', limit: '20' } },
        {
          summary: 'A day',
          as: 'admin',
          query: { from: '2026-11-23T00:00:00.000Z', until: '2026-11-24T00:00:00.000Z' },
        },
      ],
      async handle({ query: { sort, limit, after, ...where } }) {
        const list = { operation: 'listAudit', filter: where, sort };
        const { items, next } = await page(list, where, limit, after);
        return { body: { items, next } };
      },
    }),
    operation({
      id: 'exportAudit',
      method: 'get',
      path: '/v1/audit.csv',
      action: 'audit.read',
      tag: 'Administration',
      summary: 'The audit trail as CSV',
      description: csvDescription,
      params: nothing,
      query: z.strictObject({
        ...filter,
        ...paging(['at', '-at'], { most: exportedEntries, unlessTold: exportedEntries }),
      }),
      headers: nothing,
      body: null,
      answer: z.string(),
      answers: {
        200: {
          description: 'The entries, oldest first unless told.',
          headers: { Link: 'The next part (`rel="next"`), where there is one.' },
        },
      },
      problems: [422],
      mediaType: 'text/csv',
      examples: [{ summary: 'A month', as: 'admin', query: { from: '2026-11-01T00:00:00.000Z' } }],
      async handle({ query: { sort, limit, after, ...where } }) {
        const list = { operation: 'exportAudit', filter: where, sort };
        const { items, next } = await page(list, where, limit, after);
        const rows = items.map((entry) => ({ ...entry, changed: entry.changed?.join(' ') }));
        return csvAnswer('/v1/audit.csv', { ...where, sort, limit }, next, rows, columns);
      },
    }),
  ] as const;
}
