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
  /** When a breach is to be told next, by what was published last; null: none. */
  breachDueAt: string | null;
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
    {
      _id: String,
      client: String,
      status: String,
      openedAt: String,
      sequence: Number,
      answer: Schema.Types.Mixed,
      breachDueAt: String,
    },
    { versionKey: false, minimize: false },
  )
    .index({ openedAt: -1, _id: -1 })
    .index({ client: 1, openedAt: -1, _id: -1 })
    .index({ breachDueAt: 1 }),
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
export async function writeTicket(answer: TicketAnswer, breachDueAt: string | null): Promise<void> {
  const { reference, client, status, openedAt, sequence } = answer;
  try {
    await tickets.updateOne(
      { _id: { $eq: reference }, sequence: { $lt: sequence } },
      { $set: { client, status, openedAt, sequence, answer, breachDueAt } },
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
const leastSpanMs = 60_000;

type FoundTicket = Pick<StoredTicket, '_id' | 'openedAt' | 'answer'>;

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
  const found: FoundTicket[] = [];
  if (after) {
    const atMs = Date.parse(after.openedAt);
    const ofTheSameInstant = { openedAt: after.openedAt, _id: { $lt: after.reference } };
    if (atMs >= endMs && atMs < untilMs) found.push(...(await ticketsIn(filter, ofTheSameInstant, limit + 1)));
    untilMs = Math.min(untilMs, atMs);
  }
  let spanMs = firstSpanMs + Math.max(0, untilMs - nowMs);
  while (found.length <= limit && untilMs > endMs) {
    const fromMs = Math.max(untilMs - spanMs, endMs);
    const span = { openedAt: { $gt: new Date(fromMs - 1).toISOString(), $lt: new Date(untilMs).toISOString() } };
    const those = await ticketsIn(filter, span, limit + 1 - found.length);
    found.push(...those);
    untilMs = fromMs;
    spanMs = nextSpanMs(spanMs, those.length, limit + 1 - found.length);
  }
  const items = found.slice(0, limit).map(({ answer }) => answer as TicketAnswer);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? `${last.openedAt}_${last.reference}` : null };
}

/** A span that will hold those that are still wanted, by how many the one before held; much wider where it held none. */
function nextSpanMs(spanMs: number, held: number, wanted: number): number {
  const times = held === 0 ? 4 : Math.min((1.5 * wanted) / held, 16);
  return Math.max(Math.ceil(spanMs * times), leastSpanMs);
}

interface TicketRange {
  readonly openedAt: string | { readonly $gt: string; readonly $lt: string };
  readonly _id?: { readonly $lt: string };
}

/**
 * One range of one index, in words that the embedded store serves: with `$or`, or `$eq` before a range, it reads all tickets; with
 * `$gte` on a field in the middle of an index it forgets those at the bound.
 */
async function ticketsIn(
  { client, status, priority }: TicketFilter,
  range: TicketRange,
  limit: number,
): Promise<FoundTicket[]> {
  const filter = {
    ...(client === undefined ? {} : { client }),
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { 'answer.priority': priority }),
    ...range,
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
