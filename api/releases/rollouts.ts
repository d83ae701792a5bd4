import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refusal } from '../../domain/refusal';
import { codeSchema } from '../../domain/registers/registers';
import { rolloutAnswer, rolloutAnswerSchema, type RolloutAnswer } from '../../domain/rollout/answer';
import { rolloutRules, type RolloutCommandName } from '../../domain/rollout/commands';
import { publishedRollout } from '../../domain/rollout/evolve';
import { lateClient, lateUpgrade } from '../../domain/rollout/late-client';
import { whyNotPublish } from '../../domain/rollout/publication';
import { rolloutOpeningSchema, rolloutStatusSchema, wavesSchema } from '../../domain/rollout/schema';
import { whyTooFar } from '../../domain/time/horizon';
import { toInstant } from '../../domain/time/instant';
import { upgradeName } from '../../domain/upgrade/notices';
import { storeIsUp } from '../../store/connect';
import { listRollouts, readRollout } from '../../store/rollouts';
import { runningIn } from '../../store/running';
import { readUpgrade } from '../../store/upgrades';
import { operation, type Example } from '../operation';
import { paging, timeOrderOf, cursorAt, placeOf } from '../paging';
import { nothing } from '../parameters';
import { refused, unlessRefused } from '../problem';
import { fromStore } from '../store-access';
import { idempotencyHeader, orUnavailable } from '../ticket-access';
import { unlessWithoutCause } from '../unplanned-cause';
import { askedUnplannedSchema, unplannedOf } from './asked-unplanned';
import { byRollout, sampleRollout, type ReleaseParts } from './parts';
import { registered } from './registered';

const published = ['publishRollout'];

const common = { tag: 'Releases' as const, query: nothing };

type AskedOf<Answer> = (params: z.output<typeof byRollout>, body: Readonly<Record<string, unknown>>) => Promise<Answer>;

interface RolloutCommandMore {
  readonly description?: string;
  /** Throws why it may not be given. */
  readonly check?: AskedOf<void>;
  /** What is done instead where the rollout is over for good. */
  readonly otherwise?: AskedOf<RolloutAnswer | undefined>;
}

/** Makes the operation of a rollout's command. */
const rolloutCommand =
  (rollouts: ReleaseParts['rollouts']) =>
  <Id extends string>(
    id: Id,
    name: RolloutCommandName,
    summary: string,
    examples: readonly Example[],
    { description, check, otherwise }: RolloutCommandMore = {},
  ) =>
    operation({
      ...common,
      id,
      method: 'post',
      path: `/v1/rollouts/{product}/{version}/${name}`,
      action: `rollout.${name}`,
      summary,
      ...(description === undefined ? {} : { description }),
      params: byRollout,
      headers: idempotencyHeader,
      body: rolloutRules[name].data,
      answer: rolloutAnswerSchema,
      answers: { 200: { description: 'The rollout after the command.' } },
      problems: [404, 409, 422],
      examples,
      async handle({ caller, params, headers, body }) {
        await check?.(params, body);
        const request = { actor: { id: caller.sub, role: caller.role }, data: body };
        const key = headers['idempotency-key'] ?? randomUUID();
        const given = await orUnavailable(rollouts.command(params, name, request, `${caller.sub}/${name}/${key}`));
        if (!('refusal' in given)) return { body: given.answer };
        const other = given.refusal.code === 'rollout-over' ? await otherwise?.(params, body) : undefined;
        if (!other) throw refused(given);
        return { body: other };
      },
    });

/** Whether the client runs the product in production, and needs the version. */
async function checkRuns(
  { product, version }: z.output<typeof byRollout>,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const client = String(body['client']);
  const running = await fromStore(() => runningIn({ client, product, version }));
  if (running.some(({ standing }) => standing === 'older')) return;
  const [first] = running;
  throw refused(
    first
      ? refusal('rollout-client-without-need', { client, version, installed: first.version })
      : refusal('rollout-client-without', { client, product }),
  );
}

