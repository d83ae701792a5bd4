import { setTimeout as sleep } from 'node:timers/promises';
import { NativeConnection, type NativeConnectionOptions } from '@temporalio/worker';
import { isGrpcServiceError } from '@temporalio/client';
import { whyNotSearchable } from '../settings/search-attributes';
import { whyTemporalIsAway } from '../settings/temporal';
import { registeredAttributes } from '../workflows/attributes';

/** How far apart tries are, ms: twice as long each time, up to the longest; and how long a question may take. */
const firstWaitMs = 250;
const longestWaitMs = 5_000;
const patienceMs = 5_000;

export interface ConnectionPlan {
  readonly connectionOptions: NativeConnectionOptions;
  readonly namespace: string;
  /** Ends the waiting. */
  readonly signal: AbortSignal;
  /** Told why Temporal takes no worker yet, at each try. */
  readonly heard: (reason: string) => void;
}

/**
 * Connects to Temporal as soon as it takes this worker: it answers, has the namespace, and knows the search attributes of tickets.
 * Tries until then; `undefined` where the signal came first.
 */
export async function connectWhenUp({
  connectionOptions,
  namespace,
  signal,
  heard,
}: ConnectionPlan): Promise<NativeConnection | undefined> {
  let connection: NativeConnection | undefined;
  for (let waitMs = firstWaitMs; !signal.aborted; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      connection ??= await NativeConnection.connect(connectionOptions);
      const reason = await whyNotYet(connection, namespace);
      if (reason === undefined) return connection;
      heard(reason);
    } catch (error) {
      heard(whyTemporalIsAway(error));
    }
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
  await connection?.close();
  return undefined;
}

const notFound = 5;

async function whyNotYet(connection: NativeConnection, namespace: string): Promise<string | undefined> {
  return await connection.withDeadline(Date.now() + patienceMs, async () => {
    try {
      await connection.workflowService.describeNamespace({ namespace });
    } catch (error) {
      const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
      if (code !== notFound) throw error;
      return `there is no namespace ${namespace}: make it with npm run temporal:setup, or name another in TEMPORAL_NAMESPACE`;
    }
    // A server whose lists are out of order serves workflows all the same.
    const unknown = await whyNotSearchable(connection, namespace, registeredAttributes).catch(() => undefined);
    return unknown && `the search attributes are not registered (npm run temporal:setup): ${unknown}`;
  });
}
