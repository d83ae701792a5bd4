import { z } from 'zod';
import type { Language } from '../../domain/languages';
import { holidaysOf } from '../../domain/maintenance/calendar';
import { plannedUpgrades, runningUpgrades } from '../../domain/maintenance/forecast';
import { codeSchema, environmentSchema, versionSchema } from '../../domain/registers/registers';
import { contractInForce } from '../../domain/ticket/eligibility';
import { instantSchema, toInstant } from '../../domain/time/instant';
import { dateSchema, zoneSchema } from '../../domain/time/zone';
import { upgradeStatusSchema } from '../../domain/upgrade/schema';
import { maintenanceCalendar, productWithVersions } from '../../store/maintenance-calendar';
import { listEntries } from '../../store/registers';
import { listUpgrades } from '../../store/upgrades';
import { skippedAnswer, skippedAnswerSchema, windowAnswer, windowAnswerSchema } from './windows';

const yearMs = 366 * 24 * 3_600_000;
/** More than a product has versions in a client's life. */
const mostUpgrades = 500;

const standingSchema = z.strictObject({
  environment: codeSchema,
  kind: environmentSchema.shape.kind,
  version: versionSchema,
  supported: z.boolean(),
  versionsLeft: z
    .int()
    .describe('How many versions may still be published before support is lost; 0 where it is lost.'),
  lost: z
    .strictObject({ on: dateSchema, by: versionSchema })
    .nullable()
    .describe('When it is lost if this version is kept, and by which planned version.'),
});

const upgradeSchema = z.strictObject({
  version: versionSchema,
  plannedFor: dateSchema,
  firstNotice: instantSchema,
  testWindowEnds: instantSchema,
  window: windowAnswerSchema.nullable().describe('In which it would go into production; null where the year has none.'),
});

const runningSchema = z.strictObject({
  version: versionSchema,
  status: upgradeStatusSchema,
  testWindowEnds: instantSchema.nullable(),
  /** When it goes into production as things stand, null while nobody knows; and the last window before support is lost. */
  planned: instantSchema.nullable(),
  latest: instantSchema.nullable(),
  supportThen: z
    .strictObject({ versionsLeft: z.int(), lost: standingSchema.shape.lost })
    .describe('How production will be supported once it runs that version.'),
});

export const forecastSchema = z
  .strictObject({
    client: codeSchema,
    from: instantSchema,
    until: instantSchema,
    products: z.array(
      z.strictObject({
        product: codeSchema,
        zone: zoneSchema,
        windows: z.array(windowAnswerSchema),
        skipped: z.array(skippedAnswerSchema),
        running: z.array(runningSchema).describe('Upgrades that have begun, as they were last published.'),
        upgrades: z.array(upgradeSchema),
        environments: z.array(standingSchema),
      }),
    ),
  })
  .meta({ id: 'Forecast' });
export type Forecast = z.infer<typeof forecastSchema>;

/** The year after an instant (epoch milliseconds) for each product of a client; none while it has no contract. */
export async function forecastOf(client: string, nowMs: number, language: Language): Promise<Forecast> {
  const environments = await listEntries('environments', { client });
  const codes = [...new Set(environments.map(({ product }) => product))].sort();
  const products = await Promise.all(codes.map((product) => ofProduct(client, product, nowMs, language)));
  return {
    client,
    from: toInstant(nowMs),
    until: toInstant(nowMs + yearMs),
    products: products.flatMap((one) => one ?? []),
  };
}

async function ofProduct(
  client: string,
  code: string,
  nowMs: number,
  language: Language,
): Promise<Forecast['products'][number] | null> {
  const at = toInstant(nowMs);
  const [calendar, { product, versions }, contracts, begun] = await Promise.all([
    maintenanceCalendar({ client, product: code, fromMs: nowMs, toMs: nowMs + yearMs, at }),
    productWithVersions(code),
    listEntries('contracts', { client }),
    listUpgrades({ client, product: code }, { limit: mostUpgrades, descending: true }),
  ]);
  const contract = contractInForce(contracts, at);
  if (!calendar || !contract) return null;
  const { zone, clientZone, windows, skipped, policies, environments, support } = calendar;
  const upgrades = plannedUpgrades(
    { versions: product?.versions ?? [], planned: versions },
    { zone: clientZone, month: { ...policies.testWindow, holidays: holidaysOf(contract) }, windows, nowMs },
  );
  return {
    product: code,
    zone,
    windows: windows.map(windowAnswer),
    skipped: skipped.map((one) => skippedAnswer(one, language)),
    running: runningUpgrades(begun.items, { versions: product?.versions ?? [], planned: versions }),
    upgrades: upgrades.map(({ version, plannedFor, firstNoticeMs, testWindowEndsMs, window }) => ({
      version,
      plannedFor,
      firstNotice: toInstant(firstNoticeMs),
      testWindowEnds: toInstant(testWindowEndsMs),
      window: window && windowAnswer(window),
    })),
    environments: environments.map(({ code: environment, kind, version }, index) => {
      const { supported, versionsLeft, lost } = support[index] ?? { supported: false, versionsLeft: 0, lost: null };
      return { environment, kind, version, supported, versionsLeft, lost };
    }),
  };
}