/** Of a rollout that is done and over, the client's upgrade begins without it; `undefined`: it does not. */
const lateUpgradeBegun =
  ({
    rollouts,
    upgrades,
    now,
  }: Pick<ReleaseParts, 'rollouts' | 'upgrades' | 'now'>): AskedOf<RolloutAnswer | undefined> =>
  async (key, body) => {
    const client = String(body['client']);
    const rollout = await readAnywhere(rollouts, key);
    const found = { client, ...key };
    const upgrade =
      rollout &&
      ((await orUnavailable(upgrades.read(found))) ?? (await fromStore(() => readUpgrade(upgradeName(found)))));
    const becomes = lateClient(rollout, upgrade);
    if (becomes === 'known') throw refused(refusal('rollout-client-known', found));
    if (!rollout || becomes === 'rollout-over') return undefined;
    if (becomes === 'begins') await orUnavailable(upgrades.start(lateUpgrade(rollout, client, toInstant(now()))));
    return rollout;
  };

/** A rollout as its workflow sees it or, where that is gone, as the store has it. */
async function readAnywhere(
  rollouts: ReleaseParts['rollouts'],
  key: z.output<typeof byRollout>,
): Promise<RolloutAnswer | null> {
  const read = await orUnavailable(rollouts.read(key));
  return read ?? (storeIsUp() ? await readRollout(`${key.product}@${key.version}`) : null);
}

/** After all that needs a rollout which runs. */
export function rolloutStop({ rollouts }: ReleaseParts) {
  return rolloutCommand(rollouts)('stopRollout', 'stop', 'Stop a rollout for good: what is in production stays there', [
    {
      ...{ summary: 'Superseded', as: 'release-manager', params: sampleRollout, given: published },
      body: { reason: 'A later version takes its place.' },
    },
  ]);
}

