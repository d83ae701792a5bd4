import mongoose from 'mongoose';
import { withoutAddress } from '../settings/store-address';

/**
 * Collections are made by the first write and indexes by whoever serves: all at once at connecting wedges the embedded store.
 * A write counts once most members of a replica set have it: what is published is taken from the outbox, and would be lost with
 * a primary that alone had it.
 */
const options = {
  serverSelectionTimeoutMS: 1000,
  socketTimeoutMS: 15_000,
  heartbeatFrequencyMS: 1000,
  autoIndex: false,
  autoCreate: false,
  writeConcern: { w: 'majority' },
} as const;

/** How long after a failed first connection the next is tried, ms: twice as long each time, up to the longest. */
const firstWaitMs = 250;
const longestWaitMs = 2000;

/** Why the last try to connect failed, in the driver's words; nothing once one has succeeded. */
let lastFailure: string | undefined;

/** Connects to the store; throws where it does not answer within a second. */
export async function connectStore(uri: string): Promise<void> {
  mongoose.set('bufferCommands', false);
  await mongoose.connect(uri, options);
}

/**
 * Connects to the store in the background and never stops trying, so that a process can start before it; a command given while
 * it is away fails within a second, so that nothing hangs on it.
 */
export function keepStoreConnected(uri: string): void {
  tryToConnect(uri, firstWaitMs);
}

function tryToConnect(uri: string, waitMs: number): void {
  connectStore(uri).then(
    () => (lastFailure = undefined),
    (error: unknown) => {
      lastFailure = withoutAddress(error, uri);
      setTimeout(() => {
        if (mongoose.connection.readyState === mongoose.ConnectionStates.disconnected)
          tryToConnect(uri, Math.min(waitMs * 2, longestWaitMs));
      }, waitMs).unref();
    },
  );
}

/** Why the store does not answer, as far as that is known. */
export function whyStoreIsAway(): string {
  return lastFailure ?? 'it does not answer';
}

/** Whether the store answers just now. */
export function storeIsUp(): boolean {
  return mongoose.connection.readyState === mongoose.ConnectionStates.connected;
}

/** Asks the store itself; false when it does not answer within the patience, ms. */
export async function storeAnswers(patienceMs: number): Promise<boolean> {
  const { db } = mongoose.connection;
  if (!storeIsUp() || !db) return false;
  try {
    await db.command({ ping: 1 }, { timeoutMS: patienceMs });
    return true;
  } catch {
    return false;
  }
}

/** Closes the connection: an open one keeps a process alive. */
export async function disconnectStore(): Promise<void> {
  await mongoose.disconnect();
}
