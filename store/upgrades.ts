import { model, Schema } from 'mongoose';
import type { UpgradeAnswer } from '../domain/upgrade/answer';
import { upgradeName } from '../domain/upgrade/notices';
import { replaceOlderView } from './older-view';

/** The view of an upgrade: its answer, and what lists look for. */
interface StoredUpgrade {
  /** `CLIENT:PRODUCT@VERSION`. */
  _id: string;
  client: string;
  /** `PRODUCT@VERSION`. */
  rollout: string;
  product: string;
  status: string;
  sequence: number;
  /** When its last event was recorded: of two views of a number the later one is true. */
  recordedAt: string;
  answer: unknown;
}

const upgrades = model<StoredUpgrade>(
  'upgrades',
  new Schema<StoredUpgrade>(
    {
      ...{
        _id: String,
        client: String,
        rollout: String,
        product: String,
        status: String,
        sequence: Number,
        recordedAt: String,
      },
      answer: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  )
    .index({ rollout: 1, _id: 1 })
    .index({ client: 1, _id: 1 }),
  'upgrades',
);

/** Replaces the view of an upgrade unless the stored one is newer. */
export async function writeUpgrade(answer: UpgradeAnswer, recordedAt: string): Promise<void> {
  const { client, product, version, status, sequence } = answer;
  const known = { client, product, rollout: `${product}@${version}`, status };
  await replaceOlderView(upgrades, { _id: upgradeName(answer), ...known, sequence, recordedAt, answer });
}

export async function readUpgrade(name: string): Promise<UpgradeAnswer | null> {
  const found = await upgrades.findOne({ _id: { $eq: name } }).lean();
  return found ? (found.answer as UpgradeAnswer) : null;
}

export interface UpgradeFilter {
  readonly client?: string | undefined;
  readonly product?: string | undefined;
  readonly version?: string | undefined;
  readonly status?: string | undefined;
}

/** At most `limit` upgrades after a name, in the order of their names, which never changes; `next` is the name to go on after. */
export async function listUpgrades(
  { client, product, version, status }: UpgradeFilter,
  { limit, after, descending }: { limit: number; after?: string | undefined; descending: boolean },
): Promise<{ items: UpgradeAnswer[]; next: string | null }> {
  const rollout = product !== undefined && version !== undefined ? { rollout: `${product}@${version}` } : {};
  const found = await upgrades
    .find({
      ...(client === undefined ? {} : { client }),
      ...rollout,
      ...(product === undefined ? {} : { product }),
      ...(version === undefined ? {} : { 'answer.version': version }),
      ...(status === undefined ? {} : { status }),
      ...(after === undefined ? {} : { _id: descending ? { $lt: after } : { $gt: after } }),
    })
    .sort({ _id: descending ? -1 : 1 })
    .limit(limit + 1)
    .lean();
  const page = found.slice(0, limit);
  return {
    items: page.map(({ answer }) => answer as UpgradeAnswer),
    next: found.length > limit ? (page.at(-1)?._id ?? null) : null,
  };
}

/** Upgrades are told of at most so many at once: the others read the registers themselves before anything is announced or begun. */
const toldAtMost = 500;

/**
 * The upgrades that a change of a register may concern, of a client or of a product, of all where neither is told: those that go on, and
 * those that a corrected register may bring back; the ones that are to be promoted soonest, at most 500.
 */
export async function upgradesGoingOn({
  client,
  product,
}: {
  readonly client?: string | null | undefined;
  readonly product?: string | null | undefined;
}): Promise<{ client: string; product: string; version: string }[]> {
  const found = await upgrades
    .find(
      {
        ...(typeof client === 'string' ? { client: { $eq: client } } : {}),
        ...(typeof product === 'string' ? { product: { $eq: product } } : {}),
        status: { $nin: ['promoted', 'stopped'] },
        $nor: [{ status: 'superseded', 'answer.superseded.correctableUntil': { $exists: false } }],
      },
      { client: 1, product: 1, rollout: 1 },
    )
    .sort({ 'answer.window.startsAt': 1, _id: 1 })
    .limit(toldAtMost)
    .lean();
  return found.map((one) => ({
    client: one.client,
    product: one.product,
    version: one.rollout.slice(one.product.length + 1),
  }));
}

/** A client's upgrades of a product: one for each version that was published to it. */
export async function upgradesOf({ client, product }: { client: string; product: string }): Promise<UpgradeAnswer[]> {
  const found = await upgrades.find({ client, product }, { answer: 1 }).sort({ _id: 1 }).lean();
  return found.map(({ answer }) => answer as UpgradeAnswer);
}
