import { z } from 'zod';
import { toEpochMs, toInstant } from '../time/instant';
import { sideOf } from './actor';
import { rulesOf } from './rules';
import { readClocks, stepsTaken } from './clocks';
import { thresholdSchema } from '../clock/thresholds';
import type { TicketEvent } from './events';
import {
  byMail,
  clientSide,
  distinct,
  isClientSide,
  otherSide,
  recipientSchema,
  toldBy,
  type Recipient,
} from './recipients';
import { offerSchema, quotationsOf } from './quotation';
import { clockNameSchema, withdrawableSchema, type TicketState } from './schema';

export const noticeTemplateSchema = z.enum([
  'received',
  'received-without-sla',
  'rejected',
  'admitted-later',
  'question',
  'answered',
  'message',
  'reminder',
  'unanswered',
  'silence',
  'confirmed',
  'wait-entered',
  'out-of-scope',
  'priority-proposed',
  'priority-accepted',
  'priority-declined',
  'priority-withdrawn',
  'priority-changed',
  'resolved',
  'proposed',
  'accepted',
  'declined',
  'declined-for-client',
  'attached',
  'merged',
  'reopened',
  'warning',
  'breach',
  'escalation',
  'quotation',
  'quotation-accepted',
  'quotation-refused',
  'quotation-expired',
  'quotation-withdrawn',
]);
export type NoticeTemplate = z.infer<typeof noticeTemplateSchema>;

/**
 * What one person is mailed, or one program called with, about one event. (reference, sequence, recipient, template) is its
 * key: it is sent once, and its Message-ID or Idempotency-Key is made from the key.
 */
