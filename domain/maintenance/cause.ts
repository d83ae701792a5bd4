import { z } from 'zod';
import { refusal, type Refusal } from '../refusal';
import { referenceSchema } from '../ticket/reference';

/** For what alone a service is stopped unplanned: a security incident, or a critical one (annex §10, "Arrêts non planifiés"). */
export const unplannedCauseSchema = z.enum(['security', 'critical-incident']);
export type UnplannedCause = z.infer<typeof unplannedCauseSchema>;

/** How a cause is told: of a critical incident, which ticket it is. */
export const toldCause = {
  cause: unplannedCauseSchema,
  ticket: referenceSchema.optional().describe('The critical incident (P1) that is corrected; of that cause alone.'),
};

/** What of a told cause is missing, or too much; `undefined`: nothing. */
export function faultOfCause({
  cause,
  ticket,
}: {
  readonly cause?: UnplannedCause | undefined;
  readonly ticket?: string | undefined;
}): { readonly field: 'ticket'; readonly message: string } | undefined {
  if (cause === 'critical-incident' && ticket === undefined) return { field: 'ticket', message: 'the P1 it corrects' };
  if (cause !== 'critical-incident' && ticket !== undefined)
    return { field: 'ticket', message: 'of a critical incident alone' };
  return undefined;
}

/** A ticket as far as it may be the cause: whose it is, of which product, and how it stands. */
export interface CausingTicket {
  readonly client: string;
  readonly product: string | null;
  readonly priority: string;
  readonly status: string;
  readonly category: string | null;
  readonly isMerged: boolean;
}

/** What is stopped: the service of a client, or a product at all its clients. */
export type Stopped = { readonly client: string } | { readonly product: string };

/** Why a ticket is no cause of an unplanned stop; `undefined`: it is one. A request is no incident, and what is over needs no haste. */
export function whyNotCausedBy(
  ticket: string,
  found: CausingTicket | null,
  stopped: Stopped,
): { refusal: Refusal } | undefined {
  const why = whyNone(found, stopped);
  return why === undefined ? undefined : refusal('cause-not-critical', { ticket, why });
}

function whyNone(found: CausingTicket | null, stopped: Stopped): string | undefined {
  const isOfIt =
    found !== null && ('client' in stopped ? found.client === stopped.client : found.product === stopped.product);
  if (!found || !isOfIt) return 'unknown';
  if (found.priority !== 'P1') return found.priority;
  if (found.category === 'client-request' || found.category === 'additional-request') return found.category;
  if (found.isMerged) return 'merged';
  return found.status === 'closed' || found.status === 'rejected' ? found.status : undefined;
}
