import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FanOutClient } from '../clients/fan-out';
import type { TicketClient } from '../clients/ticket';
import type { Contract } from '../domain/contract/contract';
import { prioritySchema } from '../domain/contract/contract';
import { refusal } from '../domain/refusal';
import { codeSchema } from '../domain/registers/registers';
import { commandRules } from '../domain/ticket/commands';
import { isInForce } from '../domain/ticket/eligibility';
import { referenceSchema } from '../domain/ticket/reference';
import { clockAnswerSchema, statusSchema } from '../domain/ticket/schema';
import { toInstant } from '../domain/time/instant';
import { readEntry, readKept } from '../store/registers';
import { listTickets, openReferences } from '../store/ticket-list';
import { effectOn } from './amendment-effects';
import { startOnRecord } from './fan-out-starting';
import { operation } from './operation';
import { paging, timeCursorAt, timeOrderOf, timePlaceOf } from './paging';
import { Problem, refused } from './problem';
import { changerHeaders, checkRevision, namedRevision } from './revision';
import { fromStore } from './store-access';
import { nothing } from './parameters';
import { idempotencyHeader, orUnavailable, visible } from './ticket-access';

const ofContract = z.strictObject({
  client: codeSchema,
  version: z.string().regex(/^[1-9]\d{0,5}$/, 'the number of a version'),
});

export const effectSchema = z
  .strictObject({
    reference: referenceSchema,
    title: z.string(),
    status: statusSchema,
    priority: prioritySchema,
    /** The version that governs it now; null while that is not decided. */
    contractVersion: z.number().int().nullable(),
    /** Whether a deadline, a target or the time counted would be another one. */
    changes: z.boolean(),
    before: z.array(clockAnswerSchema),
    after: z.array(clockAnswerSchema),
  })
  .meta({ id: 'AmendmentEffect' });

const startedSchema = z.strictObject({ id: z.string(), total: z.number().int() }).meta({ id: 'FanOutStarted' });

interface Parts {
  readonly tickets: TicketClient;
  readonly fanOuts: FanOutClient;
  /** The clock of this process, epoch milliseconds. */
  readonly now: () => number;
}

/**
 * An amendment of a contract (annex §6): tickets stay under the version of their creation until another one is applied to those that
 * are open. Its effect on each is shown first, by the same rule.
 */
export function amendmentOperations({ tickets, fanOuts, now }: Parts) {
  return [
    operation({
      id: 'previewAmendment',
      method: 'get',
      path: '/v1/contracts/{client}/{version}/amendment',
      action: 'amendments.preview',
      tag: 'Registers',
      summary: 'What a version of a contract would change for open tickets: deadlines before and after (annex §6)',
      description: 'Nothing is changed. The effect is that of an amendment applied at the instant of this call.',
      params: ofContract,
      query: z.strictObject({
        reference: referenceSchema.optional().describe('One ticket alone.'),
        ...paging(['-openedAt', 'openedAt'], { most: 50, unlessTold: 20 }),
      }),
      headers: nothing,
      body: null,
      answer: z.strictObject({ items: z.array(effectSchema), next: z.string().nullable() }),
      answers: {
        200: {
          description: 'A page; `next` is null on the last one.',
          headers: { ETag: 'The revision of the version: named in If-Match when it is applied.' },
        },
      },
      problems: [404, 409, 422],
      examples: [{ summary: 'All open tickets', as: 'admin', params: { client: 'dupont', version: '1' } }],
      async handle({ caller, scope, params, query: { reference, sort, limit, after } }) {
        const { contract, language, tag } = await fromStore(() => governs(params, now()));
        const list = { operation: 'previewAmendment', filter: { ...params, reference }, sort };
        const page = { order: timeOrderOf(sort), limit, after: timePlaceOf(list, after), nowMs: now() };
        const one = reference === undefined ? undefined : await visible(tickets, { caller, scope }, reference);
        if (one && one.client !== contract.client) throw new Problem(404, 'not-found');
        const { items, next } = one
          ? { items: [one], next: null }
          : await fromStore(() => listTickets({ client: contract.client, open: true }, page));
        const effects = await Promise.all(
          items.map((item) => orUnavailable(effectOn(tickets, item, { contract, language, nowMs: now() }))),
        );
        const told = effects.filter((effect) => effect !== null);
        return { headers: { ETag: tag }, body: { items: told, next: timeCursorAt(list, next) } };
      },
    }),
    operation({
      id: 'applyAmendment',
      method: 'post',
      path: '/v1/contracts/{client}/{version}/amendment',
      action: 'amendments.apply',
      tag: 'Registers',
      summary: 'Put all open tickets of a client under a version of its contract (annex §6)',
      description: 'It goes on by itself; how far it has come is told at the address in Location.',
      params: ofContract,
      query: nothing,
      headers: changerHeaders.extend(idempotencyHeader.shape),
      body: commandRules.amend.data.pick({ reason: true }),
      answer: startedSchema,
      answers: {
        202: {
          description: 'It has begun, or will by itself once Temporal is there.',
          headers: { Location: 'Where its progress is.' },
        },
      },
      problems: [404, 409, 412, 422, 428],
      examples: [
        {
          summary: 'A strike that closes the support',
          as: 'admin',
          params: { client: 'dupont', version: '1' },
          headers: { 'if-match': '"1"' },
          body: { reason: 'Closed on 24 November: strike' },
        },
      ],
      async handle({ caller, params, headers, body: { reason } }) {
        const named = namedRevision(headers);
        const { contract, references } = await fromStore(async () => {
          const found = await governs(params, now());
          checkRevision(named, found.revision);
          return { ...found, references: await openReferences({ client: params.client }, now()) };
        });
        const key = headers['idempotency-key'] ?? randomUUID();
        const { client, version } = contract;
        const digest = createHash('sha256')
          .update(JSON.stringify([caller.sub, key]))
          .digest('hex')
          .slice(0, 16);
        const order = {
          id: `amendment-${client}-${version}-${digest}`,
          kind: 'amendment',
          command: { name: 'amend', data: { contractVersion: version, reason } },
          actor: { id: caller.sub, role: caller.role },
          references,
        } as const;
        const { id, total } = await startOnRecord(fanOuts, order, now);
        return { status: 202, headers: { Location: `/v1/fan-outs/${id}` }, body: { id, total } };
      },
    }),
  ] as const;
}

/** A version that holds now, with its revision. @throws a problem where there is none, or it does not hold today */
async function governs({ client, version }: z.output<typeof ofContract>, nowMs: number) {
  const [kept, entry] = await Promise.all([
    readKept('contracts', `${client}/${version}`),
    readEntry('clients', client),
  ]);
  if (!kept || !entry) throw new Problem(404, 'not-found');
  const contract: Contract = kept.entry;
  const { effectiveFrom: from, effectiveUntil } = contract;
  if (!isInForce(contract, toInstant(nowMs)))
    throw refused(refusal('contract-not-in-force', { version: contract.version, from, until: effectiveUntil ?? '' }));
  return { contract, language: entry.language, revision: kept.revision, tag: `"${kept.revision}"` };
}
