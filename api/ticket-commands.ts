import { randomUUID } from 'node:crypto';
import type { TicketClient } from '../clients/ticket';
import { refusal } from '../domain/refusal';
import { evidenceSchema, ticketAnswerSchema, ticketCommands, type TicketCommandName } from '../domain/ticket/schema';
import { instantSchema } from '../domain/time/instant';
import { operation, type Example } from './operation';
import { nothing } from './parameters';
import { refused } from './problem';
import { byReference, idempotencyHeader, orUnavailable, visible } from './ticket-access';
import { ticketSeenBy } from './ticket-view';

const { acknowledge, qualify, ask, answer, resolve, reopen, confirm, escalate, assign, note } = ticketCommands;
const late = {
  happenedAt: instantSchema.optional().describe('When it happened, if it is entered later; support alone may say so.'),
  evidence: evidenceSchema.optional().describe('With `happenedAt`: on what evidence it is entered later.'),
};
const bodies = {
  acknowledge: acknowledge.extend(late),
  qualify: qualify.extend(late),
  'change-priority': ticketCommands['change-priority'].extend(late),
  ask: ask.extend(late),
  answer: answer.extend(late),
  resolve: resolve.extend(late),
  reopen: reopen.extend(late),
  confirm: confirm.extend(late),
  escalate: escalate.extend(late),
  return: ticketCommands.return.extend(late),
  assign: assign.extend(late),
  note: note.extend(late),
} as const satisfies Record<TicketCommandName, unknown>;

const qualified = { category: 'provider-incident', priority: 'P3' };
const example = (summary: string, body: unknown, given: readonly string[], as = 'support'): Example => ({
  summary,
  as,
  given,
  body,
});

/** The commands of a ticket, one operation each; all answer with the ticket after the command (annex §4, §7, §8, GTI, GTR). */
export function ticketCommandOperations(tickets: TicketClient) {
  const command = <Id extends string, Name extends TicketCommandName>(
    id: Id,
    name: Name,
    summary: string,
    examples: readonly Example[],
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
        if (scope === 'own') {
          await visible(tickets, { caller, scope }, reference);
          if (happenedAt !== undefined)
            throw refused(refusal('not-allowed', { command: 'happenedAt', role: caller.role }));
        }
        const key = headers['idempotency-key'] ?? randomUUID();
        const request = {
          actor: { id: caller.sub, role: caller.role },
          data,
          ...(happenedAt === undefined ? {} : { happenedAt }),
          ...(evidence === undefined ? {} : { evidence }),
        };
        const answered = await orUnavailable(tickets.command(reference, name, request, `${caller.sub}/${name}/${key}`));
        if ('refusal' in answered) throw refused(answered);
        return { body: ticketSeenBy({ caller, scope }, answered.answer) };
      },
    });
  return [
    command('acknowledgeTicket', 'acknowledge', 'Take a ticket into account: the intervention time stops', [
      example('Taken into account', {}, []),
    ]),
    command('qualifyTicket', 'qualify', 'Say what a ticket is, and its priority', [
      example('An incident of the provider', qualified, ['acknowledgeTicket']),
      example("A third party's doing", { category: 'client-incident', cause: 'third-party', priority: 'P2' }, [
        'acknowledgeTicket',
      ]),
    ]),
    command('changeTicketPriority', 'change-priority', 'Record an agreement on another priority', [
      example('Agreed by phone', { priority: 'P3', agreement: 'Claire Dupont, by phone' }, ['acknowledgeTicket']),
    ]),
    command('askClient', 'ask', 'Ask the client: the resolution time is paused until the answer', [
      example('A question', { question: 'Since which version?' }, ['acknowledgeTicket']),
    ]),
    command('answerSupport', 'answer', "The client's answer: the resolution time goes on", [
      example('An answer', { answer: 'Since 2026.3.' }, ['acknowledgeTicket', 'askClient'], 'dupont'),
    ]),
    command('resolveTicket', 'resolve', 'Resolve with a fix or a workaround: the resolution time stops', [
      example('A workaround', { kind: 'workaround', answer: 'Use the other screen until 2026.5.' }, [
        'acknowledgeTicket',
        'qualifyTicket',
      ]),
    ]),
    command('reopenTicket', 'reopen', 'Say that it is not resolved: the resolution time goes on', [
      example('Not resolved', { reason: 'The screen is empty again.' }, RESOLVED, 'dupont'),
    ]),
    command('confirmTicket', 'confirm', 'Confirm the resolution: the ticket is closed', [
      example('Confirmed', {}, RESOLVED, 'dupont'),
    ]),
    command('escalateTicket', 'escalate', 'Hand a ticket to the next level, with the document that it asks for', [
      example('To N2, in the words of N1', { to: 'N2', reformulation: 'Printer 4 gets no orders.' }, [
        'acknowledgeTicket',
      ]),
      example('To N3, reproduced', { to: 'N3', reproduction }, ['acknowledgeTicket', 'escalateTicket']),
    ]),
    command('returnTicket', 'return', 'Give a ticket back to a lower level, with the reason', [
      example('Back to N1', { to: 'N1', reason: 'The printer is switched off.' }, [
        'acknowledgeTicket',
        'escalateTicket',
      ]),
    ]),
    command('assignTicket', 'assign', 'Say which person or team works on a ticket; without both, nobody does', [
      example('To a person', { person: 'n1@support.example' }, []),
      example('To a team', { team: 'printing' }, []),
      example('To nobody', {}, []),
    ]),
    command('noteOnTicket', 'note', 'Write a note for the provider alone: a client never sees it', [
      example('A note', { note: 'Same cause as last week?' }, []),
    ]),
  ] as const;
}

const reproduction = {
  steps: 'Place an order on the test environment.',
  expected: 'Printer 4 prints it.',
  observed: 'The queue keeps it.',
  environment: 'test, version 2026.3',
};

const RESOLVED = ['acknowledgeTicket', 'qualifyTicket', 'resolveTicket'];
