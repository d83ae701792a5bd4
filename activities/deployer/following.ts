import { setTimeout as sleep } from 'node:timers/promises';
import type { DeployerOperation } from '../../domain/deployer/operation';
import type { DeployerOutcome } from '../ports';
import { PrivateAddress } from '../webhook/public-address';
import type { DeployerAnswer, DeployerClient } from './deployer-client';

export interface Following {
  /** How long the end is waited for, ms. */
  readonly waitMs: number;
  /** Between two questions, ms: the first, and the longest. */
  readonly pauseMs: { readonly first: number; readonly longest: number };
  /** Aborted when nobody waits any more. */
  readonly signal?: AbortSignal;
}

/**
 * Has a deployer do an operation and waits for its end. It is asked about first, and asked for only where the deployer does not
 * know it: so what was asked for by a worker that has died since, or whose answer was lost, is done once (annex §10).
 */
export async function follow(
  client: DeployerClient,
  deployer: string,
  operation: DeployerOperation,
  { waitMs, pauseMs, signal }: Following,
): Promise<DeployerOutcome> {
  const endsMs = performance.now() + waitMs;
  let pause = pauseMs.first;
  let last = 'nothing was heard of it';
  let known = false;
  do {
    try {
      let answer = await client.about(deployer, operation.id, signal);
      if (answer.state === 'unknown') {
        if (known) return { outcome: 'unknown', detail: 'the deployer has forgotten the operation that it had taken' };
        answer = await client.ask(deployer, operation, signal);
        // Not taken: nothing was done, as the deployer has just said that it knows of none.
        if (answer.state === 'refused') return { outcome: 'failed', detail: `refused: ${answer.reason}` };
      }
      if (answer.state === 'refused' && !known)
        return { outcome: 'unknown', detail: `the deployer does not tell: ${answer.reason}` };
      const outcome = outcomeOf(answer);
      if (outcome) return outcome;
      known = true;
      last = answer.state === 'refused' ? `the deployer does not tell: ${answer.reason}` : 'it was still running';
    } catch (error) {
      if (error instanceof PrivateAddress)
        return { outcome: 'failed', detail: `${error.message} (DEPLOYER_SECRET, DEPLOYER_ALLOW_PRIVATE)` };
      signal?.throwIfAborted();
      last = error instanceof Error ? error.message : String(error);
    }
    await sleep(Math.max(0, Math.min(pause, endsMs - performance.now())), undefined, signal ? { signal } : {});
    pause = Math.min(pause * 2, pauseMs.longest);
  } while (performance.now() < endsMs);
  return { outcome: 'unknown', detail: `after ${Math.round(waitMs / 1000)} s: ${last}` };
}

function outcomeOf(answer: DeployerAnswer): DeployerOutcome | undefined {
  if (answer.state === 'done') return { outcome: 'done', detail: answer.reason ?? '' };
  if (answer.state === 'failed') return { outcome: 'failed', detail: answer.reason ?? 'the deployer gives no reason' };
  return undefined;
}
