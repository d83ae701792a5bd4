import { Context } from '@temporalio/activity';
import { compileContract } from '../domain/calendar/compile';
import { readEntry } from '../store/registers';
import { collectionsAreMade } from '../store/collections';
import { writeEvents, writeTicket } from '../store/tickets';
import { admissionOf } from './admission';
import { failFast } from './fail-fast';
import type { Mailer } from './mail/mailer';
import type { RecordedEvent, TicketActivities } from './ports';

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
      return await admissionOf(opening, Context.current().info.currentAttemptScheduledTimestampMs);
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
      await writeTicket(answer, breachDueAt);
      onPublished?.(events, Date.now());
    },

    sendNotice: (notice) => mailer.send(notice),
  };
}
