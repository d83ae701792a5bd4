import { model, Schema } from 'mongoose';
import type { TicketAnswer } from '../domain/ticket/schema';
import { queuePlaceOf } from '../domain/ticket/queue';
import { storeIsUp } from './connect';
import { replaceOlderView } from './older-view';

/** The view of a ticket: its answer, and what lists and the watcher look for. */
export interface StoredTicket {
  _id: string;
  client: string;
  status: string;
  openedAt: string;
  sequence: number;
  /** When the last event that it shows was recorded. */
  recordedAt?: string;
  answer: unknown;
  /** What it is tied to: its anomaly, and the tickets that it is linked to or was merged into. */
  anomaly: string | null;
  linksTo: string[];
  /** Its place in support's queue (`domain/ticket/queue.ts`); null: nothing is to be done. */
  queue: string | null;
  /** Whether something that a clock announced waits for somebody to take it on. */
  escalated: boolean;
  /** When a breach is to be told next, by what was published last; null: none. */
  breachDueAt: string | null;
}

export const tickets = model<StoredTicket>(
  'tickets',
  new Schema<StoredTicket>(
    {
      _id: String,
      client: String,
      status: String,
      openedAt: String,
      sequence: Number,
      recordedAt: String,
      answer: Schema.Types.Mixed,
      anomaly: String,
      linksTo: [String],
      queue: String,
      escalated: Boolean,
      breachDueAt: String,
    },
    { versionKey: false, minimize: false },
  )
    .index({ openedAt: -1, _id: -1 })
    .index({ client: 1, openedAt: -1, _id: -1 })
    .index({ anomaly: 1, openedAt: -1, _id: -1 })
    .index({ linksTo: 1, openedAt: -1, _id: -1 })
    .index({ queue: 1, _id: 1 })
    .index({ breachDueAt: 1 }),
  'tickets',
);

/** Replaces the view of a ticket unless the stored one is newer. */
export async function writeTicket(answer: TicketAnswer, recordedAt: string, breachDueAt: string | null): Promise<void> {
  const { reference, client, status, openedAt, sequence, anomaly = null, links = [], merged } = answer;
  const linksTo = [...links.map(({ to }) => to), ...(merged ? [merged.into] : [])];
  const escalated = (answer.escalations ?? []).some(({ reached }) => reached.some(({ acknowledged }) => !acknowledged));
  const known = { client, status, openedAt, sequence, recordedAt, answer };
  await replaceOlderView(tickets, {
    _id: reference,
    ...known,
    anomaly,
    linksTo,
    queue: queuePlaceOf(answer),
    escalated,
    breachDueAt,
  });
}

export async function readTicket(reference: string): Promise<TicketAnswer | null> {
  const found = await tickets.findOne({ _id: { $eq: reference } }).lean();
  return found ? (found.answer as TicketAnswer) : null;
}

/** The open tickets that are tied to an anomaly, in the order of their references; all, as a resolution is proposed to each. */
export async function openTicketsTiedTo(anomaly: string): Promise<string[]> {
  const found = await tickets
    .find({ anomaly: { $eq: anomaly }, status: { $nin: ['closed', 'rejected'] } }, { _id: 1 })
    .sort({ _id: 1 })
    .lean();
  return found.map(({ _id }) => _id);
}

/** A client's open tickets that are linked to something, in the order of their references: all, as each may stop a promotion (annex §10). */
export async function openTicketsLinkedTo(client: string, to: string): Promise<string[]> {
  const asked = { client: { $eq: client }, linksTo: { $eq: to }, status: { $nin: ['resolved', 'closed', 'rejected'] } };
  const found = await tickets.find(asked, { _id: 1 }).sort({ _id: 1 }).lean();
  return found.map(({ _id }) => _id);
}

/**
 * The tickets whose breach was to be told in [`from`, `until`) and, as far as their views know, was not: the longest due first,
 * at most `limit`. The index gives this range alone, which is empty while all goes well.
 */
export async function overdueBreaches(
  { from, until }: { from: string; until: string },
  limit: number,
): Promise<{ reference: string; dueAt: string }[]> {
  const found = await tickets
    .find({ breachDueAt: { $gte: from, $lt: until } }, { breachDueAt: 1 })
    .sort({ breachDueAt: 1 })
    .limit(limit)
    .lean();
  return found.map(({ _id, breachDueAt }) => ({ reference: _id, dueAt: breachDueAt ?? '' }));
}

/** The view of a ticket, for whoever goes on without the store where it is away. */
export async function storedTicket(reference: string): Promise<TicketAnswer | null> {
  return storeIsUp() ? await readTicket(reference) : null;
}
