import { z } from 'zod';
import type { TicketClient } from '../clients/ticket';
import { prioritySchema } from '../domain/contract/contract';
import { refusal } from '../domain/refusal';
import { codeSchema } from '../domain/registers/registers';
import { isEnded } from '../domain/ticket/answer';
import { referenceSchema } from '../domain/ticket/reference';
import { submissionSchema, type Submission } from '../domain/ticket/schema';
import { instantSchema, toInstant } from '../domain/time/instant';
import { companyOf, type Asking } from './company';
import { refuseUnknown } from './known-entries';
import { operation } from './operation';
import { nothing } from './parameters';
import { refused } from './problem';
import type { Scope } from './authorization';
import { idempotencyHeader, orUnavailable, visible } from './ticket-access';

const openedSchema = z
  .strictObject({
    reference: referenceSchema,
    openedAt: instantSchema,
    status: z.literal('new'),
    client: codeSchema,
    environment: codeSchema,
    priority: prioritySchema,
  })
  .meta({ id: 'OpenedTicket' });

const submission = { environment: 'prod', title: 'Stock screen empty', description: 'Since nine', priority: 'P2' };

/** Opening a ticket (annex §3). `now` is the clock of this process, epoch milliseconds. */
export function ticketOpeningOperation(tickets: TicketClient, now: () => number) {
  return operation({
    id: 'openTicket',
    method: 'post',
    path: '/v1/tickets',
    action: 'ticket.open',
    tag: 'Tickets',
    summary: 'Open a ticket',
    description:
      'Its clocks count from now on. Whether it is eligible (annex §2) is decided at once, or as soon as the registers answer.',
    params: nothing,
    query: nothing,
    headers: idempotencyHeader,
    body: submissionSchema,
    answer: openedSchema,
    answers: {
      201: { description: 'Opened.', headers: { Location: 'Where the ticket is.' } },
      200: { description: 'Opened before, with the same Idempotency-Key.', headers: { Location: 'Where it is.' } },
    },
    problems: [404, 422],
    examples: [
      { summary: 'By a client', as: 'dupont', body: submission },
      {
        summary: 'By support, for a client who called',
        as: 'support',
        body: { ...submission, client: 'dupont', priority: 'P1', channel: 'phone', caller: { name: 'Claire Dupont' } },
      },
    ],
    async handle({ caller, scope, body, headers }) {
      const client = companyOf({ caller, scope }, body.client);
      refusePhone(body, scope);
      await refuseUnknown(client, body.environment);
      if (body.followUpOf !== undefined)
        await refuseOpen(tickets, { caller, scope }, { client, reference: body.followUpOf, now: toInstant(now()) });
      const { environment, title, description, reproduction = null, priority, channel } = body;
      const { caller: phoneCaller, followUpOf } = body;
      const requester = { id: caller.sub, role: caller.role, email: caller.email ?? null, language: caller.language };
      const opened = await orUnavailable(
        tickets.open(
          {
            client,
            environment,
            title,
            description,
            reproduction,
            priority,
            channel,
            ...(phoneCaller === undefined ? {} : { caller: phoneCaller }),
            ...(followUpOf === undefined ? {} : { followUpOf }),
            openedAt: toInstant(now()),
            requester,
          },
          headers['idempotency-key'],
        ),
      );
      if ('refusal' in opened) throw refused(opened);
      const { reference, openedAt, repeated } = opened;
      return {
        status: repeated ? 200 : 201,
        headers: { Location: `/v1/tickets/${reference}` },
        body: { reference, openedAt, status: 'new' as const, client, environment, priority },
      };
    },
  });
}

/** The phone is for critical incidents, entered by support with who called (annex §3). */
function refusePhone({ channel, priority, caller }: Submission, scope: Scope): void {
  if (channel !== 'phone') {
    if (caller) throw refused(refusal('caller-of-phone-only'));
    return;
  }
  if (scope === 'own') throw refused(refusal('phone-by-support-only'));
  if (priority !== 'P1') throw refused(refusal('phone-for-p1-only'));
  if (!caller) throw refused(refusal('caller-missing'));
}

/** A follow-up goes on from a ticket of the same company that is over, or can't be reopened any more at an instant. */
async function refuseOpen(
  tickets: TicketClient,
  asking: Asking,
  { client, reference, now }: { readonly client: string; readonly reference: string; readonly now: string },
): Promise<void> {
  const before = await visible(tickets, asking, reference);
  if (before.client !== client) throw refused(refusal('not-found', { reference }));
  const isFinal = before.status === 'resolved' && (before.reopenableUntil ?? '9') < now;
  if (!isEnded(before) && !isFinal) throw refused(refusal('follow-up-of-open', { reference, status: before.status }));
}
