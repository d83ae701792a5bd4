import { model, Schema, type Model } from 'mongoose';
import type { z } from 'zod';
import { whyUnknown } from '../domain/calendar/holidays';
import { contractSchema, type Contract } from '../domain/contract/contract';
import {
  clientSchema,
  environmentSchema,
  productSchema,
  userSchema,
  type Client,
  type Environment,
  type Product,
  type User,
} from '../domain/registers/registers';

/** A contract whose holidays can be worked out here: one that could not would fail its first ticket. */
const executableContract = contractSchema.superRefine(({ hours }, issues) => {
  for (const [name, one] of Object.entries(hours)) {
    const unknown = 'holidays' in one && one.holidays ? whyUnknown(one.holidays) : undefined;
    if (unknown !== undefined) issues.addIssue({ code: 'custom', path: ['hours', name, 'holidays'], message: unknown });
  }
});

/** The registers that are no process, each with its schema and the key that makes an entry one. */
export const registers = {
  clients: { schema: clientSchema, key: ({ code }: Client) => code },
  contracts: { schema: executableContract, key: ({ client, version }: Contract) => `${client}/${version}` },
  environments: { schema: environmentSchema, key: ({ client, code }: Environment) => `${client}/${code}` },
  products: { schema: productSchema, key: ({ code }: Product) => code },
  users: { schema: userSchema, key: ({ email }: User) => email },
} as const;
export type RegisterName = keyof typeof registers;
type Entry<Name extends RegisterName> = z.infer<(typeof registers)[Name]['schema']>;

/** An entry stands as a whole under `entry`: its shape is checked by zod, once, wherever it comes in or goes out. */
interface Stored {
  _id: string;
  entry: unknown;
}

const stored = new Schema<Stored>({ _id: String, entry: Schema.Types.Mixed }, { versionKey: false, minimize: false });
const models = Object.fromEntries(
  Object.keys(registers).map((name) => [name, model<Stored>(name, stored, name)]),
) as Record<RegisterName, Model<Stored>>;

/** Adds an entry unless one of its key is there; tells whether it was added. Throws a ZodError for a document of another shape. */
export async function addIfAbsent(name: RegisterName, document: unknown): Promise<boolean> {
  const { schema, key } = registers[name] as { schema: z.ZodType; key: (entry: unknown) => string };
  const entry = schema.parse(document);
  const { upsertedCount } = await models[name].updateOne(
    { _id: key(entry) },
    { $setOnInsert: { entry } },
    { upsert: true },
  );
  return upsertedCount > 0;
}

/** Replaces or adds an entry. */
export async function putEntry(name: RegisterName, document: unknown): Promise<void> {
  const { schema, key } = registers[name] as { schema: z.ZodType; key: (entry: unknown) => string };
  const entry = schema.parse(document);
  await models[name].updateOne({ _id: key(entry) }, { $set: { entry } }, { upsert: true });
}

/** The entry of that key, `null` when there is none. */
export async function readEntry<Name extends RegisterName>(name: Name, key: string): Promise<Entry<Name> | null> {
  const found = await models[name].findOne({ _id: { $eq: key } }).lean();
  return found ? (registers[name].schema.parse(found.entry) as Entry<Name>) : null;
}

/** The entries whose fields have the given values, in the order of their keys. */
export async function listEntries<Name extends RegisterName>(
  name: Name,
  where: Readonly<Record<string, string>> = {},
): Promise<Entry<Name>[]> {
  const filter = Object.fromEntries(Object.entries(where).map(([field, value]) => [`entry.${field}`, { $eq: value }]));
  const found = await models[name].find(filter).sort({ _id: 1 }).limit(1000).lean();
  return found.map(({ entry }) => registers[name].schema.parse(entry) as Entry<Name>);
}
