import { model, Schema } from 'mongoose';
import { preferencesSchema, type Preferences } from '../domain/preferences';

interface StoredPreferences {
  readonly _id: string;
  readonly chosen: unknown;
}

/** What each person has chosen, by their name at the issuer. */
const preferences = model<StoredPreferences>(
  'preferences',
  new Schema<StoredPreferences>(
    { _id: String, chosen: Schema.Types.Mixed },
    // Without it "no key is remapped" would be lost as an empty object.
    { versionKey: false, minimize: false },
  ),
  'preferences',
);

/** Nothing of what another version of Cadran has kept and this one does not know. */
export async function readPreferences(owner: string): Promise<Preferences> {
  const found = await preferences.findOne({ _id: { $eq: owner } }).lean();
  return preferencesSchema.safeParse(found?.chosen ?? {}).data ?? {};
}

export async function keepPreferences(owner: string, chosen: Preferences): Promise<void> {
  await preferences.updateOne({ _id: { $eq: owner } }, { chosen }, { upsert: true });
}
