import { setTimeout as sleep } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { operationId, type DeployerOperation } from '../../domain/deployer/operation';
import { whileBeating } from '../heartbeat';
import type { DeployerActivities, DeployerOutcome, EnvironmentClaim, Health } from '../ports';
import { PrivateAddress } from '../webhook/public-address';
import { DeployerClient, type DeployerOptions } from './deployer-client';
import { follow } from './following';

/** What the register says of an environment, as far as it is called. */
export interface CalledEnvironment {
  readonly code: string;
  readonly deployer?: { readonly url: string } | undefined;
  readonly healthCheck?: string | undefined;
}

/** Which maintenance has closed an environment: one at a time, so that none opens what another has closed. */
export interface EnvironmentHolds {
  /** Takes all that are claimed, those that it has already too; else the reference of one that is in the way. */
  take(client: string, claim: EnvironmentClaim): Promise<string | null>;
  /** Who has one; null: nobody. */
  holderOf(client: string, environment: string): Promise<string | null>;
}

export interface DeployerSideEffects extends DeployerOptions {
  /** An environment of the register; null where there is none. */
  readonly findEnvironment: (client: string, code: string) => Promise<CalledEnvironment | null>;
  /** Without it nobody is waited for. */
  readonly holds?: EnvironmentHolds;
  /** Between two looks at who is in the way, and for how long in one attempt, ms. */
  readonly holdMs?: { readonly pause: number; readonly longest: number };
  /** Told what became of each operation. */
  readonly onEnded?: (kind: DeployerOperation['kind'], outcome: DeployerOutcome['outcome']) => void;
  /** Between two questions, ms: the first, and the longest. */
  readonly pauseMs?: { readonly first: number; readonly longest: number };
}

const usualWaitMs = { operation: 2 * 3_600_000, health: 60_000 };
const usualHoldMs = { pause: 30_000, longest: 5 * 60_000 };
const usualPauseMs = { first: 200, longest: 5_000 };

/** What is done with environments, by their deployers and health checks as the register names them (annex §10). */
export function createDeployerActivities(effects: DeployerSideEffects): DeployerActivities {
  const { findEnvironment, onEnded, holds, holdMs = usualHoldMs, pauseMs = usualPauseMs } = effects;
  const client = new DeployerClient(effects);

  async function done(operation: DeployerOperation, waitMs = usualWaitMs.operation): Promise<DeployerOutcome> {
    const found = await findEnvironment(operation.client, operation.environment);
    const outcome = await outcomeOf(found, operation, waitMs);
    onEnded?.(operation.kind, outcome.outcome);
    return outcome;
  }

  async function outcomeOf(
    environment: CalledEnvironment | null,
    operation: DeployerOperation,
    waitMs: number,
  ): Promise<DeployerOutcome> {
    if (!environment)
      return { outcome: 'failed', detail: `there is no environment ${operation.client}/${operation.environment}` };
    if (!environment.deployer) return { outcome: 'no-deployer', detail: 'the register names no deployer' };
    const following = { waitMs, pauseMs, signal: Context.current().cancellationSignal };
    return await follow(client, environment.deployer.url, operation, following);
  }

  /** Who has closed what is claimed, for as long as one attempt waits; null: it is the claimer's. */
  async function inTheWay(company: string, claim: EnvironmentClaim | undefined): Promise<string | null> {
    if (!claim || !holds) return null;
    const endsMs = performance.now() + holdMs.longest;
    for (;;) {
      const holder = await holds.take(company, claim);
      if (holder === null || performance.now() >= endsMs) return holder;
      await sleep(holdMs.pause, undefined, { signal: Context.current().cancellationSignal });
    }
  }

  return {
    holdEnvironments: ({ client: company, claim }) =>
      whileBeating(async () => ({ holder: await inTheWay(company, claim) })),

    runDeployment: ({ operation, client: company, environment, kind, product, version, from, reason, waitMs }) =>
      whileBeating(() => {
        const about = { id: operationId(operation), client: company, environment };
        return done({ kind, ...about, product, version, from, reason }, waitMs);
      }),

    setMaintenanceMode: (request) =>
      whileBeating(async () => {
        const { operation, client: company, environment, claim, waitMs } = request;
        const about = { id: operationId(operation), client: company, environment };
        if (request.mode === 'off') {
          const holder = claim && holds ? await holds.holderOf(company, environment) : null;
          if (holder !== null && holder !== claim?.maintenance)
            return { outcome: 'done', detail: `${holder} is at work in it, and opens it` };
          return await done({ kind: 'leave-maintenance', ...about }, waitMs);
        }
        const holder = await inTheWay(company, claim);
        if (holder !== null) return { outcome: 'held', detail: `${holder} is at work in it` };
        const { reason, until } = request;
        return await done({ kind: 'enter-maintenance', ...about, reason, until }, waitMs);
      }),

    checkHealth: ({ client: company, environment, version, waitMs = usualWaitMs.health }) =>
      whileBeating(async () => {
        const found = await findEnvironment(company, environment);
        if (!found)
          return { outcome: 'unhealthy', version: null, detail: `there is no environment ${company}/${environment}` };
        const { healthCheck } = found;
        if (healthCheck === undefined)
          return { outcome: 'no-check', version: null, detail: 'the register names no health check' };
        const signal = Context.current().cancellationSignal;
        const endsMs = performance.now() + waitMs;
        let pause = pauseMs.first;
        for (;;) {
          const health = await healthNow(healthCheck, version, signal);
          if (health.outcome === 'healthy' || performance.now() >= endsMs) return health;
          await sleep(Math.max(1, Math.min(pause, endsMs - performance.now())), undefined, { signal });
          pause = Math.min(pause * 2, pauseMs.longest);
        }
      }),
  };

  async function healthNow(address: string, expected: string | undefined, signal: AbortSignal): Promise<Health> {
    try {
      const { ok, version = null, checks } = await client.health(address, signal);
      const failed = checks.filter((check) => !check.ok).map(({ name, detail }) => `${name}: ${detail ?? 'failed'}`);
      if (!ok || failed.length > 0)
        return { outcome: 'unhealthy', version, detail: failed.join('; ') || 'it says that it does not work' };
      if (expected !== undefined && version !== expected)
        return { outcome: 'unhealthy', version, detail: `${version ?? 'no version'} serves, not ${expected}` };
      return { outcome: 'healthy', version, detail: '' };
    } catch (error) {
      signal.throwIfAborted();
      const detail = error instanceof Error ? error.message : String(error);
      const hint = error instanceof PrivateAddress ? ' (DEPLOYER_ALLOW_PRIVATE)' : '';
      return { outcome: 'unhealthy', version: null, detail: `${detail}${hint}` };
    }
  }
}
