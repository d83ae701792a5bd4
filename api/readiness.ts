import type { Connection } from '@temporalio/client';
import { taskQueues } from '../clients/queues';
import { pollersOf, whyTemporalIsAway } from '../settings/temporal';
import { storeAnswers } from '../store/connect';
import { keysAddress, type IssuerAddress } from './issuer-keys';

/** How many workers poll a queue for tasks of workflows and of activities just now. */
export interface QueueWorkers {
  readonly workflow: number;
  readonly activity: number;
}

export interface Readiness {
  /** `degraded`: tickets can be opened and lose nothing, but something is missing. */
  readonly status: 'ready' | 'degraded' | 'unavailable' | 'stopping';
  readonly missing: readonly string[];
  readonly store: boolean;
  readonly temporal: boolean;
  /** Whether the issuer's keys can be had; those that are known already stay good for some minutes. */
  readonly issuer: boolean;
  /** By task queue; null while Temporal cannot tell. */
  readonly workers: Readonly<Record<string, QueueWorkers>> | null;
}

/** Each throws with the reason, or answers no, where what it asks is away. */
export interface ReadinessChecks {
  store(): Promise<boolean>;
  issuer(): Promise<boolean>;
  /** Throws when Temporal does not answer. */
  workers(): Promise<Readonly<Record<string, QueueWorkers>>>;
}

/** Answers are good for this long, ms: whoever asks often costs nothing. The issuer is another's, and is asked less often. */
const goodMs = 2_000;
const issuerGoodMs = 15_000;
/** How long each question may take, ms. */
const patienceMs = 1_500;

/** The questions put to the real ones. */
export function readinessChecks(connection: Connection, namespace: string, issuer: IssuerAddress): ReadinessChecks {
  return {
    store: () => storeAnswers(patienceMs),
    issuer: async () => {
      const keys = keysAddress(issuer).href;
      const answer = await fetch(keys, { signal: AbortSignal.timeout(patienceMs) }).catch((error: unknown) => {
        throw new Error(`${keys} does not answer`, { cause: error });
      });
      const body: unknown = await answer.json();
      if (answer.ok && typeof body === 'object' && body !== null && 'keys' in body) return true;
      throw new Error(`${keys} answers ${answer.status}, and no keys`);
    },
    workers: async () => {
      const count = async (queue: string): Promise<[string, QueueWorkers]> => {
        const asked = { namespace, queue, nowMs: Date.now(), patienceMs };
        const { workflow, activity } = await pollersOf(connection, asked);
        return [queue, { workflow: workflow.length, activity: activity.length }];
      };
      try {
        return Object.fromEntries(await Promise.all(taskQueues.map(count)));
      } catch (error) {
        throw new Error(`${connection.options.address}: ${whyTemporalIsAway(error)}`, { cause: error });
      }
    },
  };
}

/** Whether everything that the API needs is there, asked at most every two seconds however many want to know. */
export class ReadinessCheck {
  private stopping = false;
  private readonly whyAway = new Map<string, string>();
  private readonly store: () => Promise<boolean>;
  private readonly issuer: () => Promise<boolean>;
  private readonly workers: () => Promise<Readonly<Record<string, QueueWorkers>> | undefined>;

  constructor(checks: ReadinessChecks, now: () => number) {
    this.store = remembered(
      () => this.asked('store', checks.store(), false),
      () => goodMs,
      now,
    );
    // What is missing is asked for again soon, so that its return is seen.
    this.issuer = remembered(
      () => this.asked('issuer', checks.issuer(), false),
      (there) => (there ? issuerGoodMs : goodMs),
      now,
    );
    this.workers = remembered(
      () => this.asked('temporal', checks.workers(), undefined),
      () => goodMs,
      now,
    );
  }

  /** From now on nothing new is to be sent here. */
  stop(): void {
    this.stopping = true;
  }

  /** Why what is missing did not answer, for the log alone: it names addresses. */
  get reasons(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.whyAway);
  }

  async read(): Promise<Readiness> {
    const [store, issuer, workers] = await Promise.all([this.store(), this.issuer(), this.workers()]);
    const temporal = workers !== undefined;
    const missing = [
      ...(store ? [] : ['store']),
      ...(temporal ? [] : ['temporal']),
      ...(issuer ? [] : ['issuer']),
      ...Object.entries(workers ?? {}).flatMap(([queue, { workflow, activity }]) => [
        ...(workflow > 0 ? [] : [`workers of ${queue}: workflow tasks`]),
        ...(activity > 0 ? [] : [`workers of ${queue}: activity tasks`]),
      ]),
    ];
    const works = missing.length === 0 ? 'ready' : temporal && issuer ? 'degraded' : 'unavailable';
    const status = this.stopping ? 'stopping' : works;
    return { status, missing, store, temporal, issuer, workers: workers ?? null };
  }

  private async asked<Answer, Otherwise>(
    name: string,
    asking: Promise<Answer>,
    otherwise: Otherwise,
  ): Promise<Answer | Otherwise> {
    try {
      const answer = await asking;
      this.whyAway.delete(name);
      return answer;
    } catch (error) {
      this.whyAway.set(name, reasonOf(error));
      return otherwise;
    }
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Asks once for all who want to know within the time for which the answer is good, ms. */
function remembered<Answer>(
  ask: () => Promise<Answer>,
  goodFor: (answer: Answer) => number,
  now: () => number,
): () => Promise<Answer> {
  let last: Promise<Answer> | undefined;
  let untilMs = Infinity;
  return () => {
    if (last && now() < untilMs) return last;
    untilMs = Infinity;
    last = ask().then((answer) => {
      untilMs = now() + goodFor(answer);
      return answer;
    });
    return last;
  };
}
