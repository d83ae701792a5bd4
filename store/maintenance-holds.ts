import { model, Schema } from 'mongoose';
import { isEnded } from '../domain/maintenance/answer';
import { isDuplicate } from './duplicate';
import { readMaintenance } from './maintenances';

/** Which maintenance has closed an environment, `CLIENT/CODE`: there is one document at most of each. */
interface StoredHold {
  _id: string;
  maintenance: string;
}

const holds = model<StoredHold>(
  'maintenanceHolds',
  new Schema<StoredHold>({ _id: String, maintenance: String }, { versionKey: false }),
  'maintenanceHolds',
);

interface Closed {
  readonly client: string;
  /** Codes of its environments. */
  readonly environments: readonly string[];
}

const keysOf = ({ client, environments }: Closed): string[] => environments.map((code) => `${client}/${code}`).sort();

/** Environments that one maintenance at a time may close (annex §10). */
export const storedHolds = {
  /**
   * Takes them for a maintenance, the same again if need be; else the reference of another that has one of them. Always in the same
   * order, so that of two that want the same neither waits for ever.
   */
  async take(client: string, { maintenance, environments }: Omit<Closed, 'client'> & { readonly maintenance: string }) {
    for (const key of keysOf({ client, environments })) {
      const holder = await taken(key, maintenance);
      if (holder !== maintenance) return holder;
    }
    return null;
  },

  async holderOf(client: string, environment: string): Promise<string | null> {
    const found = await holds.findOne({ _id: { $eq: `${client}/${environment}` } }).lean();
    return found?.maintenance ?? null;
  },
};

/** Which maintenance is at work in an environment, `CLIENT/CODE`; null: none is. */
export async function workingIn(environment: string): Promise<string | null> {
  const holder = (await holds.findOne({ _id: { $eq: environment } }).lean())?.maintenance;
  if (holder === undefined) return null;
  const view = await readMaintenance(holder);
  return view && isEnded(view) ? null : holder;
}

/** Gives back what a maintenance has, once it is over. */
export async function releaseHolds({ reference, ...closed }: Closed & { readonly reference: string }): Promise<void> {
  const { client, environments } = closed;
  await holds.deleteMany({ _id: { $in: keysOf({ client, environments }) }, maintenance: reference });
}

/** Who has an environment after a maintenance wanted it. */
async function taken(key: string, maintenance: string): Promise<string> {
  for (;;) {
    try {
      await holds.updateOne({ _id: { $eq: key }, maintenance }, { $set: { maintenance } }, { upsert: true });
      return maintenance;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const holder = (await holds.findOne({ _id: { $eq: key } }).lean())?.maintenance;
    if (holder === undefined) continue;
    const view = await readMaintenance(holder);
    // What a maintenance has left behind that is over holds up nobody.
    if (!view || !isEnded(view)) return holder;
    await holds.deleteOne({ _id: { $eq: key }, maintenance: holder });
  }
}
