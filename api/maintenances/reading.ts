import { z } from 'zod';
import type { MaintenanceClient } from '../../clients/maintenance';
import { maintenanceAnswerSchema } from '../../domain/maintenance/answer';
import { bilingualSchema, kindSchema } from '../../domain/maintenance/opening';
import { maintenanceReferenceSchema } from '../../domain/maintenance/reference';
import { maintenanceStatusSchema } from '../../domain/maintenance/schema';
import { codeSchema } from '../../domain/registers/registers';
import { actorSchema } from '../../domain/ticket/actor';
import { instantSchema, toInstant } from '../../domain/time/instant';
import { zoneSchema } from '../../domain/time/zone';
import { listEvents } from '../../store/events';
import { listMaintenances, maintenancesStarting } from '../../store/maintenances';
import { companyAsked, seesCompany } from '../company';
import { operation } from '../operation';
import { paging, timeCursorAt, timeOrderOf, timePlaceOf } from '../paging';
import { nothing, wholeNumber } from '../parameters';
import { Problem } from '../problem';
import { fromStore } from '../store-access';
import { byMaintenance, visibleMaintenance } from './access';
import { eventsHiddenFromClients, maintenanceEventSeenBy, maintenanceSeenBy } from './view';

const dayMs = 24 * 3_600_000;
/** The first notice is a week ahead: whoever comes to the portal sees it there for as long. */
const bannerAheadMs = 8 * dayMs;
/** What lasts longer is looked for in the list. */
const bannerBackMs = 7 * dayMs;
const mostBanners = 20;

const eventPageSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        sequence: z.int(),
        recordedAt: instantSchema,
        type: z.string(),
        at: instantSchema,
        by: actorSchema,
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.int().nullable(),
  })
  .meta({ id: 'MaintenanceEventPage' });

const bannerSchema = z
  .strictObject({
    items: z.array(
      z.strictObject({
        reference: maintenanceReferenceSchema,
        kind: kindSchema,
        status: maintenanceStatusSchema,
        environments: z.array(codeSchema),
        startsAt: instantSchema,
        endsAt: instantSchema,
        zone: zoneSchema,
        expectedDowntimeMinutes: z.int(),
        why: bilingualSchema,
      }),
    ),
  })
  .meta({ id: 'MaintenanceBanner' });

/** What is read of maintenances (annex §10). `now` is the clock of this process, epoch milliseconds. */
export function maintenanceReadingOperations(maintenances: MaintenanceClient, now: () => number) {
  const common = { tag: 'Maintenance' as const, action: 'maintenance.read' as const, headers: nothing, body: null };
  return [
    operation({
      ...common,
      id: 'listMaintenances',
      method: 'get',
      path: '/v1/maintenances',
      summary: 'List maintenances, those announced last first unless told',
      params: nothing,
      query: z.strictObject({
        client: codeSchema.optional(),
        status: maintenanceStatusSchema.optional(),
        kind: kindSchema.optional(),
        ...paging(['-openedAt', 'openedAt']),
      }),
      answer: z
        .strictObject({ items: z.array(maintenanceAnswerSchema), next: z.string().nullable() })
        .meta({ id: 'MaintenancePage' }),
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [{ summary: 'What is to come', as: 'dupont', query: { status: 'scheduled', limit: '20' } }],
      async handle({ caller, scope, query: { sort, limit, after, ...asked } }) {
        const filter = { ...asked, client: companyAsked({ caller, scope }, asked.client) };
        const list = { operation: 'listMaintenances', filter, sort };
        const page = { order: timeOrderOf(sort), limit, after: timePlaceOf(list, after), nowMs: now() };
        const { items, next } = await fromStore(() => listMaintenances(filter, page));
        return {
          body: { items: items.map((one) => maintenanceSeenBy({ scope }, one)), next: timeCursorAt(list, next) },
        };
      },
    }),
    operation({
      ...common,
      id: 'readMaintenance',
      method: 'get',
      path: '/v1/maintenances/{maintenance}',
      summary: 'Read a maintenance, with who was told what and when',
      params: byMaintenance,
      query: nothing,
      answer: maintenanceAnswerSchema,
      answers: { 200: { description: 'The maintenance as its workflow sees it.' } },
      problems: [404],
      examples: [{ summary: 'A maintenance', as: 'dupont' }],
      handle: async ({ caller, scope, params }) => ({
        body: maintenanceSeenBy(
          { scope },
          await visibleMaintenance(maintenances, { caller, scope }, params.maintenance),
        ),
      }),
    }),
    operation({
      ...common,
      id: 'listMaintenanceEvents',
      method: 'get',
      path: '/v1/maintenances/{maintenance}/events',
      summary: 'What happened to a maintenance, in order',
      params: byMaintenance,
      query: z.strictObject({ after: wholeNumber(0, 1e9, 0), limit: wholeNumber(1, 500, 200) }),
      answer: eventPageSchema,
      answers: { 200: { description: 'Events; `next` is the number to go on after.' } },
      problems: [404],
      examples: [{ summary: 'The first events', as: 'dupont', query: { limit: '10' } }],
      handle: ({ caller, scope, params: { maintenance }, query }) =>
        fromStore(async () => {
          await visibleMaintenance(maintenances, { caller, scope }, maintenance);
          const leftOut = scope === 'own' ? eventsHiddenFromClients : [];
          const events = await listEvents(`maintenance:${maintenance}`, query.after, query.limit, leftOut);
          const items = events.map(({ sequence, recordedAt, type, at, by, data }) => ({
            ...{ sequence, recordedAt, type, at },
            ...maintenanceEventSeenBy({ scope }, { by: actorSchema.parse(by), data: data as Record<string, unknown> }),
          }));
          return { body: { items, next: events.length === query.limit ? (events.at(-1)?.sequence ?? null) : null } };
        }),
    }),
    operation({
      ...common,
      id: 'readBanner',
      method: 'get',
      path: '/v1/clients/{client}/banner',
      summary: 'What the portal tells the people of a client of maintenances that go on or are near',
      description: 'Those in progress, and those that begin within 8 days, in the order of their beginnings.',
      params: z.strictObject({ client: codeSchema }),
      query: nothing,
      answer: bannerSchema,
      answers: { 200: { description: 'Most often none.' } },
      problems: [404],
      examples: [{ summary: 'Of its own', as: 'dupont', params: { client: 'dupont' } }],
      async handle({ caller, scope, params: { client } }) {
        if (!seesCompany({ caller, scope }, client)) throw new Problem(404, 'not-found');
        const span = { from: toInstant(now() - bannerBackMs), until: toInstant(now() + bannerAheadMs) };
        const found = await fromStore(() => maintenancesStarting({ client }, span, 200));
        const near = found.filter(({ status }) => ['scheduled', 'asking', 'in-progress'].includes(status));
        return {
          body: {
            items: near.slice(0, mostBanners).map((one) => {
              const { reference, kind, status, environments, window, zone, expectedDowntimeMinutes, why } = one;
              const { startsAt, endsAt } = window;
              return { reference, kind, status, environments, startsAt, endsAt, zone, expectedDowntimeMinutes, why };
            }),
          },
        };
      },
    }),
  ] as const;
}
