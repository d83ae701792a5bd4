import { model, Schema } from 'mongoose';
import type { RolloutAnswer } from '../domain/rollout/answer';
import { replaceOlderView } from './older-view';
import { inTimeOrder, type TimePaging, type TimePlace } from './time-order';

/** The view of a rollout: its answer, and what lists look for. */
interface StoredRollout {
  /** `PRODUCT@VERSION`. */
  _id: string;
  product: string;
  status: string;
  startedAt: string;
  sequence: number;
  /** When its last event was recorded: of two views of a number the later one is true. */
  recordedAt: string;
  answer: unknown;
}

const rollouts = model<StoredRollout>(
  'rollouts',
  new Schema<StoredRollout>(
    {
      ...{ _id: String, product: String, status: String, startedAt: String, sequence: Number, recordedAt: String },
      answer: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  )
    .index({ startedAt: -1, _id: -1 })
    .index({ product: 1, startedAt: -1, _id: -1 }),
  'rollouts',
);

/** Replaces the view of a rollout unless the stored one is newer. */
export async function writeRollout(answer: RolloutAnswer, recordedAt: string): Promise<void> {
  const { product, version, status, startedAt, sequence } = answer;
  const _id = `${product}@${version}`;
  await replaceOlderView(rollouts, { _id, product, status, startedAt, sequence, recordedAt, answer });
}

export async function readRollout(name: string): Promise<RolloutAnswer | null> {
  const found = await rollouts.findOne({ _id: { $eq: name } }).lean();
  return found ? (found.answer as RolloutAnswer) : null;
}

/** Rollouts in the order of their publication; `next` is the place of the last of this page, where there are more. */
export async function listRollouts(
  { product, status }: { readonly product?: string | undefined; readonly status?: string | undefined },
  paging: TimePaging,
): Promise<{ items: RolloutAnswer[]; next: TimePlace | null }> {
  const direction = paging.order === 'newest-first' ? -1 : 1;
  const { found, more } = await inTimeOrder({}, paging, ({ at, id }, limit) =>
    rollouts
      .find({
        ...(product === undefined ? {} : { product }),
        ...(status === undefined ? {} : { status }),
        startedAt: at,
        ...(id === undefined ? {} : { _id: id }),
      })
      .sort({ startedAt: direction, _id: direction })
      .limit(limit)
      .lean(),
  );
  const items = found.map(({ answer }) => answer as RolloutAnswer);
  const last = found.at(-1);
  return { items, next: more && last ? { at: last.startedAt, id: last._id } : null };
}

/** The versions of a product that are on their way to clients. */
export async function rolloutsUnderWay(product: string): Promise<string[]> {
  const found = await rollouts
    .find({ product, status: { $in: ['starting', 'running', 'paused'] } }, { answer: 1 })
    .lean();
  return found.map(({ answer }) => (answer as RolloutAnswer).version);
}

/** The updates and fixes of a product whose rollout is done, those published first first. */
export async function rolledOutParts(product: string): Promise<RolloutAnswer[]> {
  const found = await rollouts.find({ product, status: 'done' }, { answer: 1 }).sort({ startedAt: 1 }).lean();
  return found.map(({ answer }) => answer as RolloutAnswer).filter(({ kind }) => kind !== 'version');
}
