import { dayNumberOf, WallClock } from '../domain/calendar/wall-clock';
import { contractWindows, holidaysOf, windowZone } from '../domain/maintenance/calendar';
import type { CalendarRequest, MaintenanceCalendar } from '../domain/maintenance/calendar-answer';
import { concerns } from '../domain/registers/freeze';
import type { Environment, Product } from '../domain/registers/registers';
import { supportStanding } from '../domain/registers/supported';
import type { ProductVersion } from '../domain/registers/version';
import { contractInForce } from '../domain/ticket/eligibility';
import { toEpochMs, toInstant } from '../domain/time/instant';
import { monthAfter } from '../domain/time/month';
import { listEntries, readEntry } from './registers';

/**
 * What the registers say of a client's maintenance (annex §10). Null where the client is not known, or has no contract in force at
 * the instant.
 */
export async function maintenanceCalendar({
  client: code,
  product,
  environments: named,
  fromMs,
  toMs,
  at,
  firstNoticeMs = toEpochMs(at),
}: CalendarRequest): Promise<MaintenanceCalendar | null> {
  const [client, contracts, environments, frozen] = await Promise.all([
    readEntry('clients', code),
    listEntries('contracts', { client: code }),
    listEntries('environments', { client: code, ...(product === null ? {} : { product }) }),
    listEntries('freezes', { until: { $gt: toInstant(fromMs) } }),
  ]);
  const contract = contractInForce(contracts, at);
  if (!client || !contract) return null;
  const concerned = environments.filter(({ code: its, kind }) =>
    named === undefined ? kind === 'production' : named.includes(its),
  );
  const freezes = frozen
    .filter((freeze) => concerns(freeze, code, product))
    .map(({ from, until, reason }) => ({ fromMs: toEpochMs(from), toMs: toEpochMs(until), reason }));
  const { testWindow, updatesHaveTestWindow, timeLost, expectedDowntimeMinutes } = contract.maintenance;
  return {
    zone: windowZone(concerned, contract.zone),
    clientZone: client.zone,
    language: client.language,
    contractVersion: contract.version,
    ...contractWindows({ contracts, concerned, freezes }, fromMs, toMs),
    testWindowEndsMs: monthAfter(firstNoticeMs, client.zone, { ...testWindow, holidays: holidaysOf(contract) }),
    policies: { testWindow, updatesHaveTestWindow, timeLost, expectedDowntimeMinutes },
    contacts: contract.contacts,
    environments,
    support: await standingsOf(environments, client.zone),
  };
}

/** A product with what is known of its versions; nothing where no product is of that code. */
export async function productWithVersions(
  code: string,
): Promise<{ readonly product: Product | null; readonly versions: readonly ProductVersion[] }> {
  const [product, versions] = await Promise.all([
    readEntry('products', code),
    listEntries('versions', { product: code }),
  ]);
  return { product, versions };
}

async function standingsOf(
  environments: readonly Environment[],
  clientZone: string,
): Promise<MaintenanceCalendar['support']> {
  const wall = new WallClock(clientZone);
  const codes = [...new Set(environments.map(({ product }) => product))];
  const known = new Map(await Promise.all(codes.map(async (code) => [code, await productWithVersions(code)] as const)));
  return environments.map(({ code, product, version }) => {
    const { product: found, versions = [] } = known.get(product) ?? {};
    const standing = supportStanding(found?.versions ?? [], version, versions);
    const { lost } = standing;
    return { environment: code, ...standing, lostMs: lost && wall.instantOf(dayNumberOf(lost.on), 0) };
  });
}
