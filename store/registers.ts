import { model, Schema, type Model, type QueryFilter } from 'mongoose';
import type { z } from 'zod';
import type { Contract } from '../domain/contract/contract';
import { executableContractSchema } from '../domain/contract/executable-contract';
import {
  clientSchema,
  environmentSchema,
  invoiceSchema,
  productSchema,
  userSchema,
  type Client,
  type Environment,
  type Invoice,
  type Product,
  type User,
} from '../domain/registers/registers';
import { freezeSchema, type Freeze } from '../domain/registers/freeze';
import { productVersionSchema, type ProductVersion } from '../domain/registers/version';
import { anomalySchema, type Anomaly } from '../domain/anomaly/anomaly';
import { daysBefore, type LocalDate } from '../domain/time/zone';
import { isDuplicate } from './duplicate';

/** The registers that are no process, each with its schema and the key that makes an entry one. */
export const registers = {
  clients: { schema: clientSchema, key: ({ code }: Client) => code },
  contracts: { schema: executableContractSchema, key: ({ client, version }: Contract) => `${client}/${version}` },
  environments: { schema: environmentSchema, key: ({ client, code }: Environment) => `${client}/${code}` },
  products: { schema: productSchema, key: ({ code }: Product) => code },
  users: { schema: userSchema, key: ({ email }: User) => email.toLowerCase() },
  anomalies: { schema: anomalySchema, key: ({ reference }: Anomaly) => reference },
  invoices: { schema: invoiceSchema, key: ({ client, number }: Invoice) => `${client}/${number}` },
  versions: { schema: productVersionSchema, key: ({ product, version }: ProductVersion) => `${product}/${version}` },
  freezes: { schema: freezeSchema, key: ({ code }: Freeze) => code },
} as const;
export type RegisterName = keyof typeof registers;
export type Entry<Name extends RegisterName> = z.infer<(typeof registers)[Name]['schema']>;

/** An entry stands as a whole under `entry`: its shape is checked by zod, once, wherever it comes in or goes out. */
interface Stored {
  _id: string;
  entry: unknown;
  /** From 1, one more with each change; an entry without it was never changed. */
  revision?: number;
  /** Instants, UTC. */
  createdAt?: string;
  changedAt?: string;
  /** The person or machine, as their token names them; null for what came with the installation. */
  changedBy?: string | null;
}

const stored = new Schema<Stored>(
  {
    _id: String,
    entry: Schema.Types.Mixed,
    revision: Number,
    createdAt: String,
    changedAt: String,
    changedBy: String,
  },
  { versionKey: false, minimize: false },
);

const byClient = { 'entry.client': 1, _id: 1 } as const;
/** What entries are looked for by, besides their keys. */
const indexes: Partial<Record<RegisterName, readonly Readonly<Record<string, 1>>[]>> = {
  contracts: [byClient],
  environments: [byClient],
  users: [byClient],
  anomalies: [
    { 'entry.product': 1, _id: 1 },
    { 'entry.state': 1, _id: 1 },
  ],
  versions: [{ 'entry.product': 1, _id: 1 }],
  freezes: [{ 'entry.until': 1 }],
  invoices: [byClient, { 'entry.client': 1, 'entry.dueOn': 1 }],
};

/** Fields that no two entries share: whoever writes the second of two at once is refused as if it had come later. */
const unshared: Partial<Record<RegisterName, string>> = { environments: 'entry.statusName' };

const names = Object.keys(registers) as RegisterName[];
const models = Object.fromEntries(names.map((name) => [name, model<Stored>(name, schemaOf(name), name)])) as Record<
  RegisterName,
  Model<Stored>
>;

function schemaOf(name: RegisterName): typeof stored {
  const schema = stored.clone();
  for (const index of indexes[name] ?? []) schema.index(index);
  const field = unshared[name];
  // Descending, as older stores have an ascending one that is not unique, under whose name no other can be made.
  if (field !== undefined)
    schema.index({ [field]: -1 }, { unique: true, partialFilterExpression: { [field]: { $exists: true } } });
  return schema;
}

/** The key of an entry, from the entry itself or from its key fields alone. */
export function keyOf(name: RegisterName, fields: unknown): string {
  return (registers[name].key as (fields: unknown) => string)(fields);
}

