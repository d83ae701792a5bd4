import { model, Schema } from 'mongoose';
import type { TicketAnswer } from '../domain/ticket/schema';
import { isDuplicate } from './duplicate';

/** A published event: (aggregate, sequence) is its identity, so that a repeated publication writes nothing twice. */
export interface StoredEvent {
  _id: string;
  aggregate: string;
  sequence: number;
  recordedAt: string;
  type: string;
  at: string;
  by: unknown;
  data: unknown;
}

interface StoredTicket {
  _id: string;
  client: string;
  status: string;
  openedAt: string;
  sequence: number;
  answer: unknown;
}

const events = model<StoredEvent>(
  'events',
  new Schema<StoredEvent>(
    {
      _id: String,
      aggregate: String,
      sequence: Number,
      recordedAt: String,
      type: 'String',
      at: String,
      by: Schema.Types.Mixed,
      data: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  ).index({ aggregate: 1, sequence: 1 }, { unique: true }),
  'events',
);

const tickets = model<StoredTicket>(
  'tickets',
  new Schema<StoredTicket>(
    { _id: String, client: String, status: String, openedAt: String, sequence: Number, answer: Schema.Types.Mixed },
    { versionKey: false, minimize: false },
  )
    .index({ openedAt: -1, _id: -1 })
    .index({ client: 1, openedAt: -1, _id: -1 }),
  'tickets',
);

/** Makes the indexes that the reads and the uniqueness of events need. */
export async function createTicketIndexes(): Promise<void> {
  await events.createIndexes();
  await tickets.createIndexes();
}

/** Writes events, each once however often it is given, in the order of their numbers. */
export async function writeEvents(
  aggregate: string,
  batch: readonly Omit<StoredEvent, '_id' | 'aggregate'>[],
): Promise<void> {
  const documents = batch.map((event) => ({ ...event, _id: `${aggregate}#${event.sequence}`, aggregate }));
  try {
    await events.collection.insertMany(documents as never[], { ordered: false });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Replaces the view of a ticket unless it shows a later event already: a view never goes back. */
export async function writeTicket(answer: TicketAnswer): Promise<void> {
  const { reference, client, status, openedAt, sequence } = answer;
  try {
    await tickets.updateOne(
      { _id: { $eq: reference }, sequence: { $lt: sequence } },
      { $set: { client, status, openedAt, sequence, answer } },
      { upsert: true },
    );
  } catch (error) {
    // An upsert that meets a view as new as this one tries to add a second: there is nothing left to do.
    if (!isDuplicate(error)) throw error;
  }
}

export async function readTicket(reference: string): Promise<TicketAnswer | null> {
  const found = await tickets.findOne({ _id: { $eq: reference } }).lean();
  return found ? (found.answer as TicketAnswer) : null;
}

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface TicketFilter {
  readonly client?: string | undefined;
  readonly status?: string | undefined;
  readonly priority?: string | undefined;
  /** Instants of opening, the first included, the last not. */
  readonly openedFrom?: string | undefined;
  readonly openedUntil?: string | undefined;
}

export interface TicketPaging {
  readonly limit: number;
  readonly after: { readonly openedAt: string; readonly reference: string } | null;
  readonly nowMs: number;
}

/** Before this no ticket was opened. */
const earliestMs = Date.UTC(2000, 0, 1);
const firstSpanMs = 6 * 3600 * 1000;

/**
 * Tickets, newest first, at most `limit`, after the cursor of the page before. They are asked for in spans that widen into the
 * past: a store may read all that matches a range before it sorts.
 */
export async function listTickets(
  filter: TicketFilter,
  { limit, after, nowMs }: TicketPaging,
): Promise<Page<TicketAnswer>> {
  const endMs = Math.max(earliestMs, Date.parse(filter.openedFrom ?? '') || earliestMs);
  // A clock that runs ahead on another machine must not hide its tickets.
  let untilMs = Math.min(nowMs + 24 * 3600 * 1000, Date.parse(filter.openedUntil ?? '') || Infinity);
  if (after) untilMs = Math.min(untilMs, Date.parse(after.openedAt) + 1);
  const found: { _id: string; openedAt: string; answer: unknown }[] = [];
  for (let spanMs = firstSpanMs; found.length <= limit && untilMs > endMs; spanMs *= 4) {
    const fromMs = Math.max(untilMs - spanMs, endMs);
    const span = { $gte: new Date(fromMs).toISOString(), $lt: new Date(untilMs).toISOString() };
    found.push(...(await ticketsIn(filter, span, after, limit + 1 - found.length)));
    untilMs = fromMs;
  }
  const items = found.slice(0, limit).map(({ answer }) => answer as TicketAnswer);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? `${last.openedAt}_${last.reference}` : null };
}

async function ticketsIn(
  { client, status, priority }: TicketFilter,
  openedAt: { $gte: string; $lt: string },
  after: TicketPaging['after'],
  limit: number,
) {
  const filter = {
    ...(client === undefined ? {} : { client: { $eq: client } }),
    ...(status === undefined ? {} : { status: { $eq: status } }),
    ...(priority === undefined ? {} : { 'answer.priority': { $eq: priority } }),
    openedAt,
    ...(after === null ? {} : { $or: [{ openedAt: { $lt: after.openedAt } }, { _id: { $lt: after.reference } }] }),
  };
  return await tickets.find(filter).sort({ openedAt: -1, _id: -1 }).limit(limit).lean();
}

/** The published events of a ticket in order, from after a number on. */
export async function listEvents(aggregate: string, after: number, limit: number): Promise<StoredEvent[]> {
  return await events
    .find({ aggregate: { $eq: aggregate }, sequence: { $gt: after } })
    .sort({ sequence: 1 })
    .limit(limit)
    .lean();
}
