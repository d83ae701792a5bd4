import { model, Schema } from 'mongoose';
import { isDuplicate } from './duplicate';

/** Which ticket somebody is being given who has asked for the next one, by the key of that request. */
interface StoredTaking {
  readonly _id: string;
  readonly reference: string;
  /** The team that had it: the same request says the same of it again. */
  readonly team?: string | null;
  readonly at: Date;
}

export interface Taking {
  readonly reference: string;
  readonly team: string | null;
}

/** How long a request may come again, seconds: a day. */
const keptSeconds = 24 * 3600;

const takings = model<StoredTaking>(
  'taking',
  new Schema<StoredTaking>({ _id: String, reference: String, team: String, at: Date }, { versionKey: false }).index(
    { at: 1 },
    { expireAfterSeconds: keptSeconds },
  ),
  'takings',
);

/** The ticket that a request tries or has taken. */
export async function readTaking(key: string): Promise<Taking | undefined> {
  const found = await takings.findOne({ _id: { $eq: key } }).lean();
  return found ? { reference: found.reference, team: found.team ?? null } : undefined;
}

/**
 * Notes, before it is tried, that a request takes a ticket instead of the one before, which another had taken. Answers the ticket that
 * counts: that of the same request where it was quicker.
 */
export async function noteTaking(
  key: string,
  { before, taking, at }: { readonly before: Taking | undefined; readonly taking: Taking; readonly at: string },
): Promise<Taking> {
  if (before !== undefined) {
    const unchanged = { _id: { $eq: key }, reference: { $eq: before.reference } };
    const found = await takings.updateOne(unchanged, { ...taking });
    return found.matchedCount > 0 ? taking : ((await readTaking(key)) ?? taking);
  }
  try {
    await takings.create({ _id: key, ...taking, at: new Date(at) });
    return taking;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return (await readTaking(key)) ?? taking;
  }
}
