import { model, Schema } from 'mongoose';
import { isDuplicate } from './duplicate';

/** Which ticket somebody is being given who has asked for the next one, by the key of that request. */
interface StoredTaking {
  readonly _id: string;
  readonly reference: string;
  readonly at: Date;
}

/** How long a request may come again, seconds: a day. */
const keptSeconds = 24 * 3600;

const takings = model<StoredTaking>(
  'taking',
  new Schema<StoredTaking>({ _id: String, reference: String, at: Date }, { versionKey: false }).index(
    { at: 1 },
    { expireAfterSeconds: keptSeconds },
  ),
  'takings',
);

/** The ticket that a request tries or has taken. */
export async function readTaking(key: string): Promise<string | undefined> {
  return (await takings.findOne({ _id: { $eq: key } }).lean())?.reference;
}

/**
 * Notes, before it is tried, that a request takes a ticket instead of the one before, which another had taken. Answers the ticket that
 * counts: that of the same request where it was quicker.
 */
export async function noteTaking(
  key: string,
  { before, reference, at }: { readonly before: string | undefined; readonly reference: string; readonly at: string },
): Promise<string> {
  if (before !== undefined) {
    const found = await takings.updateOne({ _id: { $eq: key }, reference: { $eq: before } }, { reference });
    return found.matchedCount > 0 ? reference : ((await readTaking(key)) ?? reference);
  }
  try {
    await takings.create({ _id: key, reference, at: new Date(at) });
    return reference;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return (await readTaking(key)) ?? reference;
  }
}
