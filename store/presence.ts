import { model, Schema } from 'mongoose';
import { presentMs, type Present } from '../domain/ticket/presence';

/** The last sign that somebody has given of being at a ticket: no event of it, and gone when they are. */
interface StoredPresence {
  readonly _id: string;
  readonly reference: string;
  readonly person: string;
  readonly name: string;
  readonly doing: string;
  readonly seenAt: Date;
}

const presences = model<StoredPresence>(
  'presence',
  new Schema<StoredPresence>(
    { _id: String, reference: String, person: String, name: String, doing: String, seenAt: Date },
    { versionKey: false },
  )
    .index({ reference: 1, seenAt: -1 })
    // Nobody reads what is older: the store may take its minute to remove it.
    .index({ seenAt: -1 }, { expireAfterSeconds: presentMs / 1000 }),
  'presences',
);

/** Of all who are at a ticket, so many are told. */
const mostPresent = 200;

/** Notes that somebody is at a ticket. `nowMs` in epoch milliseconds. */
export async function notePresence(reference: string, { id, name, doing }: Present, nowMs: number): Promise<void> {
  const _id = `${reference}\n${id}`;
  const seen = { reference, person: id, name, doing, seenAt: new Date(nowMs) };
  await presences.updateOne({ _id: { $eq: _id } }, seen, { upsert: true });
}

/** Who is at a ticket or, without one, at any, but for one person; who gave a sign last stands first. */
export async function listPresent(
  { reference, except }: { readonly reference?: string; readonly except: string },
  nowMs: number,
): Promise<(Present & { readonly reference: string })[]> {
  const seenAt = { $gt: new Date(nowMs - presentMs) };
  const found = await presences
    .find({ ...(reference === undefined ? {} : { reference: { $eq: reference } }), seenAt })
    .sort({ seenAt: -1 })
    .limit(mostPresent)
    .lean();
  return found
    .filter(({ person }) => person !== except)
    .map(({ person: id, name, doing, reference: at }) => ({
      id,
      name,
      doing: doing as Present['doing'],
      reference: at,
    }));
}
