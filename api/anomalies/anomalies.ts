import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { FanOutClient } from '../../clients/fan-out';
import { anomalyReferenceOf, drawnReference } from '../../clients/ticket-reference';
import {
  anomalyDescriptionSchema,
  anomalyReferenceSchema,
  anomalySchema,
  describedAnomaly,
  publishedAnomaly,
  publishedResolutionSchema,
  recordedAnomaly,
  type Anomaly,
} from '../../domain/anomaly/anomaly';
import { codeSchema } from '../../domain/registers/registers';
import { toInstant } from '../../domain/time/instant';
import { addIfAbsent, changeEntry, pageOfEntries, readEntry, readKept, type Where } from '../../store/registers';
import { openTicketsTiedTo } from '../../store/tickets';
import { operation } from '../operation';
import { cursorAt, placeOf } from '../paging';
import { nothing } from '../parameters';
import { Problem, refused } from '../problem';
import { refusal } from '../../domain/refusal';
import { inWords } from '../registers/faults';
import { registerPaging } from '../registers/register';
import { changerHeaders, checkRevision, isCopy, namedRevision, readerHeaders, tagOf } from '../revision';
import { fromStore } from '../store-access';
import { idempotencyHeader } from '../ticket-access';
import { refuseTooMany, startOnRecord } from '../fan-out-starting';
import { proposalOperation } from './proposals';
import { sampleAnomaly } from './sample';
import { proposalOrder } from './unproposed';

const byAnomaly = z.strictObject({ anomaly: anomalyReferenceSchema });
const tagged = { ETag: 'The revision of the anomaly: named in If-Match by a change.' };
const changedAnswer = { 200: { description: 'As it is now.', headers: tagged } };

const description = {
  title: 'Orders to printer 4 are lost',
  reproduction: {
    steps: 'Place an order on the test environment.',
    expected: 'Printer 4 prints it.',
    observed: 'The queue keeps it.',
    environment: 'test, version 2026.3',
  },
  analysis: 'The queue is locked by the night job.',
};

