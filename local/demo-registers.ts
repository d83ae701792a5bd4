import { contractSchema, type Contract } from '../domain/contract/contract';
import type { Client, Environment, Product } from '../domain/registers/registers';
import type { ProductVersion } from '../domain/registers/version';
import { addIfAbsent } from '../store/registers';

const product = 'wms';
const installed = '2026.4';
export const demoVersion: ProductVersion = {
  ...{ product, version: '2027.1', kind: 'version', reasons: ['feature', 'law'], plannedFor: null },
  documentation: { fr: 'https://docs.example/fr/wms/2027.1', en: 'https://docs.example/en/wms/2027.1' },
  nonRegression: { report: 'https://tests.example/wms/2027.1', passedOn: '2026-11-02' },
};

/** One client for each thing that may happen: an incident, an early acceptance, a promotion that fails, a refusal. */
export const demoClients = [
  { code: 'dupont', name: 'Dupont SA', language: 'fr', zone: 'Europe/Paris' },
  { code: 'atlas', name: 'Atlas', language: 'fr', zone: 'Europe/Paris' },
  { code: 'harbour', name: 'Harbour Ltd', language: 'en', zone: 'Europe/London' },
  { code: 'presse', name: 'Pressé', language: 'fr', zone: 'Europe/Paris' },
] as const satisfies readonly Client[];
export type DemoClient = (typeof demoClients)[number]['code'];

const products: Product = { code: product, name: 'Warehouse management', versions: [installed, demoVersion.version] };

/** All that the annex has: the first Monday of each month 20:00 to 22:00, one month to test, test time given back. */
function contractOf({ code, language, zone }: Client): Contract {
  const day = [['00:00', '24:00']];
  const days = { mon: day, tue: day, wed: day, thu: day, fri: day };
  const target = (intervention: string, resolution: string) => ({ hours: 'week', intervention, resolution });
  return contractSchema.parse({
    ...{ client: code, version: 1, effectiveFrom: '2024-01-01', zone },
    hours: { week: { zone, week: days, holidays: null, specialDays: [] } },
    targets: {
      ...{ P1: target('PT4H', 'PT24H'), P2: target('PT24H', 'PT48H') },
      ...{ P3: target('PT24H', 'PT120H'), P4: target('PT24H', 'PT240H') },
    },
    contacts: {
      client: [{ email: `it@${code}.example`, language }],
      support: [{ email: 'n1@support.example', language: 'en' }],
      manager: [{ email: 'manager@support.example', language: 'en' }],
    },
  });
}

function environmentsOf({ code: client }: Client, deployer: string): Environment[] {
  return (['production', 'test'] as const).map((kind) => {
    const code = kind === 'production' ? 'prod' : 'test';
    const healthCheck = `${deployer}/services/${client}/${code}/health`;
    return { client, code, product, kind, version: installed, deployer: { url: deployer }, healthCheck };
  });
}

/** What the deployer's services serve at first, by `client/environment`. */
export const demoInstalled: ReadonlyMap<string, string> = new Map(
  demoClients.flatMap(({ code }) => [`${code}/prod`, `${code}/test`]).map((name) => [name, installed]),
);

/** @param deployer the address of the reference deployer, which serves all environments */
export async function addDemoEntries(deployer: string): Promise<void> {
  await addIfAbsent('products', products);
  await addIfAbsent('versions', demoVersion);
  for (const client of demoClients) {
    await addIfAbsent('clients', client);
    await addIfAbsent('contracts', contractOf(client));
    for (const environment of environmentsOf(client, deployer)) await addIfAbsent('environments', environment);
  }
}
