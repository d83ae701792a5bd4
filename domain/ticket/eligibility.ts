import type { Contract } from '../contract/contract';
import type { Client, Environment, Product } from '../registers/registers';
import { toEpochMs, type Instant } from '../time/instant';
import { localDate } from '../time/zone';
import type { Admission } from './schema';

/** What the registers say of whoever opened the ticket, at its creation; null where they know nothing. */
export interface EligibilityFacts {
  readonly client: Client | null;
  readonly environment: Environment | null;
  readonly product: Product | null;
  readonly contract: Contract | null;
}

/** How many versions of a product are supported: the latest and the two before it (annex §2). */
const supportedVersions = 3;

/**
 * Whether the ticket has the benefit of the support (annex §2): invoices paid, the latest version or one of the two before
 * it, and commitments in production alone. A contract says what a failed check does.
 */
export function admission({ client, environment, product, contract }: EligibilityFacts): Admission {
  const decided = (
    decision: Admission['decision'],
    reason: Admission['reason'],
    facts: Admission['facts'] = {},
    clause = '§2',
  ): Admission => ({ decision, reason, clause, facts });
  if (!client) return decided('rejected', 'client-unknown');
  if (!environment) return decided('rejected', 'environment-unknown');
  if (!contract) return decided('rejected', 'no-contract', { client: client.code }, '§6');
  const softened = { reject: 'rejected', 'accept-without-sla': 'without-sla' } as const;
  if (!client.invoicesPaid)
    return decided(softened[contract.unpaidInvoices], 'invoices-unpaid', { invoicesPaid: false });
  const supported = product?.versions.slice(-supportedVersions) ?? [];
  if (!supported.includes(environment.version)) {
    const facts = { version: environment.version, supported: supported.join(', ') };
    return decided(softened[contract.unsupportedVersion], 'version-unsupported', facts);
  }
  if (environment.kind !== 'production')
    return decided('without-sla', 'not-production', { environment: environment.code });
  return decided('admitted', 'eligible', { version: environment.version, invoicesPaid: true });
}

/** The contract's version in force at an instant: the latest to have taken effect on the date in its own zone (annex §6). */
export function contractInForce(versions: readonly Contract[], at: Instant): Contract | null {
  const inForce = versions.filter(({ effectiveFrom, effectiveUntil, zone }) => {
    const date = localDate(toEpochMs(at), zone);
    return effectiveFrom <= date && (effectiveUntil === null || date <= effectiveUntil);
  });
  inForce.sort((a, b) =>
    a.effectiveFrom === b.effectiveFrom ? a.version - b.version : a.effectiveFrom < b.effectiveFrom ? -1 : 1,
  );
  return inForce.at(-1) ?? null;
}
