import { once } from 'node:events';
import mongoose, { model, Schema } from 'mongoose';
import { isDuplicate } from './duplicate';

type ObjectId = mongoose.Types.ObjectId;
const { GridFSBucket } = mongoose.mongo;

/**
 * What is known of the bytes of an attachment. The entry is there before the first byte and goes after the last, so that nothing
 * of an upload that was cut short stays unseen.
 */
interface StoredAttachment {
  _id: string;
  reference: string;
  /** Epoch milliseconds, of the last upload. */
  storedAtMs: number;
  /** Every upload that was begun, by its number in GridFS; two may be under way at once. */
  begun: ObjectId[];
  /** The one that is whole. */
  file: ObjectId | null;
  /** Whether its ticket is known to have it: then it stays for good. */
  kept: boolean;
}

const attachments = model<StoredAttachment>(
  'attachments',
  new Schema<StoredAttachment>(
    {
      _id: String,
      reference: String,
      storedAtMs: Number,
      begun: [Schema.Types.ObjectId],
      file: Schema.Types.ObjectId,
      kept: Boolean,
    },
    { versionKey: false, minimize: false },
  ).index({ kept: 1, storedAtMs: 1 }),
  'attachments',
);

/** GridFS keeps bytes in these two. They are declared to be made with all others: it would make them at the first upload. */
model('attachments.files', new Schema({}).index({ filename: 1, uploadDate: 1 }), 'attachments.files');
model('attachments.chunks', new Schema({}).index({ files_id: 1, n: 1 }, { unique: true }), 'attachments.chunks');

function bucket(): mongoose.mongo.GridFSBucket {
  const { db } = mongoose.connection;
  if (!db) throw new Error('the store is not connected');
  return new GridFSBucket(db, { bucketName: 'attachments', writeConcern: { w: 'majority' } });
}

/** Stores the bytes of an attachment under its id; does nothing where they are there already. */
export async function storeAttachment(id: string, reference: string, bytes: Uint8Array, nowMs: number): Promise<void> {
  const file = new mongoose.Types.ObjectId();
  await announce(id, reference, nowMs);
  const begun = await attachments.updateOne({ _id: { $eq: id }, file: null }, { $push: { begun: file } });
  if (begun.matchedCount === 0) return;
  const upload = bucket().openUploadStreamWithId(file, id);
  const finished = once(upload, 'finish');
  upload.end(bytes);
  await finished;
  const first = await attachments.updateOne({ _id: { $eq: id }, file: null }, { $set: { file } });
  if (first.matchedCount === 0) await deleteFile(file);
}

/** Makes the entry of an attachment, or says of the one that is there that it was uploaded again. */
async function announce(id: string, reference: string, nowMs: number): Promise<void> {
  const change = {
    $set: { storedAtMs: nowMs },
    $setOnInsert: { reference, begun: [], file: null, kept: false },
  };
  try {
    await attachments.updateOne({ _id: { $eq: id } }, change, { upsert: true });
  } catch (error) {
    // Two at once: the other has made it.
    if (!isDuplicate(error)) throw error;
  }
}

/** The bytes of an attachment, `null` where there are none. */
export async function readAttachment(id: string): Promise<Buffer | null> {
  const found = await attachments.findOne({ _id: { $eq: id } }).lean();
  if (!found?.file) return null;
  const chunks: Buffer[] = [];
  for await (const chunk of bucket().openDownloadStream(found.file)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Keeps an attachment for good: its ticket has it. False where there are no bytes of it. */
export async function keepAttachment(id: string): Promise<boolean> {
  const kept = await attachments.updateOne({ _id: { $eq: id }, file: { $ne: null } }, { $set: { kept: true } });
  return kept.matchedCount > 0;
}

/** Removes the bytes of an attachment that no ticket has, unless it was uploaded again since that instant, epoch milliseconds. */
export async function discardAttachment(id: string, storedUntilMs: number): Promise<boolean> {
  const gone = await attachments
    .findOneAndDelete({ _id: { $eq: id }, kept: false, storedAtMs: { $lte: storedUntilMs } })
    .lean();
  for (const file of gone?.begun ?? []) await deleteFile(file);
  return gone !== null;
}

export interface UnkeptAttachment {
  readonly id: string;
  readonly reference: string;
  readonly storedAtMs: number;
}

/** Attachments of which it is not known whether a ticket has them, stored up to that instant, the oldest first. */
export async function unkeptAttachments(storedUntilMs: number, limit: number): Promise<UnkeptAttachment[]> {
  const found = await attachments
    .find({ kept: false, storedAtMs: { $lte: storedUntilMs } })
    .sort({ storedAtMs: 1 })
    .limit(limit)
    .lean();
  return found.map(({ _id, reference, storedAtMs }) => ({ id: _id, reference, storedAtMs }));
}

/** Whole or not: what there is of a file goes. */
async function deleteFile(file: ObjectId): Promise<void> {
  try {
    await bucket().delete(file);
  } catch (error) {
    // Its chunks are deleted first, then it tells that an upload that was cut short had no more than them.
    if (!(error instanceof Error) || !error.message.startsWith('File not found')) throw error;
  }
}