export const noticeSchema = z.strictObject({
  reference: z.string(),
  sequence: z.number().int(),
  template: noticeTemplateSchema,
  ...recipientSchema.shape,
  title: z.string(),
  priority: z.string(),
  zone: z.string(),
  at: z.string(),
  text: z.string().nullable(),
  reason: z.string().nullable(),
  clock: clockNameSchema.nullable(),
  threshold: thresholdSchema.nullable(),
  /** Which of the clock's targets it is about. */
  deadline: z.number().int().optional(),
  dueAt: z.string().nullable(),
  targetMs: z.number().nullable(),
  /** Which reminder of a question this is. */
  reminder: z.number().int().optional(),
  /** The version that delivers a fix, the ticket to follow, or the priority before. */
  about: z.string().optional(),
  /** Notices of an older Cadran do not have it. */
  quotation: offerSchema.omit({ description: true }).optional(),
  /** Of a message that can be withdrawn until then. */
  withdrawable: withdrawableSchema.omit({ by: true }).optional(),
  /** To the client's side, which can answer by mail. */
  toClient: z.literal(true).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** The notices that an event brings about, given the ticket after it; `sequence` is the event's number. */
export function noticesFor(event: TicketEvent, state: TicketState, sequence: number): Notice[] {
  const to = (template: NoticeTemplate, recipients: readonly Recipient[], more: Partial<Notice> = {}): Notice[] =>
    distinct(recipients).map((recipient) => ({
      reference: state.opening.reference,
      sequence,
      template,
      ...recipient,
      title: state.opening.title,
      priority: state.priority,
      zone: state.terms?.zone ?? 'UTC',
      at: event.at,
      text: null,
      reason: null,
      clock: null,
      threshold: null,
      dueAt: null,
      targetMs: null,
      ...(isClientSide(state, recipient.recipient) ? { toClient: true as const } : {}),
      ...more,
    }));
  const client = clientSide(state);
  const support = (state.terms?.contacts.support ?? []).map(byMail);
  switch (event.type) {
    case 'admission-decided': {
      const { decision, reason } = event.data.admission;
      // It ended while the registers were away: its verdict is wanted, news of its opening are not.
      if (state.status === 'closed' || (state.rejection && rulesOf(state) >= 4)) return [];
      const template = { admitted: 'received', 'without-sla': 'received-without-sla', rejected: 'rejected' } as const;
      return [
        ...to(template[decision], client, { reason }),
        ...(decision === 'rejected'
          ? []
          : to(
              'received',
              support.filter(({ recipient }) => !isClientSide(state, recipient)),
            )),
      ];
    }
    case 'admission-reconsidered':
      return event.data.admission.decision === 'admitted'
        ? to('admitted-later', [...clientSide(state), ...support])
        : [];
    case 'client-asked':
      return to('question', client, { text: event.data.question });
    case 'client-answered':
      return to('answered', support, { text: event.data.answer });
    case 'message-written':
      return to('message', otherSide(event, state), {
        text: event.data.message,
        ...(event.data.withdrawable ? { withdrawable: event.data.withdrawable } : {}),
      });
    case 'client-reminded':
      return to('reminder', client, { text: state.question, reminder: event.data.number });
    case 'closed': {
      const { reason } = event.data;
      if (reason === 'confirmed')
        return enteredForClient(event, state) ? to('confirmed', client, { text: event.data.agreement ?? null }) : [];
      return reason === 'merged' || rulesOf(state) < 2 ? [] : to(reason, client);
    }
    case 'rejected':
      return to('out-of-scope', client, { text: event.data.advice, reason: event.data.outOfScope });
    case 'priority-proposed':
      return to('priority-proposed', otherSide(event, state), { text: event.data.impact, reason: event.data.priority });
    case 'priority-accepted':
      return to('priority-accepted', otherSide(event, state), { reason: event.data.priority });
    case 'priority-declined':
      return to('priority-declined', otherSide(event, state), { text: event.data.reason, reason: event.data.priority });
    case 'priority-withdrawn':
      return rulesOf(state) < 9 ? [] : to(event.type, otherSide(event, state), { reason: event.data.priority });
    case 'qualified': {
      const { from, priority, agreement, reason } = event.data;
      return from === undefined
        ? []
        : to('priority-changed', client, { about: from, reason: priority, text: agreement ?? reason ?? null });
    }
    case 'priority-changed': {
      const { from, to: priority, agreement, proposed } = event.data;
      return proposed || rulesOf(state) < 6
        ? []
        : to('priority-changed', client, { about: from, reason: priority, text: agreement });
    }
    case 'resolved':
      return to('resolved', client, { text: event.data.answer, reason: event.data.kind });
    case 'resolution-proposed': {
      const { kind, answer, version } = event.data;
      return to('proposed', client, { text: answer, reason: kind, about: version });
    }
    case 'resolution-accepted':
      return to('accepted', support, { text: event.data.agreement ?? null, reason: event.data.kind });
    case 'resolution-declined': {
      const { reason: text, kind: reason } = event.data;
      return rulesOf(state) >= 9 && sideOf(event.by) === 'provider'
        ? to('declined-for-client', client, { text, reason })
        : to('declined', support, { text, reason });
    }
    case 'attached':
      return event.data.told ? to('attached', otherSide(event, state), { text: event.data.name }) : [];
    case 'merged':
      return to('merged', client, { text: event.data.reason, about: event.data.into });
    case 'reopened':
      return to('reopened', support, { text: event.data.reason });
    case 'quoted':
      return to('quotation', client, { text: event.data.description, ...quotationOf(state, event.data) });
    case 'quotation-accepted': {
      const told = enteredForClient(event, state) ? client : support;
      return to(event.type, told, { text: event.data.description, ...quotationOf(state, event.data) });
    }
    case 'quotation-refused': {
      const told = enteredForClient(event, state) ? client : support;
      return to(event.type, told, { text: event.data.reason, ...quotationOf(state, event.data) });
    }
    case 'wait-recorded':
    case 'wait-corrected':
      return rulesOf(state) < 7 ? [] : to('wait-entered', client, { text: event.data.proof, dueAt: event.data.to });
    case 'quotation-expired':
      return to(event.type, support, quotationOf(state, event.data));
    case 'quotation-withdrawn':
      // The one that takes its place is told by itself, and says so.
      if (event.data.cause === 'replaced') return [];
      return to(event.type, client, { text: event.data.reason, ...quotationOf(state, event.data) });
    case 'warned':
    case 'breached':
    case 'escalation-reached': {
      const { clock, threshold, targetMs, deadline } = event.data;
      const atMs = toEpochMs(event.at);
      const due = readClocks(state, atMs).find((one) => one.clock === clock)?.dueMs;
      const dueAt = due === undefined ? event.at : toInstant(due);
      const told = stepsTaken(state, { threshold, atMs }).flatMap((step) => toldBy(step, state));
      return to(templates[event.type], told, { clock, threshold, targetMs, deadline, dueAt });
    }
    default:
      return [];
  }
}

/** What support enters of the client's own decisions is told to the client, who may not know of it. */
function enteredForClient({ by }: TicketEvent, state: TicketState): boolean {
  return rulesOf(state) >= 7 && sideOf(by) === 'provider';
}

const templates = { warned: 'warning', breached: 'breach', 'escalation-reached': 'escalation' } as const;

function quotationOf(state: TicketState, of: { readonly number: number }): Pick<Notice, 'quotation'> {
  const found = quotationsOf(state).find(({ number }) => number === of.number);
  if (!found) return {};
  const { number, amount, currency, validUntil } = found;
  return { quotation: { number, amount, currency, validUntil } };
}
