import mongoose from 'mongoose';
import type { Probe } from './waiting';

const PATIENCE_MS = 2_000;
/** Error codes of mongod: no replica set yet; its configuration doesn't name this server. */
const NOT_YET_INITIALIZED = 94;
const NOT_A_MEMBER = 93;

/**
 * A mongod that is the primary of its replica set of one. Founds the set the first time, and moves it to the present
 * port when the data folder was last used on another one.
 * @param host `127.0.0.1:port`, the member's address
 */
export function primaryAnswers(uri: string, host: string): Probe {
  return async () => {
    const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: PATIENCE_MS });
    try {
      const admin = client.db('admin');
      try {
        await admin.command({ replSetGetStatus: 1 });
      } catch (error) {
        const code = error instanceof mongoose.mongo.MongoServerError ? error.code : undefined;
        if (code === NOT_YET_INITIALIZED) {
          await admin.command({ replSetInitiate: { _id: 'cadran', members: [{ _id: 0, host }] } });
        } else if (code === NOT_A_MEMBER) {
          await moveTo(admin, host);
        } else {
          throw error;
        }
      }
      const { isWritablePrimary } = await admin.command({ hello: 1 });
      if (isWritablePrimary !== true) throw new Error('not primary yet');
    } finally {
      await client.close();
    }
  };
}

async function moveTo(admin: mongoose.mongo.Db, host: string): Promise<void> {
  const { config } = (await admin.command({ replSetGetConfig: 1 })) as { config: { version: number } };
  const moved = { ...config, version: config.version + 1, members: [{ _id: 0, host }] };
  await admin.command({ replSetReconfig: moved, force: true });
}
