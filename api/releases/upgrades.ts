import { createHash } from 'node:crypto';
import { z } from 'zod';
import { dayEndMs } from '../../domain/calendar/wall-clock';
import { languageSchema, type Language } from '../../domain/languages';
import { refusal } from '../../domain/refusal';
import { codeSchema, versionSchema } from '../../domain/registers/registers';
import { actorSchema } from '../../domain/ticket/actor';
import { whyTooFar } from '../../domain/time/horizon';
import { instantSchema, toInstant, type Instant } from '../../domain/time/instant';
import { dateSchema, daysBefore } from '../../domain/time/zone';
import { upgradeAnswerSchema } from '../../domain/upgrade/answer';
import { upgradeName } from '../../domain/upgrade/notices';
import { waiverFactsOf } from '../../domain/upgrade/putting-off';
import { upgradeStatusSchema, type UpgradeState } from '../../domain/upgrade/schema';
import { waiverText } from '../../domain/upgrade/waiver';
import { listEvents } from '../../store/events';
import { listUpgrades } from '../../store/upgrades';
import { companyAsked } from '../company';
import { operation } from '../operation';
import { cursorAt, paging, placeOf } from '../paging';
import { nothing, wholeNumber } from '../parameters';
import { refused, unlessRefused } from '../problem';
import { fromStore } from '../store-access';
import { orUnavailable } from '../ticket-access';
import { byUpgrade, sampleRollout, sampleUpgrade, visibleUpgrade, type ReleaseParts } from './parts';
import { upgradeSeenBy } from './view';

const published = ['publishRollout'];

/** When a day begins on the wall of a zone, until which something is put off; refused where that is past, or too far ahead. */
export function dayBeginsAt(until: string, zone: string | null, nowMs: number): Instant {
  unlessRefused(whyTooFar([`${until}T00:00:00.000Z`], nowMs));
  const beginsMs = dayEndMs(daysBefore(until, 1), zone ?? 'UTC');
  if (beginsMs <= nowMs) throw refused(refusal('postponed-to-past', { until }));
  return toInstant(beginsMs);
}

/** The text of a waiver as it is to be signed now, with its digest. */
export function shownWaiver(state: UpgradeState, until: string | null, language: Language) {
  const facts = waiverFactsOf(state, until);
  if (!facts) throw refused(refusal('upgrade-not-ready'));
  const text = waiverText(facts, language);
  return { language, text, digest: createHash('sha256').update(text).digest('hex') };
}

/** What is read of upgrades: one client's part in a rollout, and the matrix of all clients (annex §10). */
export function upgradeReadingOperations(parts: ReleaseParts) {
  const { upgrades } = parts;
  const common = { tag: 'Releases' as const, method: 'get' as const, headers: nothing, body: null };
  return [
    operation({
      ...common,
      id: 'listUpgrades',
      path: '/v1/upgrades',
      action: 'upgrades.read',
      summary: 'List upgrades: of a rollout the matrix of its clients and how far each has come',
      params: nothing,
      query: z.strictObject({
        client: codeSchema.optional(),
        product: codeSchema.optional(),
        version: versionSchema.optional(),
        status: upgradeStatusSchema.optional(),
        ...paging(['name', '-name']),
      }),
      answer: z.strictObject({ items: z.array(upgradeAnswerSchema), next: z.string().nullable() }),
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [
        { summary: "One's own", as: 'dupont' },
        { summary: 'All of a rollout', as: 'support', query: sampleRollout },
      ],
      async handle({ caller, scope, query: { sort, limit, after, ...asked } }) {
        const filter = { ...asked, client: companyAsked({ caller, scope }, asked.client) };
        const list = { operation: 'listUpgrades', filter, sort };
        const page = { limit, after: placeOf(list, after), descending: sort.startsWith('-') };
        const { items, next } = await fromStore(() => listUpgrades(filter, page));
        return { body: { items: items.map((one) => upgradeSeenBy({ scope }, one)), next: cursorAt(list, next) } };
      },
    }),
    operation({
      ...common,
      id: 'readUpgrade',
      path: '/v1/upgrades/{client}/{product}/{version}',
      action: 'upgrades.read',
      summary: 'Read an upgrade: test window, incidents, the three dates with their reasons, waivers, maintenance',
      params: byUpgrade,
      query: nothing,
      answer: upgradeAnswerSchema,
      answers: { 200: { description: 'The upgrade as its workflow sees it.' } },
      problems: [404],
      examples: [{ summary: "One's own", as: 'dupont', params: sampleUpgrade, given: published }],
      handle: async ({ caller, scope, params }) => ({
        body: upgradeSeenBy({ scope }, await visibleUpgrade(parts, { caller, scope }, params)),
      }),
    }),
    operation({
      ...common,
      id: 'listUpgradeEvents',
      path: '/v1/upgrades/{client}/{product}/{version}/events',
      action: 'upgrades.events',
      summary: 'What happened to an upgrade, in order',
      params: byUpgrade,
      query: z.strictObject({ after: wholeNumber(0, 1e9, 0), limit: wholeNumber(1, 500, 200) }),
      answer: z.strictObject({
        items: z.array(
          z.strictObject({
            ...{ sequence: z.number().int(), recordedAt: instantSchema, type: z.string(), at: instantSchema },
            ...{ by: actorSchema, data: z.record(z.string(), z.unknown()) },
          }),
        ),
        next: z.number().int().nullable(),
      }),
      answers: { 200: { description: 'Events; `next` is the number to go on after.' } },
      problems: [404],
      examples: [{ summary: 'The first events', as: 'support', params: sampleUpgrade, given: published }],
      async handle({ caller, scope, params, query }) {
        await visibleUpgrade(parts, { caller, scope }, params);
        const aggregate = `upgrade:${upgradeName(params)}`;
        const events = await fromStore(() => listEvents(aggregate, query.after, query.limit));
        const items = events.map(({ sequence, recordedAt, type, at, by, data }) => ({
          ...{ sequence, recordedAt, type, at, by: actorSchema.parse(by), data: data as Record<string, unknown> },
        }));
        return { body: { items, next: events.length === query.limit ? (events.at(-1)?.sequence ?? null) : null } };
      },
    }),
    operation({
      ...common,
      id: 'readUpgradeWaiver',
      path: '/v1/upgrades/{client}/{product}/{version}/waiver',
      action: 'upgrades.read',
      summary: 'What a refusal or postponement would have as its consequences: the text to sign, with its digest',
      params: byUpgrade,
      query: z.strictObject({
        until: dateSchema.optional().describe('Of a postponement: the first day on which it may be promoted.'),
        language: languageSchema.optional().describe('The caller’s unless told.'),
      }),
      answer: z
        .strictObject({ language: languageSchema, text: z.string(), digest: z.string() })
        .meta({ id: 'WaiverText' }),
      answers: { 200: { description: 'The text; `digest` is named when it is signed.' } },
      problems: [404, 409, 422],
      examples: [{ summary: 'Of a refusal', as: 'dupont', params: sampleUpgrade, given: published }],
      async handle({ caller, scope, params, query, language }) {
        const { zone } = await visibleUpgrade(parts, { caller, scope }, params);
        if (query.until !== undefined) dayBeginsAt(query.until, zone, parts.now());
        const state = await orUnavailable(upgrades.state(params));
        if (!state) throw refused(refusal('upgrade-over', { command: 'waiver' }));
        return { body: shownWaiver(state, query.until ?? null, query.language ?? language) };
      },
    }),
  ] as const;
}
