import { model, Schema } from 'mongoose';
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

/** An event as it is published: its aggregate is told beside it. */
export type EventToWrite = Omit<StoredEvent, '_id' | 'aggregate'>;

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

/**
 * Writes events, each once however often it is given, in the order of their numbers. Answers whether they are what happened.
 *
 * A workflow publishes within the very task that decides. A worker that is killed there leaves events of a task that never came to
 * be: the next worker decides anew, at a later instant, perhaps otherwise. So of two events of one number the one that was
 * recorded later is true, and what was recorded before it under a higher number never was. What such events have brought about is
 * taken back by `undo`, before they vanish.
 */
export async function writeEvents(
  aggregate: string,
  batch: readonly EventToWrite[],
  undo: (never: readonly StoredEvent[]) => Promise<void> = () => Promise.resolve(),
): Promise<boolean> {
  const documents = batch.map((event) => ({ ...event, _id: `${aggregate}#${event.sequence}`, aggregate }));
  try {
    await events.collection.insertMany(documents as never[], { ordered: false });
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return await replaceWhatNeverWas(aggregate, documents, undo);
  }
}

async function replaceWhatNeverWas(
  aggregate: string,
  documents: readonly StoredEvent[],
  undo: (never: readonly StoredEvent[]) => Promise<void>,
): Promise<boolean> {
  const given = new Map(documents.map((document) => [document._id, document]));
  const [first, last] = [documents[0], documents.at(-1)];
  if (!first || !last) return true;
  const stored = await events
    .find({ aggregate: { $eq: aggregate }, sequence: { $gte: first.sequence } })
    .sort({ sequence: 1 })
    .lean();
  const later = stored.find(({ _id, recordedAt }) => recordedAt > (given.get(_id)?.recordedAt ?? recordedAt));
  if (later) {
    // It is what was given that never was: an attempt that was cut off has come back.
    for (const { _id, sequence, recordedAt } of documents)
      if (sequence > later.sequence) await events.deleteOne({ _id: { $eq: _id }, recordedAt: { $eq: recordedAt } });
    return false;
  }
  const never = stored.filter(({ _id, recordedAt }) => recordedAt < (given.get(_id) ?? last).recordedAt);
  if (never.length > 0) await undo(never);
  for (const { _id, recordedAt } of never) {
    const unchanged = { _id: { $eq: _id }, recordedAt: { $eq: recordedAt } };
    const document = given.get(_id);
    if (document) await events.replaceOne(unchanged, document);
    else await events.deleteOne(unchanged);
  }
  return true;
}

/** The published events of an aggregate in order, from after a number on, those of some types left out. */
export async function listEvents(
  aggregate: string,
  after: number,
  limit: number,
  leftOut: readonly string[] = [],
): Promise<StoredEvent[]> {
  return await events
    .find({ aggregate: { $eq: aggregate }, sequence: { $gt: after }, type: { $nin: [...leftOut] } })
    .sort({ sequence: 1 })
    .limit(limit)
    .lean();
}

/** The published events of some types of an aggregate, in order; all of them. */
export async function eventsOfTypes(
  aggregate: string,
  types: readonly string[],
): Promise<Pick<StoredEvent, 'type' | 'data'>[]> {
  return await events
    .find({ aggregate: { $eq: aggregate }, type: { $in: [...types] } }, { type: 1, data: 1 })
    .sort({ sequence: 1 })
    .lean();
}
