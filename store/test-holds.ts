import { model, Schema } from 'mongoose';
import { isUnderTest } from '../domain/upgrade/test-sharing';
import { isDuplicate } from './duplicate';
import { readUpgrade } from './upgrades';

/** Whose version is tested in a test environment, `CLIENT/CODE`: there is one document at most of each. */
interface StoredTestHold {
  _id: string;
  /** `CLIENT:PRODUCT@VERSION`. */
  upgrade: string;
}

const holds = model<StoredTestHold>(
  'testHolds',
  new Schema<StoredTestHold>({ _id: String, upgrade: String }, { versionKey: false }),
  'testHolds',
);

/** Whose version a test environment has, without taking it; null: nobody's. */
export async function testHolder(environment: string): Promise<string | null> {
  return (await holds.findOne({ _id: { $eq: environment } }).lean())?.upgrade ?? null;
}

/**
 * Takes a test environment for an upgrade, the same again if need be; else the name of the one whose version is tested in it. Of two
 * that want it at once, one has it.
 */
export async function takeTest(environment: string, upgrade: string): Promise<string> {
  for (;;) {
    try {
      await holds.updateOne({ _id: { $eq: environment }, upgrade }, { $set: { upgrade } }, { upsert: true });
      return upgrade;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    const holder = await testHolder(environment);
    if (holder === null) continue;
    const view = await readUpgrade(holder);
    // It may have taken it a moment ago, and is published only now.
    if (!view || isUnderTest(view)) return holder;
    await holds.deleteOne({ _id: { $eq: environment }, upgrade: holder });
  }
}