/** Adds an entry unless one of its key, or of a field that none shares, is there; tells whether it was added. Throws a ZodError for a document of another shape. */
export async function addIfAbsent(name: RegisterName, document: unknown, by: string | null = null): Promise<boolean> {
  const entry = registers[name].schema.parse(document);
  const at = new Date().toISOString();
  try {
    const { upsertedCount } = await models[name].updateOne(
      { _id: { $eq: keyOf(name, entry) } },
      { $setOnInsert: { entry, revision: 1, createdAt: at, changedAt: at, changedBy: by } },
      { upsert: true },
    );
    return upsertedCount > 0;
  } catch (error) {
    // Two that add the same at once: the other was first.
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Replaces the entry of the document's key if it is at that revision still, and shares nothing it may not; tells whether it was done. */
export async function changeEntry(
  name: RegisterName,
  document: unknown,
  revision: number,
  by: string,
): Promise<boolean> {
  const entry = registers[name].schema.parse(document);
  try {
    const { matchedCount } = await models[name].updateOne(
      { _id: { $eq: keyOf(name, entry) }, ...(revision === 1 ? firstRevision : { revision: { $eq: revision } }) },
      { $set: { entry, revision: revision + 1, changedAt: new Date().toISOString(), changedBy: by } },
    );
    return matchedCount > 0;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** An entry of an older Cadran has none. Not `$or`: with it the embedded store reads the whole register. */
const firstRevision: QueryFilter<Stored> = { revision: { $in: [1, null] } };

export interface Kept<Entry> {
  readonly entry: Entry;
  readonly revision: number;
}

/** The entry of that key with its revision, `null` when there is none. */
export async function readKept<Name extends RegisterName>(name: Name, key: string): Promise<Kept<Entry<Name>> | null> {
  const found = await models[name].findOne({ _id: { $eq: key } }).lean();
  return found ? { entry: entryOf(name, found), revision: found.revision ?? 1 } : null;
}

/** The entry of that key, `null` when there is none. */
export async function readEntry<Name extends RegisterName>(name: Name, key: string): Promise<Entry<Name> | null> {
  return (await readKept(name, key))?.entry ?? null;
}

/** What the fields of an entry have to be: a value, nothing, anything but nothing, none of some values, or past one. */
export type Where = Readonly<
  Record<string, string | null | { readonly $ne: null } | { readonly $nin: string[] } | { readonly $gt: string }>
>;

/** The entries whose fields have the given values, in the order of their keys. */
export async function listEntries<Name extends RegisterName>(name: Name, where: Where = {}): Promise<Entry<Name>[]> {
  return (await pageOfEntries(name, where, { limit: 1000 })).items;
}

export interface EntryPaging {
  readonly limit: number;
  /** The key of the last entry of the page before. */
  readonly after?: string | undefined;
  readonly descending?: boolean;
}

/**
 * At most `limit` entries after a key, in the order of their keys, which never changes: what is added meanwhile moves nothing.
 * `next` is the key to go on after.
 */
export async function pageOfEntries<Name extends RegisterName>(
  name: Name,
  where: Where,
  { limit, after, descending = false }: EntryPaging,
): Promise<{ items: Entry<Name>[]; next: string | null }> {
  const from = after === undefined ? {} : { _id: descending ? { $lt: after } : { $gt: after } };
  const found = await models[name]
    .find({ ...filterOf(where), ...from })
    .sort({ _id: descending ? -1 : 1 })
    .limit(limit + 1)
    .lean();
  const page = found.slice(0, limit);
  return {
    items: page.map((one) => entryOf(name, one)),
    next: found.length > limit ? (page.at(-1)?._id ?? null) : null,
  };
}

/** The invoice of the client that is overdue the longest on a date (annex §2, `isOverdue`); `null` when none is. */
export async function findOverdueInvoice(
  client: string,
  on: LocalDate,
  toleranceDays: number,
): Promise<Invoice | null> {
  const found = await models.invoices
    .findOne({
      ...filterOf({ client }),
      'entry.dueOn': { $lt: daysBefore(on, toleranceDays) },
      // Not paid at all, or later; with `$or` the embedded store reads the invoices of all clients.
      'entry.paidOn': { $not: { $lte: on } },
    })
    .sort({ 'entry.dueOn': 1, _id: 1 })
    .lean();
  return found ? entryOf('invoices', found) : null;
}

function filterOf(where: Where): QueryFilter<Stored> {
  const fields = Object.entries(where).map(([field, value]): [string, unknown] => [
    `entry.${field}`,
    typeof value === 'object' && value !== null ? value : { $eq: value },
  ]);
  return Object.fromEntries(fields);
}

/** Fields that entries had once and that are left out where one of them is read. */
const formerFields: Partial<Record<RegisterName, readonly string[]>> = { clients: ['invoicesPaid'] };

function entryOf<Name extends RegisterName>(name: Name, { entry }: Stored): Entry<Name> {
  const kept = Object.entries(entry as object).filter(([field]) => !formerFields[name]?.includes(field));
  return registers[name].schema.parse(Object.fromEntries(kept)) as Entry<Name>;
}
