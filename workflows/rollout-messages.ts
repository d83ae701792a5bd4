import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { z } from 'zod';
import type { RolloutAnswer } from '../domain/rollout/answer';
import {
  rolloutCommandNames,
  rolloutEnvelopeSchema,
  rolloutRules,
  type RolloutCommandName,
} from '../domain/rollout/commands';
import type { RolloutCommand } from '../domain/rollout/decide';
import type { Report, RolloutEvent } from '../domain/rollout/events';
import type { RolloutOpening, RolloutState } from '../domain/rollout/schema';
import type { Actor } from '../domain/ticket/actor';
import type { UpgradeOpening } from '../domain/upgrade/schema';
import type { RolloutMessage } from '../domain/upgrade/telling';
import type { Durable, Recorded } from './shell';

export const rolloutWorkflowType = 'rollout';

/** The workflow id of a rollout: a version is published once. */
export function rolloutWorkflowId({ product, version }: { product: string; version: string }): string {
  return `rollout:${product}@${version}`;
}

export interface RolloutRequest {
  readonly actor: Actor;
  readonly data: unknown;
}

/** Updates, because the caller reads its own write in the answer and a refusal leaves nothing behind. */
export const rolloutUpdates = Object.fromEntries(
  rolloutCommandNames.map((name) => [name, defineUpdate<RolloutAnswer, [RolloutRequest]>(name)]),
) as Record<RolloutCommandName, ReturnType<typeof defineUpdate<RolloutAnswer, [RolloutRequest]>>>;

const requestSchemas = Object.fromEntries(
  rolloutCommandNames.map((name) => [name, rolloutEnvelopeSchema.extend({ data: rolloutRules[name].data })]),
) as unknown as Record<RolloutCommandName, z.ZodType<RolloutRequest>>;

/** Parses what an Update was given; throws a ZodError, which a validator turns into a refusal. */
export function parseRolloutCommand(name: RolloutCommandName, request: unknown, nowMs: number): RolloutCommand {
  return { type: name, nowMs, ...requestSchemas[name].parse(request) } as RolloutCommand;
}

/** A Signal, because an upgrade does not wait for its rollout, thousands report, and the number makes a late one no news. */
export const reportSignal = defineSignal<[Report]>('report');

/** A Query, because reading a rollout in flight changes nothing. */
export const rolloutQuery = defineQuery<RolloutAnswer>('rollout');

/** A Query for what a command would do, and for tests and repairs: the whole state. */
export const rolloutStateQuery = defineQuery<RolloutState>('state');

export interface RolloutInput {
  readonly opening: RolloutOpening;
  readonly carried?: Durable<RolloutState, RolloutEvent, never>;
  /** Reports that the run before had heard and not taken. */
  readonly heard?: readonly Report[];
  /** Tests continue as new after so many events; in production the server says when. */
  readonly continueAfterEvents?: number;
}

/** The side effects of a rollout; all may be repeated. */
export interface RolloutActivities {
  publishRollout(batch: {
    product: string;
    version: string;
    events: Recorded<RolloutEvent>[];
    answer: RolloutAnswer;
  }): Promise<void>;
  /** The clients that run the product in production, in the order of their codes. */
  listProductClients(of: { product: string; version: string }): Promise<string[]>;
  /** Starts the upgrades of these openings; one that was started before is left as it is. */
  startUpgrades(openings: UpgradeOpening[]): Promise<void>;
  tellUpgrades(told: { product: string; version: string; clients: string[]; message: RolloutMessage }): Promise<void>;
}
