import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { TicketClient } from '../../clients/ticket';
import { commandRules, evidenceSchema, ticketCommandNames, type TicketCommandName } from '../../domain/ticket/commands';
import { refusal } from '../../domain/refusal';
import { ticketAnswerSchema } from '../../domain/ticket/schema';
import { dayEndMs } from '../../domain/calendar/wall-clock';
import { instantSchema, toInstant } from '../../domain/time/instant';
import type { LocalDate } from '../../domain/time/zone';
import { operation, type Example } from '../operation';
import { nothing } from '../parameters';
import { refused } from '../problem';
import { byReference, idempotencyHeader, orUnavailable, visible } from '../ticket-access';
import { ticketSeenBy } from '../ticket-view';

const late = {
  happenedAt: instantSchema.optional().describe('When it happened, if it is entered later; support alone may say so.'),
  evidence: evidenceSchema.optional().describe('With `happenedAt`: on what evidence it is entered later.'),
};

type Entered<Data> =
  Data extends z.ZodObject<infer Shape, infer Config> ? z.ZodObject<Shape & typeof late, Config> : never;
type Bodies = { readonly [Name in TicketCommandName]: Entered<(typeof commandRules)[Name]['data']> };

/** What each command takes, and what is said of a late entry. */
const bodies = Object.fromEntries(
  ticketCommandNames.map((name) => [name, commandRules[name].data.extend(late)]),
) as unknown as Bodies;

/** Of a command that names a day: which one. When it is over in the contract's zone is told to the workflow, which knows no zones. */
interface CommandWithDay<Body> {
  readonly day?: (body: Body) => LocalDate;
}

/** Makes the operation of a command; all answer with the ticket after it (annex §4). */
export const ticketCommand =
  (tickets: TicketClient) =>
  <Id extends string, Name extends TicketCommandName>(
    id: Id,
    name: Name,
    summary: string,
    examples: readonly Example[],
    more: CommandWithDay<z.output<Bodies[Name]>> = {},
  ) =>
    operation({
      id,
      method: 'post',
      path: `/v1/tickets/{reference}/${name}`,
      action: `ticket.${name}`,
      tag: 'Tickets',
      summary,
      params: byReference,
      query: nothing,
      headers: idempotencyHeader,
      body: bodies[name],
      answer: ticketAnswerSchema,
      answers: { 200: { description: 'The ticket after the command.' } },
      problems: [404, 409, 422],
      examples,
      async handle({ caller, scope, params: { reference }, headers, body }) {
        const { happenedAt, evidence, ...data } = body as { happenedAt?: string; evidence?: string };
        const day = more.day?.(body as z.output<Bodies[Name]>);
        const ticket =
          scope === 'own' || day !== undefined ? await visible(tickets, { caller, scope }, reference) : null;
        if (scope === 'own') {
          if (happenedAt !== undefined)
            throw refused(refusal('not-allowed', { command: 'happenedAt', role: caller.role }));
        }
        const key = headers['idempotency-key'] ?? randomUUID();
        const request = {
          actor: { id: caller.sub, role: caller.role },
          data,
          ...(happenedAt === undefined ? {} : { happenedAt }),
          ...(evidence === undefined ? {} : { evidence }),
          ...(day === undefined || !ticket?.zone ? {} : { dayEndsAt: toInstant(dayEndMs(day, ticket.zone)) }),
        };
        const answered = await orUnavailable(tickets.command(reference, name, request, `${caller.sub}/${name}/${key}`));
        if ('refusal' in answered) throw refused(answered);
        return { body: ticketSeenBy({ caller, scope }, answered.answer) };
      },
    });

/** How each concept's file gets {@link ticketCommand}. */
export type MakeCommand = ReturnType<typeof ticketCommand>;

/** An example of a command, given after others to a new ticket. */
export const example = (summary: string, body: unknown, given: readonly string[], as = 'support'): Example => ({
  summary,
  as,
  given,
  body,
});
