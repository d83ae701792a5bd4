import type { Contract } from '../contract/contract';
import { isOverdue, type Client, type Environment, type Invoice, type Product } from '../registers/registers';
import { supportedVersions, type KnownVersion } from '../registers/supported';
import { toEpochMs, type Instant } from '../time/instant';
import { localDate, type LocalDate } from '../time/zone';
import type { WaiverMark } from './marks';
import type { Admission } from './schema';

/** What the registers say of whoever opened the ticket; null where they know nothing. */
export interface EligibilityFacts {
  readonly client: Client | null;
  readonly environment: Environment | null;
  readonly product: Product | null;
  /** What the register knows of the product's versions. */
  readonly versions?: readonly KnownVersion[];
  readonly contract: Contract | null;
  /** Invoices of the client that may be overdue. */
  readonly invoices: readonly Invoice[];
  /** The instant that it is decided on: that of the ticket's creation, or of a later decision. */
  readonly at: Instant;
  /** What the client has signed away in that environment; none unless told. */
  readonly waivers?: readonly WaiverMark[];
}

/**
 * Whether the ticket has the benefit of the support (annex §2): no invoice overdue on the date of its creation, or of a later
 * decision, in the contract's zone, by more than the contract tolerates; the latest version or one of the two before it; and
 * commitments in production alone. A contract says what a failed check does.
 */
export function admission(told: EligibilityFacts): Admission {
  const { client, environment, product, versions, contract, invoices, at, waivers = [] } = told;
  const decided = (
    decision: Admission['decision'],
    reason: Admission['reason'],
    facts: Admission['facts'] = {},
    clause = '§2',
  ): Admission => ({ decision, reason, clause, facts, ...(waivers.length > 0 ? { waivers: [...waivers] } : {}) });
  if (!client) return decided('rejected', 'client-unknown');
  if (!environment) return decided('rejected', 'environment-unknown');
  if (!contract) return decided('rejected', 'no-contract', { client: client.code }, '§6');
  const softened = { reject: 'rejected', 'accept-without-sla': 'without-sla' } as const;
  const on = dateIn(contract, at);
  const overdue = invoices.find((invoice) => isOverdue(invoice, on, contract.invoiceTolerance));
  if (overdue) {
    const facts = { invoice: overdue.number, dueOn: overdue.dueOn };
    return decided(softened[contract.unpaidInvoices], 'invoices-unpaid', facts);
  }
  const supported = supportedVersions(product?.versions ?? [], versions);
  if (!supported.includes(environment.version)) {
    const facts = { version: environment.version, supported: supported.join(', ') };
    return decided(softened[contract.unsupportedVersion], 'version-unsupported', facts);
  }
  if (environment.kind !== 'production')
    return decided('without-sla', 'not-production', { environment: environment.code });
  return decided('admitted', 'eligible', { version: environment.version, invoicesPaid: true });
}

/** The date of a ticket's creation, or of a later decision, in its contract's zone: by then invoices are paid (annex §2). */
export function dateIn({ zone }: Contract, at: Instant): LocalDate {
  return localDate(toEpochMs(at), zone);
}

/** Whether a contract's version has taken effect, and not ended, on the date of an instant in its own zone (annex §6). */
export function isInForce(version: Contract, at: Instant): boolean {
  const { effectiveFrom, effectiveUntil } = version;
  const date = dateIn(version, at);
  return effectiveFrom <= date && (effectiveUntil === null || date <= effectiveUntil);
}

/** The contract's version in force at an instant: the latest to have taken effect on the date in its own zone (annex §6). */
export function contractInForce(versions: readonly Contract[], at: Instant): Contract | null {
  const inForce = versions.filter((version) => isInForce(version, at));
  inForce.sort((a, b) =>
    a.effectiveFrom === b.effectiveFrom ? a.version - b.version : a.effectiveFrom < b.effectiveFrom ? -1 : 1,
  );
  return inForce.at(-1) ?? null;
}
