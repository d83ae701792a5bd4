import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { TicketClient } from '../../clients/ticket';
import {
  commandRules,
  evidenceSchema,
  seenSchema,
  ticketCommandNames,
  type TicketCommandName,
} from '../../domain/ticket/commands';
import type { Facts } from '../../domain/ticket/facts';
import { refusal } from '../../domain/refusal';
import { ticketAnswerSchema } from '../../domain/ticket/schema';
import { dayEndMs } from '../../domain/calendar/wall-clock';
import { instantSchema, toInstant } from '../../domain/time/instant';
import type { LocalDate } from '../../domain/time/zone';
import { operation, type Example } from '../operation';
import { nothing } from '../parameters';
import { refused } from '../problem';
import { asItsViewSays, byReference, idempotencyHeader, orUnavailable, visible } from '../ticket-access';
import { ticketSeenBy } from '../ticket-view';

const late = {
  happenedAt: instantSchema.optional().describe('When it happened, if it is entered later; support alone may say so.'),
  evidence: evidenceSchema
    .optional()
    .describe(
      'With `happenedAt`: on what evidence it is entered later; asked for where that is more than five minutes ago.',
    ),
  seen: seenSchema
    .optional()
    .describe('`conversation` of the ticket as it was read: refused where something was written since.'),
};

type Entered<Data> =
  Data extends z.ZodObject<infer Shape, infer Config> ? z.ZodObject<Shape & typeof late, Config> : never;
/** What came by mail is told by who takes mails in, and by nobody else. */
const messageBody = commandRules.message.data.omit({ channel: true });
type BodyOf<Name extends TicketCommandName> = Name extends 'message'
  ? typeof messageBody
  : (typeof commandRules)[Name]['data'];
type Bodies = { readonly [Name in TicketCommandName]: Entered<BodyOf<Name>> };

type DataOf<Name extends TicketCommandName> = z.output<(typeof commandRules)[Name]['data']>;
/** Looks up what the command's rule has to know of other things than its ticket. */
type FactsOf<Name extends TicketCommandName> = (reference: string, data: DataOf<Name>) => Promise<Facts>;

/** What each command takes, and what is said of a late entry. */
const bodies = Object.fromEntries(
  ticketCommandNames.map((name) => [name, (name === 'message' ? messageBody : commandRules[name].data).extend(late)]),
) as unknown as Bodies;

/** What a command is told besides, because a workflow looks nothing up and knows no zones. */
interface LookedUp<Name extends TicketCommandName> {
  readonly facts?: FactsOf<Name>;
  /** Which day the command names: when it is over in the contract's zone is told. */
  readonly day?: (body: z.output<Bodies[Name]>) => LocalDate;
}

/** Makes the operation of a command; all answer with the ticket after it (annex §4). */
export const ticketCommand =
  (tickets: TicketClient) =>
  <Id extends string, Name extends TicketCommandName>(
    id: Id,
    name: Name,
    summary: string,
    examples: readonly Example[],
    { facts: factsOf, day: dayOf }: LookedUp<Name> = {},
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
        const { happenedAt, evidence, seen, ...data } = body as {
          happenedAt?: string;
          evidence?: string;
          seen?: number;
        };
        const day = dayOf?.(body as z.output<Bodies[Name]>);
        const ticket =
          scope === 'own' || day !== undefined ? await visible(tickets, { caller, scope }, reference) : null;
        if (scope === 'own') {
          if (happenedAt !== undefined)
            throw refused(refusal('not-allowed', { command: 'happenedAt', role: caller.role }));
          if ('agreement' in data) throw refused(refusal('agreement-by-support-only'));
        }
        const key = headers['idempotency-key'] ?? randomUUID();
        const facts = await factsOf?.(reference, data as DataOf<Name>);
        const request = {
          actor: { id: caller.sub, role: caller.role },
          data,
          ...(happenedAt === undefined ? {} : { happenedAt }),
          ...(evidence === undefined ? {} : { evidence }),
          ...(seen === undefined ? {} : { seen }),
          ...(facts === undefined ? {} : { facts }),
          ...(day === undefined || !ticket?.zone ? {} : { dayEndsAt: toInstant(dayEndMs(day, ticket.zone)) }),
        };
        const answered = await orUnavailable(tickets.command(reference, name, request, `${caller.sub}/${name}/${key}`));
        if ('refusal' in answered) throw refused(await asItsViewSays(reference, name, answered));
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
