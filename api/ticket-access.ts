import { z } from 'zod';
import { TicketUnavailable, type TicketClient } from '../clients/ticket';
import { refusal } from '../domain/refusal';
import { referenceSchema, type TicketAnswer } from '../domain/ticket/schema';
import { storeIsUp } from '../store/connect';
import { readTicket } from '../store/tickets';
import type { Caller } from './auth';
import type { Scope } from './authorization';
import { Problem, refused } from './problem';

export const nothing = z.strictObject({});
export const byReference = z.strictObject({ reference: referenceSchema });

/** A whole number in a query, digits alone: what else JavaScript takes for a number is refused. */
export function wholeNumber(minimum: number, maximum: number, unlessTold: number) {
  return z
    .union([z.number(), z.string().regex(/^\d{1,15}$/, 'digits alone')])
    .transform(Number)
    .pipe(z.number().int().min(minimum).max(maximum))
    .default(unlessTold)
    .meta({ type: 'integer', minimum, maximum, default: unlessTold });
}

/** The caller's key for a submission or command that may be sent twice. */
export const idempotencyHeader = z.strictObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'at most 255 visible characters, no space')
    .optional()
    .describe('Your own key: the same one again answers as the first time, and nothing is done twice.'),
});

interface Asking {
  readonly caller: Caller;
  readonly scope: Scope;
}

/** The company that a caller acts for: its own alone, or the one that it names. Another company's answers as none. */
export function companyOf({ caller, scope }: Asking, wanted: string | undefined): string {
  if (scope === 'all') {
    if (wanted === undefined)
      throw new Problem(422, 'invalid-request', {
        errors: [{ field: 'client', message: 'for which client: support names it' }],
      });
    return wanted;
  }
  if (caller.client === null || (wanted !== undefined && wanted !== caller.client))
    throw refused(refusal('client-unknown', { client: wanted ?? '' }));
  return caller.client;
}

/** The company that a list is about: the caller's own, or the one asked for; `undefined` for all. */
export function companyAsked({ caller, scope }: Asking, wanted: string | undefined): string | undefined {
  return scope === 'all' ? wanted : companyOf({ caller, scope }, wanted);
}

/** The ticket, from its workflow or, where no worker answers or its history is gone, from the read model. */
export async function visible(
  tickets: TicketClient,
  { caller, scope }: Asking,
  reference: string,
): Promise<TicketAnswer> {
  const answer = await fromWorkflowOrView(tickets, reference);
  if (!answer || (scope === 'own' && answer.client !== caller.client))
    throw refused(refusal('not-found', { reference }));
  return answer;
}

async function fromWorkflowOrView(tickets: TicketClient, reference: string): Promise<TicketAnswer | null> {
  try {
    const answer = await tickets.read(reference);
    if (answer || !storeIsUp()) return answer;
  } catch (error) {
    if (!storeIsUp()) throw error instanceof TicketUnavailable ? unavailable() : error;
  }
  return await readTicket(reference);
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

/** Throws a 503 problem while the store is away: for what is read from it alone. */
export function needsStore(): void {
  if (!storeIsUp()) throw unavailable();
}

export function unavailable(): Problem {
  return new Problem(503, 'unavailable', { headers: { 'Retry-After': '2' } });
}
