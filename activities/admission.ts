import type { Environment, Product } from '../domain/registers/registers';
import { compileContract } from '../domain/calendar/compile';
import { admission, contractInForce, dateIn, type EligibilityFacts } from '../domain/ticket/eligibility';
import { waiverMarks, type WaiverMark } from '../domain/ticket/marks';
import type { TicketOpening } from '../domain/ticket/schema';
import { termsOf } from '../domain/ticket/terms';
import { toEpochMs } from '../domain/time/instant';
import { unplannedMaintenancesOf } from '../store/maintenances';
import { findOverdueInvoice, listEntries, readEntry } from '../store/registers';
import { upgradesOf } from '../store/upgrades';
import type { AdmissionAnswer } from './ports';

const day = 24 * 3600 * 1000;
/** How far a ticket's timetable reaches at first; a running clock asks for more (design: the timetable is asked for before it runs out). */
const firstSpanMs = 60 * day;

/**
 * What the registers say of a ticket's creation (annex §2, §6), with timetables that reach sixty days past an instant, epoch
 * milliseconds.
 */
export async function admissionOf(opening: TicketOpening, reachesMs: number): Promise<AdmissionAnswer> {
  const facts = await eligibilityFacts(opening, opening.openedAt);
  const { client, contract } = facts;
  const decided = admission(facts);
  if (!client || !contract || decided.decision === 'rejected')
    return { admission: decided, terms: null, timetables: {} };
  const fromMs = toEpochMs(opening.openedAt) - day;
  return {
    admission: decided,
    terms: termsOf(contract, client.language),
    timetables: compileContract(contract, fromMs, Math.max(reachesMs, fromMs) + firstSpanMs),
  };
}

/** The facts on an instant; under the contract in force at creation, or the version that has governed the ticket since. */
export async function eligibilityFacts(
  opening: TicketOpening,
  at: string,
  contractVersion?: number,
): Promise<EligibilityFacts> {
  const [client, environment, contracts] = await Promise.all([
    readEntry('clients', opening.client),
    readEntry('environments', `${opening.client}/${opening.environment}`),
    listEntries('contracts', { client: opening.client }),
  ]);
  const product = environment && (await readEntry('products', environment.product));
  const contract =
    contracts.find(({ version }) => version === contractVersion) ?? contractInForce(contracts, opening.openedAt);
  const overdue =
    contract && (await findOverdueInvoice(opening.client, dateIn(contract, at), contract.invoiceTolerance));
  const waivers = environment ? await waiversIn(environment, product) : [];
  return { client, environment, product, contract, invoices: overdue ? [overdue] : [], at, waivers };
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
