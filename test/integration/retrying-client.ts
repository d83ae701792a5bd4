import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a caller waits for one answer, how long once none of the processes gave one, and how often it asks in all; ms. */
const patienceMs = 10_000;
const waitMs = 200;
const attempts = 40;

export interface Given {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Which of the processes answered. */
  readonly by: number;
}

/**
 * A caller with several API processes: what one does not answer, or cannot do just now, it asks of the next with the same
 * Idempotency-Key. It tells nobody how often it had to.
 */
export class RetryingClient {
  /** Requests that had to be sent again, for the figures of the test. */
  repeated = 0;

  constructor(
    private readonly origins: readonly string[],
    private readonly authorization: (as: string) => Promise<string>,
  ) {}

  /** Gives a command or opens a ticket, beginning with one of the processes. */
  async give(as: string, path: string, body: unknown, first: number, key: string = randomUUID()): Promise<Given> {
    const init = {
      method: 'POST',
      headers: {
        authorization: await this.authorization(as),
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    };
    return await this.send(path, init, first);
  }

  /** Reads, beginning with one of the processes. */
  async read(as: string, path: string, first: number): Promise<Given> {
    return await this.send(path, { headers: { authorization: await this.authorization(as) } }, first);
  }

  private async send(path: string, init: RequestInit, first: number): Promise<Given> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const by = (first + attempt) % this.origins.length;
      try {
        const response = await fetch(`${this.origins[by] ?? ''}${path}`, {
          ...init,
          signal: AbortSignal.timeout(patienceMs),
        });
        const answer = (await response.json()) as Given['body'];
        if (response.status !== 503) return { status: response.status, body: answer, by };
      } catch {
        // Nobody listens any more, or not soon enough: whether it was done is what the key is for.
      }
      this.repeated += 1;
      if (attempt % this.origins.length === this.origins.length - 1) await sleep(waitMs);
    }
    throw new Error(`${path}: not answered in ${attempts} attempts`);
  }
}
