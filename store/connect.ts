import mongoose from 'mongoose';

/** Collections are made by the first write and indexes by whoever serves: all at once at connecting wedges the embedded store. */
const options = {
  serverSelectionTimeoutMS: 1000,
  socketTimeoutMS: 15_000,
  heartbeatFrequencyMS: 1000,
  autoIndex: false,
  autoCreate: false,
};

/**
 * Connects to the store and keeps trying for ever in the background; a command given while it is away fails within a second,
 * so that nothing hangs on it. Resolves at once when `wait` is false.
 */
export async function connectStore(uri: string, wait = true): Promise<void> {
  mongoose.set('bufferCommands', false);
  const connected = mongoose.connect(uri, options);
  if (wait) {
    await connected;
    return;
  }
  connected.catch(() => retryLater(uri));
}

function retryLater(uri: string): void {
  setTimeout(() => {
    if (mongoose.connection.readyState === mongoose.ConnectionStates.disconnected)
      mongoose.connect(uri, options).catch(() => retryLater(uri));
  }, 1000).unref();
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
