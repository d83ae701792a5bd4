import type { Role } from '../../shell/session';
import { formatDuration } from '../../time/duration';
import { formatDate, formatInstant } from '../../time/format';
import { readersZone } from '../../time/zones';
import { sentenceWords } from '../../wording/sentences';
import { terms } from '../../wording/terms';
import { filled, type Language } from '../../wording/wording';
import { ticketStateOf, type Ticket } from './ticket-state';

/** What was decided on the eligibility of a ticket that has no commitment, and on which clause (annex §2). */
export function admissionSentence(
  { decision, reason, facts, clause }: NonNullable<Ticket['admission']>,
  language: Language,
): string {
  const named = terms[language];
  const because = filled(named[`reason.${reason}`], facts);
  return decision === 'admitted' ? because : filled(named[`admission.${decision}`], { reason: because, clause });
}

/** Where a ticket stands, in one sentence: for a client who has to act, else for the provider's people (patterns 1.2). */
export function standingSentence(ticket: Ticket, role: Role, language: Language): string {
  const words = sentenceWords[language];
  const named = terms[language];
  const client = role === 'client';
  const zone = ticket.zone ?? readersZone();
  const at = (instant: string): string => formatInstant(instant, zone, language, { long: true, year: false });
  const dueOf = (name: 'intervention' | 'resolution'): string | null => {
    const due = ticket.clocks.find(({ clock }) => clock === name)?.dueAt ?? null;
    return due === null ? null : at(due);
  };
  const state = ticketStateOf(ticket);
  switch (state) {
    case 'new':
      return words.new(at(ticket.openedAt), dueOf('intervention'));
    case 'acknowledged':
      return words.acknowledged(dueOf('resolution'));
    case 'qualified': {
      const category = ticket.category ? named[`category.${ticket.category}`] : '';
      return words.qualified(category, ticket.priority, dueOf('resolution'));
    }
    case 'in-progress':
      return words['in-progress'](dueOf('resolution'));
    case 'waiting-client':
      return waiting(ticket, client, at, language);
    case 'quoted': {
      const { number = 1, validUntil = '' } = ticket.quotation ?? {};
      return words[client ? 'quoted' : 'quotedAgent'](number, formatDate(validUntil, language));
    }
    case 'resolved': {
      const kind = ticket.resolution?.kind ?? 'fix';
      if (!client) return words.resolvedAgent(kind);
      return words.resolved(kind, ticket.reopenableUntil ? at(ticket.reopenableUntil) : null);
    }
    case 'closed':
      return words.closed(ticket.closedAt === null ? null : at(ticket.closedAt));
    case 'rejected': {
      const { rejection, admission } = ticket;
      if (rejection) return words.rejected(named[`scope.${rejection.outOfScope}`], rejection.clause);
      if (!admission) return words.rejectedPlainly;
      return words.rejected(filled(named[`reason.${admission.reason}`], admission.facts), admission.clause);
    }
    case 'merged':
      return words.merged(ticket.merged?.into ?? '');
  }
}

function waiting(ticket: Ticket, client: boolean, at: (instant: string) => string, language: Language): string {
  const words = sentenceWords[language];
  const resolution = ticket.clocks.find(({ clock }) => clock === 'resolution');
  const since = at(ticket.waits?.findLast(({ to }) => to === null)?.from ?? resolution?.asOf ?? ticket.openedAt);
  const used = resolution ? formatDuration(resolution.countedMs, language) : null;
  if (!client) return words.waitingAgent(since, used);
  const due = resolution?.dueIfResumedNow ?? null;
  return words.waiting(since, used, due === null ? null : at(due));
}
