import { model, Schema } from 'mongoose';
import type { TicketAnswer } from '../domain/ticket/schema';

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

const duplicateKey = 11_000;

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

function isDuplicate(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === duplicateKey;
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

/** Tickets, newest first, at most `limit`, after the cursor of the page before. */
export async function listTickets(
  where: { client?: string | undefined; status?: string | undefined },
  limit: number,
  after: { openedAt: string; reference: string } | null,
): Promise<Page<TicketAnswer>> {
  const filter = {
    ...(where.client === undefined ? {} : { client: { $eq: where.client } }),
    ...(where.status === undefined ? {} : { status: { $eq: where.status } }),
    ...(after === null
      ? {}
      : {
          openedAt: { $lte: after.openedAt },
          $or: [{ openedAt: { $lt: after.openedAt } }, { _id: { $lt: after.reference } }],
        }),
  };
  const found = await tickets
    .find(filter)
    .sort({ openedAt: -1, _id: -1 })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map(({ answer }) => answer as TicketAnswer);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? `${last.openedAt}_${last.reference}` : null };
}

/** The published events of a ticket in order, from after a number on. */
export async function listEvents(aggregate: string, after: number, limit: number): Promise<StoredEvent[]> {
  return await events
    .find({ aggregate: { $eq: aggregate }, sequence: { $gt: after } })
    .sort({ sequence: 1 })
    .limit(limit)
    .lean();
}
