import { setTimeout as sleep } from 'node:timers/promises';
import { ownService } from '../../local/own-processes';
import { choosePort } from '../../local/ports';
import type { Service } from '../../local/service';
import { RunningCadran, type PublishedEvent } from './running-cadran';

/** What `/readyz` of an API answered at an instant. */
export interface Readiness {
  readonly atMs: number;
  readonly status: number;
  readonly body: {
    readonly status: string;
    readonly missing: readonly string[];
    readonly workers: Readonly<Record<string, { readonly workflow: number; readonly activity: number }>> | null;
  };
}

/** Two API and two worker processes on one Temporal and one store; each pair in a folder of its own. */
export class TwoOfEach {
  private constructor(
    readonly cadran: RunningCadran,
    readonly apis: readonly [Service, Service],
    readonly workers: readonly [Service, Service],
  ) {}

  static async start(folder: string): Promise<TwoOfEach> {
    const cadran = await RunningCadran.start();
    const [port, healthPort] = [await choosePort('api', undefined), await choosePort('worker', undefined)];
    const environment = {
      ...cadran.stack.environment,
      OIDC_ISSUER: cadran.issuer.url,
      HOST: '127.0.0.1',
      PORT: String(port),
      WORKER_HEALTH_PORT: String(healthPort),
      RATE_LIMIT_PER_MINUTE: '0',
      RATE_LIMIT_FAILED_PER_MINUTE: '0',
    };
    const surroundings = { dataFolder: folder, environment };
    const quiet = (): void => undefined;
    const api = ownService('api', `http://127.0.0.1:${port}`, surroundings, quiet);
    const worker = ownService('worker', `http://127.0.0.1:${healthPort}`, surroundings, quiet);
    await Promise.all([api.start(), worker.start()]);
    return new TwoOfEach(cadran, [cadran.api, api], [cadran.worker, worker]);
  }

  async stop(): Promise<void> {
    await this.apis[1].stop();
    await this.workers[1].stop();
    await this.cadran.stop();
  }

  async readiness(api: Service): Promise<Readiness> {
    const answer = await fetch(`${api.address}/readyz`);
    return { atMs: Date.now(), status: answer.status, body: (await answer.json()) as Readiness['body'] };
  }

  /** All that an API says of itself until it is told to end. */
  async watch(api: Service, ended: () => boolean): Promise<readonly Readiness[]> {
    const seen: Readiness[] = [];
    while (!ended()) {
      seen.push(await this.readiness(api));
      await sleep(100);
    }
    return seen;
  }

  /** Which worker did the last task of a ticket, and so keeps it in memory: 0, 1, or -1 for none of them. */
  async keeperOf(reference: string): Promise<number> {
    const { events } = await this.cadran.temporal.workflow.getHandle(`ticket:${reference}`).fetchHistory();
    const last = events?.findLast((event) => event.workflowTaskStartedEventAttributes);
    const identity = last?.workflowTaskStartedEventAttributes?.identity ?? '';
    return this.workers.findIndex(({ pid }) => identity.startsWith(`${pid ?? ''}@`));
  }
}

/** Numbers from 1 on without a gap or a repetition. */
export function isWhole(events: readonly PublishedEvent[]): boolean {
  return events.every(({ sequence }, index) => sequence === index + 1);
}

/** From an event's own instant to its recording, ms. */
export function latenessMs({ at, recordedAt }: PublishedEvent): number {
  return Date.parse(recordedAt) - Date.parse(at);
}
