import { model, Schema } from 'mongoose';
import { inTimeOrder, type TimePaging, type TimePlace } from './time-order';

/** A command to many tickets as it was asked for. */
export interface FanOutOrder {
  readonly id: string;
  readonly kind: string;
  readonly command: { readonly name: string; readonly data: unknown };
  readonly actor: { readonly id: string; readonly role: string };
  readonly references: readonly string[];
}

/** What is on record of one; until it is started, with all that starts it. */
export interface RecordedFanOut {
  readonly id: string;
  readonly kind: string;
  readonly by: string;
  readonly total: number;
  readonly requestedAt: string;
  /** Null while it waits for Temporal. */
  readonly startedAt: string | null;
}

type StoredFanOut = Omit<RecordedFanOut, 'id'> & {
  readonly _id: string;
  readonly order?: FanOutOrder;
  readonly content?: string;
};

const fanOuts = model<StoredFanOut>(
  'fanOut',
  new Schema<StoredFanOut>(
    {
      _id: String,
      kind: String,
      by: String,
      total: Number,
      requestedAt: String,
      startedAt: String,
      order: Schema.Types.Mixed,
      content: String,
    },
    { versionKey: false, minimize: false },
  )
    .index({ requestedAt: 1, _id: 1 })
    .index({ startedAt: 1, requestedAt: 1 }),
  'fanOuts',
);

/**
 * Puts one on record before it is started; one of that id that is there stays as it is. Answers whether the command on record is
 * the one that was asked for; records of an older Cadran do not say.
 */
export async function recordFanOut(order: FanOutOrder, requestedAt: string): Promise<boolean> {
  const { id, kind, actor, references, command } = order;
  const content = JSON.stringify(command);
  const recorded = { content, kind, by: actor.id, total: references.length, requestedAt, startedAt: null, order };
  await fanOuts.updateOne({ _id: { $eq: id } }, { $setOnInsert: recorded }, { upsert: true });
  const kept = await fanOuts.findById(id).lean();
  return (kept?.content ?? content) === content;
}

/** Whether one of that id is on record, begun or not. */
export async function isFanOutOnRecord(id: string): Promise<boolean> {
  return (await fanOuts.exists({ _id: { $eq: id } })) !== null;
}

/** Notes that one has begun: from then on it goes on by itself. */
export async function noteFanOutStarted(id: string, startedAt: string): Promise<void> {
  await fanOuts.updateOne({ _id: { $eq: id }, startedAt: null }, { $set: { startedAt }, $unset: { order: 1 } });
}

/** Takes one back that has not begun. */
export async function forgetFanOut(id: string): Promise<void> {
  await fanOuts.deleteOne({ _id: { $eq: id }, startedAt: null });
}

/** Those that were asked for before an instant and have not begun, the first first. */
export async function unstartedFanOuts(before: string, most: number): Promise<FanOutOrder[]> {
  const found = await fanOuts
    .find({ startedAt: null, requestedAt: { $lt: before } })
    .sort({ requestedAt: 1 })
    .limit(most)
    .lean();
  return found.flatMap(({ order }) => order ?? []);
}

/** Those on record, in the order in which they were asked for. */
export async function listFanOuts(paging: TimePaging): Promise<{ items: RecordedFanOut[]; next: TimePlace | null }> {
  const direction = paging.order === 'newest-first' ? -1 : 1;
  const { found, more } = await inTimeOrder({}, paging, ({ at, id }, limit) =>
    fanOuts
      .find({ requestedAt: at, ...(id === undefined ? {} : { _id: id }) })
      .sort({ requestedAt: direction, _id: direction })
      .limit(limit)
      .lean(),
  );
  const items = found.map(({ _id, kind, by, total, requestedAt, startedAt }) => ({
    ...{ id: _id, kind, by, total, requestedAt },
    startedAt: startedAt ?? null,
  }));
  const last = items.at(-1);
  return { items, next: more && last ? { at: last.requestedAt, id: last.id } : null };
}
