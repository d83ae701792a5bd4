import { Connection } from '@temporalio/client';
import { temporalConnection } from '../settings/temporal';

/** A lost server is tried again at most so far apart, ms; the library's own limit is two minutes. */
const longestWaitMs = 5_000;

/**
 * The connection to Temporal as the environment names it. Nothing is asked yet: it is made with the first call, and made again
 * whenever it is lost, so that a process can start before its server.
 */
export function temporalClientConnection(): { connection: Connection; namespace: string } {
  const { namespace, connectionOptions } = temporalConnection();
  const channelArgs = { 'grpc.max_reconnect_backoff_ms': longestWaitMs };
  return { connection: Connection.lazy({ ...connectionOptions, channelArgs }), namespace };
}
