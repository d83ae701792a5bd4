import { model, mongo, Schema } from 'mongoose';
import { isDuplicate } from './duplicate';
import { inTimeOrder, type TimePaging, type TimePlace } from './time-order';

/** One thing that a caller did, or was refused. */
export interface AuditEntry {
  /** The instant, then what makes it one of its kind. */
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
  /** The fields that a change of an entry changed; null for all else. */
  readonly changed: readonly string[] | null;
  /** Where what was made is; null where nothing was. */
  readonly created: string | null;
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
      changed: Schema.Types.Mixed,
      created: String,
    },
    { versionKey: false },
  )
    .index({ at: 1, _id: 1 })
    .index({ actor: 1, at: 1, _id: 1 }),
  'audit',
);

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

/** The entries in the order of time; `next` is the place of the last of this page, where there are more. */
export async function listAudit(
  { from, until, actor }: AuditFilter,
  paging: TimePaging,
): Promise<{ items: AuditEntry[]; next: TimePlace | null }> {
  const direction = paging.order === 'newest-first' ? -1 : 1;
  const { found, more } = await inTimeOrder({ from, until }, paging, ({ at, id }, limit) =>
    audit
      .find({ ...(actor === undefined ? {} : { actor }), at, ...(id === undefined ? {} : { _id: id }) })
      .sort({ at: direction, _id: direction })
      .limit(limit)
      .lean(),
  );
  const items = found.map(({ _id, ...entry }) => ({
    id: _id,
    ...entry,
    changed: entry.changed ?? null,
    created: entry.created ?? null,
  }));
  const last = items.at(-1);
  return { items, next: more && last ? { at: last.at, id: last.id } : null };
}
