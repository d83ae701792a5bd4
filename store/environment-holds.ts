import { model, Schema } from 'mongoose';
import { isDuplicate } from './duplicate';

/** Of an environment, `CLIENT/CODE`, the one that has it alone, under a name of the collection's own. */
interface StoredHold {
  _id: string;
  [holder: string]: string;
}

/** Environments that one at a time may have; `isOver` tells whether who has one will not use it any more. */
export function environmentHolds(collection: string, field: string, isOver: (holder: string) => Promise<boolean>) {
  const texts: Record<string, StringConstructor> = { _id: String, [field]: String };
  const schema = new Schema(texts, { versionKey: false });
  const holds = model<StoredHold>(collection, schema, collection);
  const heldBy = (environment: string, holder: string) => ({ _id: { $eq: environment }, [field]: { $eq: holder } });

  /** Who has it, over or not; null: nobody. */
  async function holderOf(environment: string): Promise<string | null> {
    return (await holds.findOne({ _id: { $eq: environment } }).lean())?.[field] ?? null;
  }

  return {
    holderOf,

    /** Takes it, the same again if need be; answers who has it then. Of two that want it at once, one has it. */
    async take(environment: string, holder: string): Promise<string> {
      for (;;) {
        try {
          await holds.updateOne(heldBy(environment, holder), { $set: { [field]: holder } }, { upsert: true });
          return holder;
        } catch (error) {
          if (!isDuplicate(error)) throw error;
        }
        const other = await holderOf(environment);
        if (other === null) continue;
        // What somebody has left behind who is over holds up nobody.
        if (!(await isOver(other))) return other;
        await holds.deleteOne(heldBy(environment, other));
      }
    },

    /** Gives back those of the environments that it has. */
    async release(environments: readonly string[], holder: string): Promise<void> {
      await holds.deleteMany({ _id: { $in: [...environments] }, [field]: { $eq: holder } });
    },
  };
}
