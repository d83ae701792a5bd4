import type { Environment } from '../domain/registers/registers';
import { contractInForce, dateIn, type EligibilityFacts } from '../domain/ticket/eligibility';
import { waiverMarks } from '../domain/ticket/marks';
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
  const contract =
    contracts.find(({ version }) => version === contractVersion) ?? contractInForce(contracts, opening.openedAt);
  const [overdue, installed] = await Promise.all([
    contract && findOverdueInvoice(opening.client, dateIn(contract, at), contract.invoiceTolerance),
    environment && installedIn(environment),
  ]);
  return { client, environment, product: null, ...installed, contract, invoices: overdue ? [overdue] : [], at };
}

/** The product of an environment with its versions, and what the client has signed away there (annex §10). */
async function installedIn(
  environment: Environment,
): Promise<Pick<EligibilityFacts, 'product' | 'versions' | 'waivers'>> {
  const { client, code } = environment;
  const [{ product, versions }, upgrades, maintenances] = await Promise.all([
    productWithVersions(environment.product),
    upgradesOf({ client, product: environment.product }),
    unplannedMaintenancesOf(`${client}/${code}`),
  ]);
  const waivers = waiverMarks(environment, product, {
    upgrades,
    maintenances: maintenances.map(({ reference, status, waivers }) => ({
      ...{ reference, waivers },
      done: status === 'operational' || status === 'cancelled',
    })),
  });
  return { product, versions, waivers };
}
