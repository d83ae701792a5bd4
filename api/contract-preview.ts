import { z } from 'zod';
import type { TicketClient } from '../clients/ticket';
import { contractPreview } from '../domain/contract/preview';
import { contractSchema, prioritySchema } from '../domain/contract/contract';
import { instantSchema, toEpochMs, toInstant } from '../domain/time/instant';
import { zoneSchema } from '../domain/time/zone';
import { readEntry } from '../store/registers';
import { listTickets } from '../store/ticket-list';
import { effectOn } from './amendment-effects';
import { effectSchema } from './amendments';
import { operation } from './operation';
import { nothing } from './parameters';
import { sampleContract } from './registers/contracts';
import { fromStore } from './store-access';
import { orUnavailable } from './ticket-access';

/** So many open tickets are looked at: each asks its workflow. */
const mostTickets = 20;

const due = instantSchema.nullable().describe('Null where these hours do not reach so far within two years.');

const previewSchema = z
  .strictObject({
    zone: zoneSchema,
    examples: z.array(
      z.strictObject({
        priority: prioritySchema,
        openedAt: instantSchema,
        interventionDueAt: due,
        resolutionDueAt: due,
      }),
    ),
    effects: z
      .array(effectSchema)
      .nullable()
      .describe('On open tickets of the client, were this version applied to them now; null unless asked for.'),
    more: z.boolean().describe('Whether there are open tickets that were not looked at.'),
  })
  .meta({ id: 'ContractPreview' });

interface Parts {
  readonly tickets: TicketClient;
  /** The clock of this process, epoch milliseconds. */
  readonly now: () => number;
}

/** What a contract would give that nobody has saved yet: read by the one who is typing it. */
export function contractPreviewOperation({ tickets, now }: Parts) {
  return operation({
    id: 'previewContract',
    method: 'post',
    notAudited: true,
    path: '/v1/contract-previews',
    action: 'contracts.write',
    tag: 'Registers',
    summary:
      'What a contract would give: deadlines of tickets that might be opened, and its effect on those that are (annex §5 to §7)',
    description: 'Nothing is saved or changed. The deadlines are made by the rules of tickets.',
    params: nothing,
    query: nothing,
    headers: nothing,
    body: z.strictObject({
      contract: contractSchema,
      openedAt: instantSchema
        .optional()
        .describe('When the tickets would be opened; the next Friday at 17:45 by the contract’s clock unless told.'),
      withTickets: z.boolean().default(false).describe('Whether the effect on open tickets is wanted.'),
    }),
    answer: previewSchema,
    answers: { 200: { description: 'One example for each priority, and the effects that were asked for.' } },
    problems: [422],
    examples: [{ summary: 'While it is typed', as: 'admin', body: { contract: sampleContract } }],
    async handle({ body: { contract, openedAt, withTickets } }) {
      const nowMs = now();
      const examples = contractPreview(contract, openedAt === undefined ? null : toEpochMs(openedAt), nowMs);
      const shown = (ms: number | undefined) => (ms === undefined ? null : toInstant(ms));
      const found = withTickets ? await effects(contract, nowMs) : { effects: null, more: false };
      return {
        body: {
          zone: contract.zone,
          examples: examples.map(({ priority, openedMs, interventionMs, resolutionMs }) => ({
            ...{ priority, openedAt: toInstant(openedMs) },
            ...{ interventionDueAt: shown(interventionMs), resolutionDueAt: shown(resolutionMs) },
          })),
          ...found,
        },
      };
    },
  });

  async function effects(contract: z.output<typeof contractSchema>, nowMs: number) {
    const page = { order: 'newest-first', limit: mostTickets, after: null, nowMs } as const;
    const [client, { items, next }] = await fromStore(() =>
      Promise.all([readEntry('clients', contract.client), listTickets({ client: contract.client, open: true }, page)]),
    );
    const previewed = { contract, language: client?.language ?? 'en', nowMs } as const;
    const all = await Promise.all(items.map((item) => orUnavailable(effectOn(tickets, item, previewed))));
    return { effects: all.filter((one) => one !== null), more: next !== null };
  }
}
