import { createServer, type Server } from 'node:http';
import type { NativeConnection, Worker } from '@temporalio/worker';
import type { Missing } from '../settings/missing';
import { pollersOf, whyTemporalIsAway } from '../settings/temporal';
import { storeAnswers, whyStoreIsAway } from '../store/connect';
import { ticketQueue } from '../workflows/messages';

/** How long each question may take, ms. */
const patienceMs = 1500;

export interface WorkerHealth {
  /** As the SDK names it, or `STARTING` while Temporal has not taken it yet. */
  readonly worker: string;
  /** What it needs and does not have. */
  readonly missing: readonly string[];
  readonly store: boolean;
  readonly temporal: boolean;
  /** When Temporal last saw this very worker ask for work; null: not within the last minute or so. */
  readonly lastWorkflowPoll: string | null;
  readonly lastActivityPoll: string | null;
  readonly ready: boolean;
}

/** A worker that Temporal has taken. */
export interface RunningWorker {
  readonly worker: Worker;
  readonly connection: NativeConnection;
  readonly namespace: string;
}

/** What a worker process can tell of itself. That it runs is its own word; that it polls is Temporal's. */
export class WorkerStanding {
  private running: RunningWorker | undefined;
  private whyNoTemporal = 'it has not answered yet';

  /** Temporal has taken the worker. */
  runs(running: RunningWorker): void {
    this.running = running;
  }

  /** Temporal has not taken the worker yet. */
  waits(reason: string): void {
    this.whyNoTemporal = reason;
  }

  get state(): string {
    return this.running?.worker.getState() ?? 'STARTING';
  }

  async read(): Promise<WorkerHealth> {
    const [store, last] = await Promise.all([storeAnswers(patienceMs), this.lastPolls()]);
    const [lastWorkflowPoll, lastActivityPoll] = [last?.workflow ?? null, last?.activity ?? null];
    const worker = this.state;
    const missing = [
      ...(store ? [] : ['store']),
      ...(last ? [] : ['temporal']),
      ...(worker === 'RUNNING' || worker === 'STARTING' ? [] : ['worker']),
      ...(last && lastWorkflowPoll === null ? ['polls of workflow tasks'] : []),
      ...(last && lastActivityPoll === null ? ['polls of activity tasks'] : []),
    ];
    const ready = missing.length === 0;
    return { worker, missing, store, temporal: last !== undefined, lastWorkflowPoll, lastActivityPoll, ready };
  }

  /** The same with the reasons, for the log alone: they name addresses. */
  async readMissing(): Promise<Missing> {
    const { missing } = await this.read();
    const reasons = { store: whyStoreIsAway(), temporal: this.whyNoTemporal };
    return { missing, reasons: Object.fromEntries(Object.entries(reasons).filter(([name]) => missing.includes(name))) };
  }

  /** When Temporal last saw the worker ask for each kind of task; `undefined` where it does not answer. */
  private async lastPolls(): Promise<{ workflow: string | null; activity: string | null } | undefined> {
    if (!this.running) return undefined;
    const { worker, connection, namespace } = this.running;
    const { identity } = worker.options;
    try {
      const asked = { namespace, queue: ticketQueue, nowMs: Date.now(), patienceMs };
      const pollers = await pollersOf(connection, asked);
      const last = (kind: 'workflow' | 'activity'): string | null => {
        const mine = pollers[kind].filter((one) => one.identity === identity).map(({ atMs }) => atMs);
        return mine.length > 0 ? new Date(Math.max(...mine)).toISOString() : null;
      };
      return { workflow: last('workflow'), activity: last('activity') };
    } catch (error) {
      this.whyNoTemporal = whyTemporalIsAway(error);
      return undefined;
    }
  }
}

/** `/healthz`: 200 until the worker has failed or stopped; `/readyz`: 200 while it runs, polls and has its store. */
export function createHealthServer(standing: WorkerStanding): Server {
  return createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(JSON.stringify(body));
    };
    const address = request.url?.split('?')[0];
    const { state } = standing;
    if (address === '/healthz') answer(['FAILED', 'STOPPED'].includes(state) ? 503 : 200, { worker: state });
    else if (address === '/readyz')
      standing.read().then(
        (health) => answer(health.ready ? 200 : 503, health),
        () => answer(503, { worker: state, ready: false }),
      );
    else answer(404, {});
  });
}
