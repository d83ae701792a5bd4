import { z } from 'zod';
import { TicketUnavailable, type TicketClient } from '../clients/ticket';
import { refusal, type Refusal } from '../domain/refusal';
import type { TicketCommandName } from '../domain/ticket/commands';
import { referenceSchema } from '../domain/ticket/reference';
import type { TicketAnswer } from '../domain/ticket/schema';
import { storeIsUp } from '../store/connect';
import { readTicket } from '../store/tickets';
import { seesCompany, type Asking } from './company';
import { refused } from './problem';
import { unavailable } from './store-access';

export const byReference = z.strictObject({ reference: referenceSchema });

/** The caller's key for a submission or command that may be sent twice. */
export const idempotencyHeader = z.strictObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'at most 255 visible characters, no space')
    .optional()
    .describe('Your own key: the same one again answers as the first time, and nothing is done twice.'),
});

/** The ticket, from its workflow or, where no worker answers or its history is gone, from the read model. */
export async function visible(tickets: TicketClient, asking: Asking, reference: string): Promise<TicketAnswer> {
  const answer = await ticketAnswer(tickets, reference);
  if (!answer || !seesCompany(asking, answer.client)) throw refused(refusal('not-found', { reference }));
  return answer;
}

/** The same of any company: for what the provider's people name. */
export async function ticketAnswer(
  tickets: Pick<TicketClient, 'read'>,
  reference: string,
): Promise<TicketAnswer | null> {
  try {
    const answer = await tickets.read(reference);
    if (answer || !storeIsUp()) return answer;
  } catch (error) {
    const view = storeIsUp() ? await readTicket(reference) : null;
    if (view) return view;
    // It may have been opened a moment ago: nobody but its workflow can say that there is none.
    throw error instanceof TicketUnavailable ? unavailable() : error;
  }
  return await readTicket(reference);
}

/** A ticket without a workflow (its history is gone, or it came closed from another helpdesk) is refused for what its view says. */
export async function asItsViewSays(
  reference: string,
  command: TicketCommandName,
  answered: { readonly refusal: Refusal },
): Promise<{ readonly refusal: Refusal }> {
  if (answered.refusal.code !== 'not-found' || !storeIsUp()) return answered;
  const view = await readTicket(reference);
  return view ? refusal('wrong-status', { command, status: view.status }) : answered;
}

/** What Temporal could not answer in time, as a 503 problem. */
export async function orUnavailable<Answer>(promise: Promise<Answer>): Promise<Answer> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof TicketUnavailable) throw unavailable();
    throw error;
  }
}
