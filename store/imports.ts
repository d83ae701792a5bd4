import { model, Schema, type QueryFilter } from 'mongoose';
import { isDuplicate } from './duplicate';
import type { TimePaging, TimePlace } from './time-order';

/** What became of a part of an import. `importable`: it would be imported, found by a run that tries. */
export const importOutcomes = ['waiting', 'imported', 'importable', 'already-there', 'refused'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

/** What is wrong with a part, and where: in words, or as a refusal of the domain. */
export interface ImportProblem {
  readonly field: string;
  readonly message?: string;
  readonly refusal?: unknown;
}

/** An import: a history of another helpdesk, taken in parts and gone through by runs. Instants are UTC. */
export interface StoredImport {
  _id: string;
  source: string;
  createdAt: string;
  createdBy: string;
  state: 'collecting' | 'running' | 'done';
  /** How many runs have begun. */
  run: number;
  dryRun: boolean;
  startedAt: string | null;
  endedAt: string | null;
}

/** One ticket of an import as it was uploaded, and what the last run made of it. Its id is that of the import and its own key. */
export interface StoredPart {
  _id: string;
  import: string;
  line: number | null;
  /** What it is called in the other helpdesk, where that is known. */
  source: string | null;
  /** Null where it is of no use: it is refused from the beginning. */
  history: unknown;
  /** The last run that has looked at it. */
  run: number;
  outcome: ImportOutcome;
  ticket: string | null;
  status: string | null;
  problems: ImportProblem[];
}

const imports = model<StoredImport>(
  'imports',
  new Schema<StoredImport>(
    {
      _id: String,
      source: String,
      createdAt: String,
      createdBy: String,
      state: String,
      run: Number,
      dryRun: Boolean,
      startedAt: String,
      endedAt: String,
    },
    { versionKey: false },
  ).index({ createdAt: -1, _id: -1 }),
  'imports',
);

const parts = model<StoredPart>(
  'importParts',
  new Schema<StoredPart>(
    {
      _id: String,
      import: String,
      line: Number,
      source: String,
      history: Schema.Types.Mixed,
      run: Number,
      outcome: String,
      ticket: String,
      status: String,
      problems: [Schema.Types.Mixed],
    },
    { versionKey: false, minimize: false },
  )
    .index({ import: 1, run: 1, _id: 1 })
    .index({ import: 1, outcome: 1, _id: 1 }),
  'importParts',
);

export async function addImport(added: StoredImport): Promise<void> {
  await imports.create(added);
}

export async function readImport(id: string): Promise<StoredImport | null> {
  return await imports.findOne({ _id: { $eq: id } }).lean();
}

/** Imports in the order in which they were made, at most `limit`, after the one of the page before; there are few in all. */
export async function listImports({ order, limit, after }: Omit<TimePaging, 'nowMs'>): Promise<{
  items: StoredImport[];
  next: TimePlace | null;
}> {
  const [beyond, direction] = order === 'newest-first' ? (['$lt', -1] as const) : (['$gt', 1] as const);
  const later = after && [
    { createdAt: { [beyond]: after.at } },
    { createdAt: { $eq: after.at }, _id: { [beyond]: after.id } },
  ];
  const found = await imports
    .find(later ? { $or: later } : {})
    .sort({ createdAt: direction, _id: direction })
    .limit(limit + 1)
    .lean();
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? { at: last.createdAt, id: last._id } : null };
}

/** Begins the next run, unless one is under way. */
export async function beginRun(id: string, dryRun: boolean, at: string): Promise<void> {
  await imports.updateOne(
    { _id: { $eq: id }, state: { $ne: 'running' } },
    { $inc: { run: 1 }, $set: { state: 'running', dryRun, startedAt: at, endedAt: null } },
  );
}

/** Ends a run; one that has been ended already stays so. */
export async function endRun(id: string, run: number, at: string): Promise<void> {
  await imports.updateOne(
    { _id: { $eq: id }, run: { $eq: run }, state: { $eq: 'running' } },
    { $set: { state: 'done', endedAt: at } },
  );
}

/** Adds parts, each once however often it is given. */
export async function addParts(added: readonly StoredPart[]): Promise<void> {
  if (added.length === 0) return;
  try {
    await parts.collection.insertMany([...added] as never[], { ordered: false });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Parts that a run has not looked at yet, at most `limit`. What is of no use is left out. */
export async function partsToRun(id: string, run: number, limit: number): Promise<StoredPart[]> {
  return await parts
    .find({ import: { $eq: id }, run: { $lt: run } })
    .sort({ import: 1, run: 1, _id: 1 })
    .limit(limit)
    .lean();
}

/** Keeps what a run made of a part. */
export async function keepOutcome(
  part: string,
  became: Pick<StoredPart, 'run' | 'outcome' | 'ticket' | 'status' | 'problems'>,
): Promise<void> {
  await parts.updateOne({ _id: { $eq: part } }, { $set: became });
}

/** How many parts of an import there are of each outcome. */
export async function countParts(id: string): Promise<Record<ImportOutcome, number>> {
  const counts = await Promise.all(
    importOutcomes.map(
      async (outcome) =>
        [outcome, await parts.countDocuments({ import: { $eq: id }, outcome: { $eq: outcome } })] as const,
    ),
  );
  return Object.fromEntries(counts) as Record<ImportOutcome, number>;
}

/** The parts of an import in the order of their keys, those of an outcome alone where one is asked for. */
export async function listParts(
  id: string,
  outcome: ImportOutcome | undefined,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Omit<StoredPart, 'history'>[]> {
  const filter: QueryFilter<StoredPart> = {
    import: { $eq: id },
    ...(outcome === undefined ? {} : { outcome: { $eq: outcome } }),
    // Every id of a part begins with that of its import; this range is bounded on both sides.
    _id: { $gt: after ?? id, $lt: `${id}~` },
  };
  return await parts.find(filter, { history: 0 }).sort({ _id: 1 }).limit(limit).lean();
}
