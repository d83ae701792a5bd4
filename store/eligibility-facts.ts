import type { Environment, Product } from '../domain/registers/registers';
import { contractInForce, dateIn, type EligibilityFacts } from '../domain/ticket/eligibility';
import { waiverMarks, type WaiverMark } from '../domain/ticket/marks';
import { productWithVersions } from './maintenance-calendar';
import { unplannedMaintenancesOf } from './maintenances';
import { findOverdueInvoice, listEntries, readEntry } from './registers';
import { upgradesOf } from './upgrades';

/**
 * What the registers say of whoever opened, or would open, a ticket (annex §2): on an instant, under the contract in force at its
 * creation, or the version that has governed it since.
 */
export async function eligibilityFacts(
  opening: { readonly client: string; readonly environment: string; readonly openedAt: string },
  at: string,
  contractVersion?: number,
): Promise<EligibilityFacts> {
  const [client, environment, contracts] = await Promise.all([
    readEntry('clients', opening.client),
    readEntry('environments', `${opening.client}/${opening.environment}`),
    listEntries('contracts', { client: opening.client }),
  ]);
  const { product, versions } = environment
    ? await productWithVersions(environment.product)
    : { product: null, versions: [] };
  const contract =
    contracts.find(({ version }) => version === contractVersion) ?? contractInForce(contracts, opening.openedAt);
  const overdue =
    contract && (await findOverdueInvoice(opening.client, dateIn(contract, at), contract.invoiceTolerance));
  const waivers = environment ? await waiversIn(environment, product) : [];
  return { client, environment, product, versions, contract, invoices: overdue ? [overdue] : [], at, waivers };
}

/** What the client has signed away in an environment, and what still waits for it (annex §10). */
async function waiversIn(environment: Environment, product: Product | null): Promise<WaiverMark[]> {
  const { client, code } = environment;
  const [upgrades, maintenances] = await Promise.all([
    upgradesOf({ client, product: environment.product }),
    unplannedMaintenancesOf(`${client}/${code}`),
  ]);
  return waiverMarks(environment, product, {
    upgrades,
    maintenances: maintenances.map(({ reference, status, waivers }) => ({
      ...{ reference, waivers },
      done: status === 'operational' || status === 'cancelled',
    })),
  });
}
