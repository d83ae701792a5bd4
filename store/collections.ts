import mongoose from 'mongoose';
import './attachments';
import './audit';
import './billing';
import './drafts';
import './events';
import './fan-outs';
import './feeds';
import './imports';
import './maintenance-holds';
import './maintenances';
import './preferences';
import './presence';
import './rare-words';
import './registers';
import './takings';
import './test-holds';
import './tickets';
import { noteWordsOfEarlier } from './ticket-words';
import './rollouts';
import './tokens';
import './upgrades';

/** Whether this process knows that every collection is there. */
let made = false;

/**
 * Makes every collection with its indexes, one after another, where they are missing. The embedded store hangs for good when one
 * is made while another is written to for the first time, so nothing writes before (`collectionsAreMade`). Then fills what an older
 * Cadran did not have.
 */
export async function createCollections(): Promise<void> {
  const known = await namesInStore();
  for (const model of Object.values(mongoose.models)) {
    if (!known.has(model.collection.name)) await model.createCollection();
    await model.createIndexes();
  }
  made = true;
  await noteWordsOfEarlier();
}

/** Whether every collection is there; asked of the store until it is so. Throws while the store is away. */
export async function collectionsAreMade(): Promise<boolean> {
  if (made) return true;
  const known = await namesInStore();
  made = Object.values(mongoose.models).every(({ collection }) => known.has(collection.name));
  return made;
}

async function namesInStore(): Promise<Set<string>> {
  const listed = await mongoose.connection.listCollections();
  return new Set(listed.map(({ name }) => name));
}
