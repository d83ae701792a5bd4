import { Context } from '@temporalio/activity';
import { compileContract } from '../domain/calendar/compile';
import { admission, contractInForce, creationDate, type EligibilityFacts } from '../domain/ticket/eligibility';
import { termsOf } from '../domain/ticket/terms';
import type { TicketEvent } from '../domain/ticket/events';
import type { TicketAnswer, TicketOpening } from '../domain/ticket/schema';
import { toEpochMs } from '../domain/time/instant';
import { findOverdueInvoice, listEntries, readEntry } from '../store/registers';
import { collectionsAreMade } from '../store/collections';
import { writeBilling, type BillingRecord } from '../store/billing';
import { writeEvents, writeTicket } from '../store/tickets';
import { storeIsUp } from '../store/connect';
import type { Mailer } from './mail/mailer';
import type { RecordedEvent, TicketActivities } from './ports';

const day = 24 * 3600 * 1000;
/** How far a ticket's timetable reaches at first; a running clock asks for more (design: the timetable is asked for before it runs out). */
const firstSpanMs = 60 * day;

export interface TicketSideEffects {
  readonly mailer: Mailer;
  /** Told what was published, at the instant in epoch ms. */
  readonly onPublished?: (events: readonly RecordedEvent[], atMs: number) => void;
}

/** The side effects of tickets on the real registers, read model and mail server. */
export function createTicketActivities({ mailer, onPublished }: TicketSideEffects): TicketActivities {
  return {
    async loadAdmission(opening) {
      failFast();
      const facts = await eligibilityFacts(opening);
      const { client, contract } = facts;
      const decided = admission(facts);
      if (!client || !contract || decided.decision === 'rejected')
        return { admission: decided, terms: null, timetables: {} };
      const fromMs = toEpochMs(opening.openedAt) - day;
      return {
        admission: decided,
        terms: termsOf(contract, client.language),
        timetables: compileContract(
          contract,
          fromMs,
          Math.max(Context.current().info.currentAttemptScheduledTimestampMs, fromMs) + firstSpanMs,
        ),
      };
    },

    async loadTimetables({ client, contractVersion, hours, fromMs, toMs }) {
      failFast();
      const contract = await readEntry('contracts', `${client}/${contractVersion}`);
      if (!contract) throw new Error(`contract ${client}/${contractVersion} is not in the register`);
      const compiled = compileContract(contract, fromMs, toMs);
      return Object.fromEntries(Object.entries(compiled).filter(([name]) => hours.includes(name)));
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

    sendNotice: (notice) => mailer.send(notice),
  };
}

/** What an event has billed: one record for each accepted quotation of a request that is done (annex "Demande Complémentaire"). */
function billingOf(event: TicketEvent, { reference, client, title }: TicketAnswer): BillingRecord[] {
  if (event.type !== 'quotation-billed') return [];
  return [{ id: `${reference}-${event.data.number}`, at: event.at, client, reference, title, ...event.data }];
}

/** With the store away an attempt fails at once, so that a workflow task never waits for it. */
function failFast(): void {
  if (!storeIsUp()) throw new Error('the store does not answer: MongoDB is away');
}

async function eligibilityFacts(opening: TicketOpening): Promise<EligibilityFacts> {
  const [client, environment, contracts] = await Promise.all([
    readEntry('clients', opening.client),
    readEntry('environments', `${opening.client}/${opening.environment}`),
    listEntries('contracts', { client: opening.client }),
  ]);
  const product = environment && (await readEntry('products', environment.product));
  const contract = contractInForce(contracts, opening.openedAt);
  const overdue = contract && (await findOverdueInvoice(opening.client, creationDate(contract, opening.openedAt)));
  const { openedAt } = opening;
  return { client, environment, product, contract, invoices: overdue ? [overdue] : [], openedAt };
}
