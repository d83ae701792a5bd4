import { createServer, type Server } from 'node:http';
import type { NativeConnection, Worker } from '@temporalio/worker';
import { pollersOf } from '../settings/temporal';
import { storeAnswers } from '../store/connect';
import { ticketQueue } from '../workflows/messages';

/** How long each question may take, ms. */
const patienceMs = 1500;

export interface WorkerHealth {
  readonly worker: string;
  readonly store: boolean;
  readonly temporal: boolean;
  /** When Temporal last saw this very worker ask for work; null: not within the last minute or so. */
  readonly lastWorkflowPoll: string | null;
  readonly lastActivityPoll: string | null;
  readonly ready: boolean;
}

export interface HealthParts {
  readonly worker: Worker;
  readonly connection: NativeConnection;
  readonly namespace: string;
}

/** What a worker can tell of itself. That it runs is its own word; that it polls is Temporal's. */
async function healthOf({ worker, connection, namespace }: HealthParts): Promise<WorkerHealth> {
  const { identity } = worker.options;
  const asked = { namespace, queue: ticketQueue, nowMs: Date.now(), patienceMs };
  const [store, pollers] = await Promise.all([
    storeAnswers(patienceMs),
    pollersOf(connection, asked).catch(() => undefined),
  ]);
  const last = (kind: 'workflow' | 'activity'): string | null => {
    const mine = pollers?.[kind].filter((one) => one.identity === identity).map(({ atMs }) => atMs) ?? [];
    return mine.length > 0 ? new Date(Math.max(...mine)).toISOString() : null;
  };
  const told = {
    worker: worker.getState(),
    store,
    temporal: pollers !== undefined,
    lastWorkflowPoll: last('workflow'),
    lastActivityPoll: last('activity'),
  };
  const polls = told.lastWorkflowPoll !== null && told.lastActivityPoll !== null;
  return { ...told, ready: told.worker === 'RUNNING' && store && polls };
}

/** `/healthz`: 200 until the worker has failed or stopped; `/readyz`: 200 while it runs, polls and has its store. */
export function createHealthServer(parts: HealthParts): Server {
  return createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    const address = request.url?.split('?')[0];
    const state = parts.worker.getState();
    if (address === '/healthz') answer(['FAILED', 'STOPPED'].includes(state) ? 503 : 200, { worker: state });
    else if (address === '/readyz')
      healthOf(parts).then(
        (health) => answer(health.ready ? 200 : 503, health),
        () => answer(503, { worker: state, ready: false }),
      );
    else answer(404, {});
  });
}