/** Rollouts: a version on its way to all clients of its product (annex §10). */
export function rolloutOperations(parts: ReleaseParts) {
  const { rollouts, tickets, unplannedNoticeMinutes, now } = parts;
  const command = rolloutCommand(rollouts);
  return [
    operation({
      ...common,
      id: 'publishRollout',
      method: 'post',
      path: '/v1/rollouts',
      action: 'rollouts.write',
      summary: 'Publish a version to all clients of its product, at once or in waves (annex §10)',
      description:
        'It asks for documentation in French and in English and for evidence that nothing got worse, both in the register of versions.',
      params: nothing,
      headers: nothing,
      body: z.strictObject({
        ...byRollout.shape,
        waves: wavesSchema.nullable().default(null),
        unplanned: askedUnplannedSchema
          .nullable()
          .default(null)
          .describe(
            'Of an update or fix for security or a P1: announced at once, without a test window. It begins no sooner than 15 minutes ' +
              'after that (as the provider has set it), for the client to refuse it or put it off.',
          ),
      }),
      answer: rolloutAnswerSchema,
      answers: { 202: { description: 'It has begun.', headers: { Location: 'Where it is.' } } },
      problems: [409, 422],
      examples: [
        { summary: 'To all clients at once', as: 'release-manager', body: sampleRollout },
        {
          summary: 'Without documentation',
          as: 'release-manager',
          body: { product: 'wms', version: '2026.1', waves: { share: 20, everyHours: 48 } },
          refused: 422,
        },
      ],
      async handle({ caller, body: { product, version, waves, unplanned: asked } }) {
        unlessRefused(whyTooFar([asked?.startsAt], now()));
        const { unplanned, corrects } = unplannedOf(asked, unplannedNoticeMinutes);
        const known = await fromStore(() => registered(product, version));
        const why = whyNotPublish({ product, version, unplanned }, known);
        if (why) throw refused(why);
        await unlessWithoutCause(tickets, asked ?? {}, { product });
        const opening = rolloutOpeningSchema.parse({
          ...{ product, version, waves, kind: known?.kind, reasons: known?.reasons },
          ...{ unplanned, corrects },
          ...{ documentation: known?.documentation, nonRegression: known?.nonRegression },
          ...{ startedAt: toInstant(now()), by: { id: caller.sub, role: caller.role } },
        });
        const refusedBy = await orUnavailable(rollouts.publish(opening));
        if (refusedBy) throw refused(refusedBy);
        const location = `/v1/rollouts/${product}/${encodeURIComponent(version)}`;
        return {
          status: 202,
          headers: { Location: location },
          body: rolloutAnswer(publishedRollout(opening), now(), 0),
        };
      },
    }),
    operation({
      ...common,
      id: 'listRollouts',
      method: 'get',
      path: '/v1/rollouts',
      action: 'rollouts.read',
      summary: 'List rollouts, newest first unless told',
      params: nothing,
      query: z.strictObject({
        product: codeSchema.optional(),
        status: rolloutStatusSchema.optional(),
        ...paging(['-startedAt', 'startedAt']),
      }),
      headers: nothing,
      body: null,
      answer: z.strictObject({ items: z.array(rolloutAnswerSchema), next: z.string().nullable() }),
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [{ summary: 'Of a product', as: 'support', query: { product: 'wms' } }],
      async handle({ query: { sort, limit, after, ...filter } }) {
        const list = { operation: 'listRollouts', filter, sort };
        const place = placeOf(list, after, /^[^_]{24}_/);
        const from = place === undefined ? null : { at: place.slice(0, 24), id: place.slice(25) };
        const page = { order: timeOrderOf(sort), limit, after: from, nowMs: now() };
        const { items, next } = await fromStore(() => listRollouts(filter, page));
        return { body: { items, next: cursorAt(list, next && `${next.at}_${next.id}`) } };
      },
    }),
    operation({
      ...common,
      id: 'readRollout',
      method: 'get',
      path: '/v1/rollouts/{product}/{version}',
      action: 'rollouts.read',
      summary: 'Read a rollout with its progress over all clients',
      params: byRollout,
      headers: nothing,
      body: null,
      answer: rolloutAnswerSchema,
      answers: { 200: { description: 'The rollout as its workflow sees it.' } },
      problems: [404],
      examples: [{ summary: 'A rollout', as: 'support', params: sampleRollout, given: published }],
      async handle({ params }) {
        const found = await readAnywhere(rollouts, params);
        if (!found) throw refused(refusal('rollout-unknown', { ...params }));
        return { body: found };
      },
    }),
    command('pauseRollout', 'pause', 'Pause a rollout: nothing is promoted, and test windows stand still', [
      {
        ...{ summary: 'A fault', as: 'release-manager', params: sampleRollout, given: published },
        body: { reason: 'A fault that was found after publishing.' },
      },
    ]),
    command('resumeRollout', 'resume', 'Let a rollout go on', [
      {
        ...{ summary: 'The fault is corrected', as: 'release-manager', params: sampleRollout, body: {} },
        given: ['publishRollout', 'pauseRollout'],
      },
    ]),
    command(
      'addRolloutClient',
      'add-client',
      'Have a rollout go to a client that got the product after its publication',
      [
        {
          ...{ summary: 'It goes to that client already', as: 'release-manager', params: sampleRollout },
          ...{ given: published, body: { client: 'dupont' }, refused: 409 },
        },
        {
          ...{ summary: 'It runs the version', as: 'release-manager', params: sampleRollout, given: published },
          ...{ body: { client: 'atlas' }, refused: 409 },
        },
      ],
      {
        description:
          'A rollout that is done runs again for the client. Past the quarter in which it may, the client’s upgrade begins by itself: it is ' +
          'among the upgrades, and not in the progress of the rollout. A rollout that was stopped goes to nobody.',
        check: checkRuns,
        otherwise: lateUpgradeBegun(parts),
      },
    ),
  ] as const;
}
