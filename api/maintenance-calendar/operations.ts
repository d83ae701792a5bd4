import { z } from 'zod';
import { codeSchema } from '../../domain/registers/registers';
import { instantSchema, toEpochMs, toInstant } from '../../domain/time/instant';
import { zoneSchema } from '../../domain/time/zone';
import { maintenanceCalendar } from '../../store/maintenance-calendar';
import { readEntry } from '../../store/registers';
import { seesCompany, type Asking } from '../company';
import { operation } from '../operation';
import { nothing } from '../parameters';
import { Problem } from '../problem';
import { fromStore } from '../store-access';
import { forecastOf, forecastSchema } from './forecast';
import { skippedAnswer, skippedAnswerSchema, windowAnswer, windowAnswerSchema } from './windows';

const dayMs = 24 * 3_600_000;
const yearMs = 366 * dayMs;
const longestYears = 10;
/** No calendar is made for a longer span or for one that nobody could mean: years of four figures. */
const last = '2199-12-31T23:59:59.999Z';

const params = z.strictObject({ client: codeSchema });

const windowsQuery = z.strictObject({
  product: codeSchema.optional().describe('Freezes of this product; of any, unless told.'),
  environment: codeSchema
    .optional()
    .describe(
      'In the zone of this environment; unless told in that of those in production, or the contract’s where theirs differ.',
    ),
  from: instantSchema.optional().describe('Now unless told.'),
  until: instantSchema
    .optional()
    .describe(`A year after \`from\` unless told; at most ${longestYears} years after it.`),
});

const windowsSchema = z
  .strictObject({
    client: codeSchema,
    zone: zoneSchema.describe('The zone whose wall clock the windows follow.'),
    contractVersion: z.int().describe('The version in force now; each window is of the one in force when it begins.'),
    from: instantSchema,
    until: instantSchema,
    windows: z.array(windowAnswerSchema),
    skipped: z.array(skippedAnswerSchema),
  })
  .meta({ id: 'WindowCalendar' });

/** A client's planned windows, years ahead, and what the coming year brings it. `now` is the clock of this process, epoch ms. */
export function maintenanceCalendarOperations(now: () => number) {
  return [
    operation({
      id: 'readWindows',
      method: 'get',
      path: '/v1/clients/{client}/windows',
      action: 'windows.read',
      tag: 'Maintenance',
      summary: "A client's planned windows (annex §10)",
      description:
        'Computed from the rules of its contract by the wall clock of the zone, with the latest instant of the first notice: 7 ' +
        'calendar days and 168 hours before, whichever is earlier. What falls on a holiday or into a freeze is told apart.',
      params,
      query: windowsQuery,
      headers: nothing,
      body: null,
      answer: windowsSchema,
      answers: { 200: { description: 'The windows that begin in the span, in order.' } },
      problems: [404, 422],
      examples: [
        {
          as: 'dupont',
          summary: 'Of one year',
          params: { client: 'dupont' },
          query: { product: 'wms', from: '2027-01-01T00:00:00Z', until: '2028-01-01T00:00:00Z' },
        },
      ],
      handle: ({ params: { client }, query, language, ...asking }) =>
        fromStore(async () => {
          const fromMs = query.from === undefined ? now() : toEpochMs(query.from);
          const toMs = query.until === undefined ? fromMs + yearMs : toEpochMs(query.until);
          checkSpan(fromMs, toMs);
          const asked = { client, product: query.product ?? null, fromMs, toMs, at: toInstant(now()) };
          await checkSeen(asking, client);
          const { environment } = query;
          const named = environment === undefined ? {} : { environments: [environment] };
          const found = await maintenanceCalendar({ ...asked, ...named });
          if (!found || (environment !== undefined && !found.environments.some(({ code }) => code === environment)))
            throw new Problem(404, 'not-found');
          const { zone, contractVersion, windows, skipped } = found;
          return {
            body: {
              client,
              zone,
              contractVersion,
              from: toInstant(fromMs),
              until: toInstant(toMs),
              windows: windows.map(windowAnswer),
              skipped: skipped.map((one) => skippedAnswer(one, language)),
            },
          };
        }),
    }),
    operation({
      id: 'readForecast',
      method: 'get',
      path: '/v1/clients/{client}/forecast',
      action: 'forecast.read',
      tag: 'Maintenance',
      summary: "What the coming year brings a client's products (annex §2, §10)",
      description:
        'For each product: the windows of the year that follows with the instants of their notices, the upgrades that planned ' +
        'versions would bring if the client says nothing, and when each environment falls out of the three supported versions if ' +
        'its version is kept.',
      params,
      query: nothing,
      headers: nothing,
      body: null,
      answer: forecastSchema,
      answers: { 200: { description: 'From now on, for a year.' } },
      problems: [404],
      examples: [{ as: 'dupont', summary: 'Of its own', params: { client: 'dupont' } }],
      handle: ({ params: { client }, language, ...asking }) =>
        fromStore(async () => {
          await checkSeen(asking, client);
          return { body: await forecastOf(client, now(), language) };
        }),
    }),
  ] as const;
}

/** Another company is answered as one that is not there. */
async function checkSeen(asking: Asking, client: string): Promise<void> {
  if (!seesCompany(asking, client) || !(await readEntry('clients', client))) throw new Problem(404, 'not-found');
}

function checkSpan(fromMs: number, toMs: number): void {
  const fault = (message: string, field = 'query.until'): Problem =>
    new Problem(422, 'invalid-request', { errors: [{ field, message }] });
  for (const [field, atMs] of Object.entries({ 'query.from': fromMs, 'query.until': toMs }))
    if (atMs < 0 || atMs > toEpochMs(last)) throw fault(`an instant from 1970 up to ${last}`, field);
  if (toMs <= fromMs) throw fault('not after `from`');
  if (toMs - fromMs > longestYears * yearMs) throw fault(`more than ${longestYears} years after \`from\``);
}
