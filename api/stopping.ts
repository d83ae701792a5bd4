import type { Server, ServerResponse } from 'node:http';
import { endsWithin } from '../settings/ending';
import type { Logger } from '../settings/log';
import type { AuditTrail } from './audit-trail';
import type { ReadinessCheck } from './readiness';

/** How long what is under way may take, ms; an Update that Temporal does not answer would take longer. */
const underWayMs = 6000;
/** How long the audit may take to reach the store, and closing what is open; the log has the audit all the same. */
const flushMs = 1500;
const closeMs = 1500;

export interface StopParts {
  readonly server: Server;
  /** What {@link closingConnections} returned. */
  readonly letClose: () => void;
  readonly readiness: ReadinessCheck;
  readonly audit: AuditTrail;
  readonly log: Logger;
  /** Closes the connections to others. */
  readonly close: () => Promise<unknown>;
}

/**
 * Lets every response close its connection once the function that is returned is called, those under way too: callers send
 * their next request elsewhere, instead of into a connection that is about to end.
 */
export function closingConnections(server: Server): () => void {
  const underWay = new Set<ServerResponse>();
  let closing = false;
  server.prependListener('request', (_request, response: ServerResponse) => {
    if (closing) response.shouldKeepAlive = false;
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
  });
  return () => {
    closing = true;
    for (const response of underWay) response.shouldKeepAlive = false;
  };
}

/**
 * Stops an API process within 9 s: it takes no new connection, answers what it has taken, writes the audit and closes what is
 * open. Resolves with whether all of that was done.
 */
export async function stopApi({ server, letClose, readiness, audit, log, close }: StopParts): Promise<boolean> {
  readiness.stop();
  letClose();
  log.info('stopping: what is under way is answered');
  const answered = await endsWithin(
    underWayMs,
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    }),
  );
  if (!answered) server.closeAllConnections();
  await endsWithin(flushMs, audit.flush());
  const closed = await endsWithin(closeMs, close());
  log.info({ answered, closed, auditWaiting: audit.waiting }, 'stopped');
  return answered && closed;
}
