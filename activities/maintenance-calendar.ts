import { contractWindows, holidaysOf } from '../domain/maintenance/calendar';
import { concerns } from '../domain/registers/freeze';
import { supportStanding } from '../domain/registers/supported';
import { contractInForce } from '../domain/ticket/eligibility';
import { toEpochMs, toInstant } from '../domain/time/instant';
import { monthAfter } from '../domain/time/month';
import { listEntries, readEntry } from '../store/registers';
import { failFast } from './fail-fast';
import type { CalendarActivities, CalendarRequest, MaintenanceCalendar } from './ports';

/** What the registers say of a client's maintenance, compiled into numbers: workflows never touch a zone (annex §10). */
export const calendarActivities: CalendarActivities = {
  async loadMaintenanceCalendar(request) {
    failFast();
    return await maintenanceCalendar(request);
  },
};

/** Null where the client is not known, or has no contract in force at the instant. */
export async function maintenanceCalendar({
  client: code,
  product: productCode,
  environment: named,
  fromMs,
  toMs,
  at,
  firstNoticeMs = toEpochMs(at),
}: CalendarRequest): Promise<MaintenanceCalendar | null> {
  const [client, contracts, all, frozen] = await Promise.all([
    readEntry('clients', code),
    listEntries('contracts', { client: code }),
    listEntries('environments', { client: code, ...(productCode === null ? {} : { product: productCode }) }),
    listEntries('freezes', { until: { $gt: toInstant(fromMs) } }),
  ]);
  const contract = contractInForce(contracts, at);
  if (!client || !contract) return null;
  const environments = named === undefined ? all : all.filter((one) => one.code === named);
  const zone = environments.find(
    ({ kind, zone }) => zone !== undefined && (named !== undefined || kind === 'production'),
  )?.zone;
  const freezes = frozen
    .filter((freeze) => concerns(freeze, code, productCode))
    .map(({ from, until, reason }) => ({ fromMs: toEpochMs(from), toMs: toEpochMs(until), reason }));
  const { testWindow, updatesHaveTestWindow, timeLost, expectedDowntimeMinutes } = contract.maintenance;
  return {
    zone: zone ?? contract.zone,
    clientZone: client.zone,
    language: client.language,
    contractVersion: contract.version,
    ...contractWindows({ contracts, zone, freezes }, fromMs, toMs),
    testWindowEndsMs: monthAfter(firstNoticeMs, client.zone, { ...testWindow, holidays: holidaysOf(contract) }),
    policies: { testWindow, updatesHaveTestWindow, timeLost, expectedDowntimeMinutes },
    contacts: contract.contacts,
    environments,
    support: await standingsOf(environments),
  };
}

async function standingsOf(environments: MaintenanceCalendar['environments']): Promise<MaintenanceCalendar['support']> {
  const products = [...new Set(environments.map(({ product }) => product))];
  const known = await Promise.all(
    products.map(async (code) => ({
      versions: (await readEntry('products', code))?.versions ?? [],
      planned: await listEntries('versions', { product: code }),
    })),
  );
  return environments.map(({ code, product, version }) => {
    const { versions, planned } = known[products.indexOf(product)] ?? { versions: [], planned: [] };
    return { environment: code, ...supportStanding(versions, version, planned) };
  });
}
