import { Context } from '@temporalio/activity';
import { compileContract } from '../domain/calendar/compile';
import { refusal } from '../domain/refusal';
import { admission, isInForce } from '../domain/ticket/eligibility';
import { governing } from '../domain/ticket/governing';
import type { TicketEvent } from '../domain/ticket/events';
import type { TicketAnswer } from '../domain/ticket/schema';
import { readEntry } from '../store/registers';
import { collectionsAreMade } from '../store/collections';
import { writeBilling, type BillingRecord } from '../store/billing';
import { writeEvents, writeTicket } from '../store/tickets';
import { admissionOf, eligibilityFacts } from './admission';
import { failFast } from './fail-fast';
import { whileBeating } from './heartbeat';
import type { Mailer } from './mail/mailer';
import type { RecordedEvent, RegisterActivities, TicketActivities } from './ports';
import type { WebhookSender } from './webhook/webhook-sender';

export interface TicketSideEffects {
  readonly mailer: Mailer;
  readonly webhooks: WebhookSender;
  /** Told what was published, at the instant in epoch ms. */
  readonly onPublished?: (events: readonly RecordedEvent[], atMs: number) => void;
}

/** The side effects of tickets on the real registers, read model and mail server. */
export function createTicketActivities({
  mailer,
  webhooks,
  onPublished,
}: TicketSideEffects): TicketActivities & RegisterActivities {
  return {
    async loadAdmission(opening) {
      failFast();
      return await admissionOf(opening, Context.current().info.currentAttemptScheduledTimestampMs);
    },

    async loadTimetables({ client, contractVersion, hours, fromMs, toMs }) {
      failFast();
      const contract = await readEntry('contracts', `${client}/${contractVersion}`);
      if (!contract) throw new Error(`contract ${client}/${contractVersion} is not in the register`);
      const compiled = compileContract(contract, fromMs, toMs);
      return Object.fromEntries(Object.entries(compiled).filter(([name]) => hours.includes(name)));
    },

    async loadTerms({ client, contractVersion, at, fromMs, toMs }) {
      failFast();
      const [found, contract] = await Promise.all([
        readEntry('clients', client),
        readEntry('contracts', `${client}/${contractVersion}`),
      ]);
      if (!found || !contract) return refusal('contract-unknown', { client, version: contractVersion });
      if (isInForce(contract, at)) return governing(contract, found.language, fromMs, toMs);
      const { effectiveFrom: from, effectiveUntil } = contract;
      return refusal('contract-not-in-force', { version: contractVersion, from, until: effectiveUntil ?? '' });
    },

    async decideAgain({ opening, contractVersion, at }) {
      failFast();
      return admission(await eligibilityFacts(opening, at, contractVersion));
    },

    async publishTicket({ reference, events, answer, breachDueAt = null }) {
      failFast();
      if (!(await collectionsAreMade())) throw new Error('the store has just begun: its collections are being made');
      const rows = events.map(({ sequence, recordedAt, event: { type, at, by, data } }) => ({
        sequence,
        recordedAt,
        type,
        at,
        by,
        data,
      }));
      await writeEvents(`ticket:${reference}`, rows);
      await writeBilling(events.flatMap(({ event }) => billingOf(event, answer)));
      await writeTicket(answer, breachDueAt);
      onPublished?.(events, Date.now());
    },

    sendNotice: (notice) => whileBeating(() => (notice.via === 'webhook' ? webhooks : mailer).send(notice)),
  };
}

/** What an event has billed: one record for each accepted quotation of a request that is done (annex "Demande Complémentaire"). */
function billingOf(event: TicketEvent, { reference, client, title }: TicketAnswer): BillingRecord[] {
  if (event.type !== 'quotation-billed') return [];
  return [{ id: `${reference}-${event.data.number}`, at: event.at, client, reference, title, ...event.data }];
}
