import type { Model } from 'mongoose';
import { isDuplicate } from './duplicate';

interface View {
  readonly _id: string;
  readonly sequence: number;
  /** When the last event that it shows was recorded; views of an older Cadran tell nothing of it. */
  readonly recordedAt?: string;
}

/**
 * Replaces a view unless the stored one shows what was recorded later already: a view never goes back. A worker that was killed in the
 * middle of a task may have left a view of what never was, and what was decided anew was recorded later, whatever its number
 * (see `writeEvents`).
 */
export async function replaceOlderView<Stored extends View>(
  views: Model<Stored>,
  { _id, ...view }: Stored & { readonly recordedAt: string },
): Promise<void> {
  const { recordedAt, sequence } = view;
  const change = { $set: view } as never;
  try {
    await views.updateOne({ _id: { $eq: _id }, recordedAt: { $lt: recordedAt } } as never, change, { upsert: true });
  } catch (error) {
    // An upsert that meets a view not recorded before this one tries to add a second. Asked apart: with `$or` in one question some
    // servers read the whole collection.
    if (!isDuplicate(error)) throw error;
    const asRecent = { _id: { $eq: _id }, recordedAt: { $in: [recordedAt, null] }, sequence: { $lt: sequence } };
    await views.updateOne(asRecent as never, change);
  }
}
