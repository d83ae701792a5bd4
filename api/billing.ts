import { z } from 'zod';
import { codeSchema } from '../domain/registers/registers';
import { billedSchema } from '../domain/ticket/quotation';
import { referenceSchema } from '../domain/ticket/reference';
import { instantSchema } from '../domain/time/instant';
import { listBilling, type BillingRecord } from '../store/billing';
import { companyAsked, type Asking } from './company';
import { csvAnswer, csvDescription } from './csv';
import { operation } from './operation';
import { paging, timeCursorAt, timeOrderOf, timePlaceOf, type AskedList } from './paging';
import { nothing } from './parameters';
import { fromStore } from './store-access';
import { peopleSeenBy } from './ticket-view';

const recordSchema = z
  .strictObject({
    id: z.string().describe('The reference of the ticket and the number of its quotation.'),
    at: instantSchema.describe('When it became due to be billed: the request was resolved and closed.'),
    client: codeSchema,
    reference: referenceSchema,
    title: z.string(),
    ...billedSchema.shape,
  })
  .meta({ id: 'BillingRecord' });

const pageSchema = z
  .strictObject({ items: z.array(recordSchema), next: z.string().nullable() })
  .meta({ id: 'BillingPage' });

const filter = {
  client: codeSchema.optional(),
  from: instantSchema.optional().describe('The first instant at which it became due.'),
  until: instantSchema.optional().describe('The instant before which it became due.'),
};
type Filter = z.output<z.ZodObject<typeof filter>>;

/** An export is made in memory: a longer one comes in parts. */
const exportedRecords = 10_000;

const columns = [
  ...(['at', 'client', 'reference', 'number', 'title', 'description', 'amount', 'currency'] as const),
  ...(['quotedAt', 'quotedBy', 'acceptedAt', 'acceptedBy', 'agreement', 'id'] as const),
] as const satisfies readonly (keyof BillingRecord)[];

/** What is billed of additional requests (annex glossary, "Demande Complémentaire"). `now` is the clock of this process, epoch milliseconds. */
export function billingOperations(now: () => number) {
  const page = async (
    asking: Asking,
    name: string,
    { sort, limit, after, ...asked }: Filter & { sort: string; limit: number; after?: string | undefined },
  ) => {
    const where = { ...asked, client: companyAsked(asking, asked.client) };
    const list: AskedList = { operation: name, filter: where, sort };
    const paged = { order: timeOrderOf(sort), limit, after: timePlaceOf(list, after), nowMs: now() };
    const { items, next } = await fromStore(() => listBilling(where, paged));
    return { items: items.map((record) => peopleSeenBy(asking, record)), next: timeCursorAt(list, next) };
  };
  return [
    operation({
      id: 'listBilling',
      method: 'get',
      path: '/v1/billing',
      action: 'billing.read',
      tag: 'Tickets',
      summary: 'List what is billed of additional requests, newest first unless told',
      description: 'One record for each accepted quotation, once its request is resolved and closed.',
      params: nothing,
      query: z.strictObject({ ...filter, ...paging(['-at', 'at']) }),
      headers: nothing,
      body: null,
      answer: pageSchema,
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [
        { summary: "One's own", as: 'dupont', query: { limit: '20' } },
        { summary: 'A client, since a month began', as: 'support', query: { from: '2026-11-01T00:00:00.000Z' } },
      ],
      handle: async ({ caller, scope, query }) => ({ body: await page({ caller, scope }, 'listBilling', query) }),
    }),
    operation({
      id: 'exportBilling',
      method: 'get',
      path: '/v1/billing.csv',
      action: 'billing.read',
      tag: 'Tickets',
      summary: 'What is billed of additional requests, as CSV',
      description: `${csvDescription} Amounts are exact, with a point.`,
      params: nothing,
      query: z.strictObject({
        ...filter,
        ...paging(['at', '-at'], { most: exportedRecords, unlessTold: exportedRecords }),
      }),
      headers: nothing,
      body: null,
      answer: z.string(),
      answers: {
        200: {
          description: 'The records, oldest first unless told.',
          headers: { Link: 'The next part (`rel="next"`), where there is one.' },
        },
      },
      problems: [422],
      mediaType: 'text/csv',
      examples: [{ summary: 'A month', as: 'support', query: { from: '2026-11-01T00:00:00.000Z' } }],
      async handle({ caller, scope, query }) {
        const { items, next } = await page({ caller, scope }, 'exportBilling', query);
        const rows = items.map((one) => ({ ...one, quotedBy: one.quotedBy.id, acceptedBy: one.acceptedBy.id }));
        return csvAnswer('/v1/billing.csv', query, next, rows, columns);
      },
    }),
  ] as const;
}
