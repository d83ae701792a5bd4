import { model, mongo, Schema } from 'mongoose';
import { isDuplicate } from './duplicate';

/** One thing that a caller did, or was refused. */
export interface AuditEntry {
  /** The instant, then what makes it one of its kind: the order of the trail. */
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly role: string;
  readonly client: string | null;
  /** The id of the API token that was used; null for a person. */
  readonly token: string | null;
  readonly operation: string;
  readonly path: string;
  readonly from: string;
  readonly requestId: string;
  readonly status: number;
}

type StoredAudit = Omit<AuditEntry, 'id'> & { readonly _id: string };

const audit = model<StoredAudit>(
  'audit',
  new Schema<StoredAudit>(
    {
      _id: String,
      at: String,
      actor: String,
      role: String,
      client: String,
      token: String,
      operation: String,
      path: String,
      from: String,
      requestId: String,
      status: Number,
    },
    { versionKey: false },
  ).index({ actor: 1, _id: 1 }),
  'audit',
);

/** Makes the indexes that the reads need. */
export async function createAuditIndexes(): Promise<void> {
  await audit.createIndexes();
}

/** Adds entries, each once however often it is given. Nothing here changes or takes away an entry. */
export async function appendAudit(entries: readonly AuditEntry[]): Promise<void> {
  const documents = entries.map(({ id, ...entry }) => ({ _id: id, ...entry }));
  try {
    await audit.collection.insertMany(documents as never[], { ordered: false });
  } catch (error) {
    if (!isDuplicateAlone(error)) throw error;
  }
}

/** Whether nothing failed but what had been added before: an earlier try whose answer was lost. */
function isDuplicateAlone(error: unknown): boolean {
  if (!(error instanceof mongo.MongoBulkWriteError)) return isDuplicate(error);
  const failed = [error.writeErrors].flat();
  return error.result.getWriteConcernError() === undefined && failed.length > 0 && failed.every(isDuplicate);
}

/** Which entries are meant: those of [`from`, `until`), of one actor. */
export interface AuditFilter {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly actor?: string | undefined;
}

/** The entries in the order of time, at most `limit`, after the one of the page before. */
export async function listAudit(
  { from = '', until, actor }: AuditFilter,
  limit: number,
  after: string | undefined,
): Promise<{ items: AuditEntry[]; next: string | null }> {
  const found = await audit
    .find({
      _id: {
        ...(after === undefined || after < from ? { $gte: from } : { $gt: after }),
        // Whatever follows an instant in an id comes after the instant itself.
        ...(until === undefined ? {} : { $lt: until }),
      },
      ...(actor === undefined ? {} : { actor: { $eq: actor } }),
    })
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit).map(({ _id, ...entry }) => ({ id: _id, ...entry }));
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}
