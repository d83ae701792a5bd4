import { z } from 'zod';
import { languageSchema } from '../languages';
import type { Contact } from '../contract/contract';
import { toInstant } from '../time/instant';
import { sideOf } from './actor';
import { rulesOf } from './rules';
import { readClocks } from './clocks';
import { isEnded } from './answer';
import { neededMs, thresholdSchema } from '../clock/thresholds';
import type { TicketEvent } from './events';
import { clockNameSchema, type TicketState } from './schema';

export const noticeTemplateSchema = z.enum([
  'received',
  'received-without-sla',
  'rejected',
  'question',
  'answered',
  'message',
  'reminder',
  'unanswered',
  'silence',
  'out-of-scope',
  'priority-proposed',
  'priority-accepted',
  'priority-declined',
  'resolved',
  'reopened',
  'warning',
  'breach',
]);
export type NoticeTemplate = z.infer<typeof noticeTemplateSchema>;

/**
 * A mail to one person about one event. (reference, sequence, recipient, template) is its key: it is sent once, and its
 * Message-ID is made from the key.
 */
export const noticeSchema = z.strictObject({
  reference: z.string(),
  sequence: z.number().int(),
  template: noticeTemplateSchema,
  recipient: z.string(),
  language: languageSchema,
  title: z.string(),
  priority: z.string(),
  zone: z.string(),
  at: z.string(),
  text: z.string().nullable(),
  reason: z.string().nullable(),
  clock: clockNameSchema.nullable(),
  threshold: thresholdSchema.nullable(),
  dueAt: z.string().nullable(),
  targetMs: z.number().nullable(),
  /** Which reminder of a question this is. */
  reminder: z.number().int().optional(),
  /** To the client's side, which can answer by mail. */
  toClient: z.literal(true).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** The notices that an event brings about, given the ticket after it; `sequence` is the event's number. */
export function noticesFor(event: TicketEvent, state: TicketState, sequence: number): Notice[] {
  const to = (template: NoticeTemplate, contacts: readonly Contact[], more: Partial<Notice> = {}): Notice[] =>
    distinct(contacts).map(({ email, language }) => ({
      reference: state.opening.reference,
      sequence,
      template,
      recipient: email,
      language,
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
      ...(isClientSide(state, email) ? { toClient: true as const } : {}),
      ...more,
    }));
  const support = state.terms?.contacts.support ?? [];
  switch (event.type) {
    case 'admission-decided': {
      const { decision, reason } = event.data.admission;
      // It ended while the registers were away: its verdict is wanted, news of its opening are not.
      if (state.status === 'closed') return [];
      const template = { admitted: 'received', 'without-sla': 'received-without-sla', rejected: 'rejected' } as const;
      return [
        ...to(template[decision], clientSide(state), { reason }),
        ...(decision === 'rejected'
          ? []
          : to(
              'received',
              support.filter(({ email }) => !isClientSide(state, email)),
            )),
      ];
    }
    case 'client-asked':
      return to('question', clientSide(state), { text: event.data.question });
    case 'client-answered':
      return to('answered', support, { text: event.data.answer });
    case 'message-written':
      return to('message', otherSide(event, state), { text: event.data.message });
    case 'client-reminded':
      return to('reminder', clientSide(state), { text: state.question, reminder: event.data.number });
    case 'closed': {
      const { reason } = event.data;
      return reason === 'confirmed' || rulesOf(state) < 2 ? [] : to(reason, clientSide(state));
    }
    case 'rejected':
      return to('out-of-scope', clientSide(state), { text: event.data.advice, reason: event.data.outOfScope });
    case 'priority-proposed':
      return to('priority-proposed', otherSide(event, state), { text: event.data.impact, reason: event.data.priority });
    case 'priority-accepted':
      return to('priority-accepted', otherSide(event, state), { reason: event.data.priority });
    case 'priority-declined':
      return to('priority-declined', otherSide(event, state), { text: event.data.reason, reason: event.data.priority });
    case 'resolved':
      return to('resolved', clientSide(state), { text: event.data.answer, reason: event.data.kind });
    case 'reopened':
      return to('reopened', support, { text: event.data.reason });
    case 'warned':
    case 'breached': {
      const { clock, threshold, targetMs } = event.data;
      const told = state.terms?.escalation.find(({ at }) => at === threshold)?.tell ?? [];
      const contacts = told.flatMap((party) =>
        party === 'client' ? clientSide(state) : (state.terms?.contacts[party] ?? []),
      );
      const due = readClocks(state, Date.parse(event.at)).find((one) => one.clock === clock)?.dueMs;
      const dueAt = due === undefined ? event.at : toInstant(due);
      return to(event.type === 'warned' ? 'warning' : 'breach', contacts, { clock, threshold, targetMs, dueAt });
    }
    default:
      return [];
  }
}

/**
 * Whether a notice still says the truth, checked at the moment of sending: a reminder is dropped once the client has answered or
 * a later one is due; a warning once the clock stands, its target has changed or a later threshold was announced; a breach once
 * it was withdrawn. `undefined`: send it.
 */
export function whyNotSend(notice: Notice, state: TicketState): string | undefined {
  const { clock, threshold, targetMs, reminder } = notice;
  if (reminder !== undefined) {
    if (state.status !== 'waiting-client') return 'answered';
    return reminder < (state.reminded ?? 0) ? 'superseded' : undefined;
  }
  if (clock === null || threshold === null) return undefined;
  const told = state.announced.filter((one) => one.clock === clock && one.targetMs === targetMs);
  if (!told.some((one) => one.threshold === threshold)) return 'withdrawn';
  if (threshold === 'breach') return undefined;
  if (isEnded(state) || state.status === 'resolved') return 'resolved';
  const later = told.some((one) => neededMs(one.threshold, one.targetMs) > neededMs(threshold, one.targetMs));
  return later ? 'superseded' : undefined;
}

function clientSide(state: TicketState): Contact[] {
  const { requester } = state.opening;
  const own =
    requester.role === 'client' && requester.email !== null
      ? [{ email: requester.email, language: requester.language }]
      : [];
  return [...own, ...(state.terms?.contacts.client ?? [])];
}

/** Whom a side's doing is told to: the other one. */
function otherSide({ by }: TicketEvent, state: TicketState): readonly Contact[] {
  return sideOf(by) === 'client' ? (state.terms?.contacts.support ?? []) : clientSide(state);
}

function isClientSide(state: TicketState, email: string): boolean {
  return clientSide(state).some((contact) => contact.email === email);
}

function distinct(contacts: readonly Contact[]): Contact[] {
  return contacts.filter(({ email }, index) => contacts.findIndex((one) => one.email === email) === index);
}