/** Anomalies: what causes incidents, and the resolutions that are published of them (annex "Anomalie", "Correctif", "Résolution"). */
export function anomalyOperations(fanOuts: FanOutClient, now: () => number) {
  const common = { tag: 'Anomalies' as const, answer: anomalySchema };
  return [
    operation({
      ...common,
      id: 'createAnomaly',
      method: 'post',
      path: '/v1/anomalies',
      action: 'anomalies.write',
      summary: 'Record the cause of one or more incidents (annex "Anomalie")',
      params: nothing,
      query: nothing,
      headers: idempotencyHeader,
      body: anomalyDescriptionSchema.extend({ product: codeSchema }).meta({ id: 'NewAnomaly' }),
      answers: { 201: { description: 'As it was recorded.', headers: { ...tagged, Location: 'Where it is.' } } },
      problems: [422],
      examples: [{ summary: 'A cause', as: 'support', body: { product: 'wms', ...description } }],
      handle: ({ caller, headers: { 'idempotency-key': key }, body: { product, ...described }, language }) =>
        fromStore(async () => {
          if (!(await readEntry('products', product)))
            throw new Problem(422, 'rule-broken', {
              errors: inWords([{ field: 'product', rule: 'product-unknown' }], language),
            });
          const told = { by: caller.sub, at: toInstant(now()) };
          for (;;) {
            const reference = key === undefined ? drawnReference('A') : anomalyReferenceOf(caller.sub, key);
            const anomaly = recordedAnomaly(reference, product, described, told);
            const added = await addIfAbsent('anomalies', anomaly, caller.sub);
            // Without a key one of that reference is there already once in a million years.
            if (!added && key === undefined) continue;
            const { entry, revision } = added ? { entry: anomaly, revision: 1 } : await kept(reference);
            if (revision === 1 && !isDeepStrictEqual({ ...entry, history: [] }, { ...anomaly, history: [] }))
              throw refused(refusal('key-reused', { reference }));
            const headers = { Location: `/v1/anomalies/${reference}`, ETag: tagOf(revision) };
            return { status: 201, headers, body: entry };
          }
        }),
    }),
    operation({
      ...common,
      id: 'readAnomaly',
      method: 'get',
      path: '/v1/anomalies/{anomaly}',
      action: 'anomalies.read',
      summary: 'Read an anomaly with its history',
      params: byAnomaly,
      query: nothing,
      headers: readerHeaders,
      body: null,
      answers: {
        200: { description: 'As it is.', headers: tagged },
        304: { description: 'As in the copy that the caller has.', headers: tagged },
      },
      problems: [404],
      examples: [{ summary: 'An anomaly', as: 'support', params: { anomaly: sampleAnomaly } }],
      handle: ({ params, headers }) =>
        fromStore(async () => {
          const { entry, revision } = await kept(params.anomaly);
          const status = isCopy(headers['if-none-match'], revision) ? 304 : 200;
          return { status, headers: { ETag: tagOf(revision) }, body: entry };
        }),
    }),
    operation({
      ...common,
      id: 'changeAnomaly',
      method: 'put',
      path: '/v1/anomalies/{anomaly}',
      action: 'anomalies.write',
      summary: 'Describe an anomaly anew',
      params: byAnomaly,
      query: nothing,
      headers: changerHeaders,
      body: anomalyDescriptionSchema,
      answers: changedAnswer,
      problems: [404, 412, 422, 428],
      examples: [
        {
          ...{ summary: 'More is known', as: 'support', params: { anomaly: sampleAnomaly } },
          headers: { 'if-match': '"1"' },
          body: description,
        },
      ],
      handle: ({ caller, params, headers, body }) =>
        fromStore(async () => {
          const changed = describedAnomaly(await asNamed(params.anomaly, headers), body, told(caller.sub));
          return await written(changed, caller.sub);
        }),
    }),
    operation({
      ...common,
      id: 'publishResolution',
      method: 'post',
      path: '/v1/anomalies/{anomaly}/resolution',
      action: 'anomalies.write',
      summary: 'Publish a fix with its version, or a workaround: it is proposed to every open incident that is tied',
      description:
        'Each client agrees for itself. The proposals go out one after another (see the operation that reads them); publishing the ' +
        'same again reaches whoever was not told, and nobody who has declined it.',
      params: byAnomaly,
      query: nothing,
      headers: changerHeaders,
      body: publishedResolutionSchema,
      answers: changedAnswer,
      problems: [404, 412, 422, 428],
      examples: [
        {
          ...{ summary: 'A fix', as: 'support', params: { anomaly: sampleAnomaly } },
          headers: { 'if-match': '"2"' },
          body: { kind: 'fix', answer: 'The night job no longer locks the queue.', version: '2026.5' },
        },
      ],
      async handle({ caller, params: { anomaly: reference }, headers, body }) {
        if (body.kind === 'fix' && body.version === undefined) throw refused(refusal('fix-without-version'));
        const [answered, references] = await fromStore(async () => {
          const published = publishedAnomaly(await asNamed(reference, headers), body, told(caller.sub));
          refuseTooMany(await openTicketsTiedTo(reference));
          const answer = await written(published, caller.sub);
          return [answer, await openTicketsTiedTo(reference)] as const;
        });
        const proposed = { published: body, actor: { id: caller.sub, role: caller.role } };
        await startOnRecord(fanOuts, proposalOrder(answered.body, proposed, references), now);
        return answered;
      },
    }),
    proposalOperation(fanOuts, byAnomaly, kept),
    operation({
      id: 'listAnomalies',
      tag: 'Anomalies',
      method: 'get',
      path: '/v1/anomalies',
      action: 'anomalies.read',
      summary: 'List anomalies; the tickets that are tied to one are in the list of tickets',
      params: nothing,
      query: z.strictObject({
        product: codeSchema.optional(),
        state: anomalySchema.shape.state.optional(),
        ...registerPaging,
      }),
      headers: nothing,
      body: null,
      answer: z.strictObject({ items: z.array(anomalySchema), next: z.string().nullable() }),
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [{ summary: 'Without a resolution yet', as: 'support', query: { product: 'wms', state: 'open' } }],
      handle: ({ query: { sort, limit, after, ...filter } }) =>
        fromStore(async () => {
          const list = { operation: 'listAnomalies', filter, sort };
          const where = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Where;
          const page = { limit, after: placeOf(list, after), descending: sort.startsWith('-') };
          const { items, next } = await pageOfEntries('anomalies', where, page);
          return { body: { items, next: cursorAt(list, next) } };
        }),
    }),
  ] as const;

  function told(by: string) {
    return { by, at: toInstant(now()) };
  }
}

async function kept(reference: string): Promise<{ entry: Anomaly; revision: number }> {
  const found = await readKept('anomalies', reference);
  if (!found) throw new Problem(404, 'not-found');
  return found;
}

/** The anomaly, if it is at the revision that the change names. */
async function asNamed(reference: string, headers: z.output<typeof changerHeaders>): Promise<Anomaly> {
  const named = namedRevision(headers);
  const { entry, revision } = await kept(reference);
  checkRevision(named, revision);
  return entry;
}

/** Writes a change; each has added one entry to the history, so its length is the revision. */
async function written(anomaly: Anomaly, by: string) {
  const revision = anomaly.history.length;
  if (!(await changeEntry('anomalies', anomaly, revision - 1, by))) throw new Problem(412, 'changed-meanwhile');
  return { headers: { ETag: tagOf(revision) }, body: anomaly, changed: anomaly.history.at(-1)?.fields ?? [] };
}
