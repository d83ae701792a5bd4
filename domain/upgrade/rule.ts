import type { z } from 'zod';
import type { Decision } from '../decider';
import type { Refusal } from '../refusal';
import type { Actor } from '../ticket/actor';
import type { Instant } from '../time/instant';
import type { UpgradeEvent, UpgradeEventType } from './events';
import type { UpgradeFacts } from './facts';
import type { UpgradeState } from './schema';

export type Answer = Decision<UpgradeEvent> | { readonly refusal: Refusal };

/** Who gives a command, and when, epoch milliseconds; what the edge has looked up for it. */
export interface Told {
  readonly by: Actor;
  readonly at: Instant;
  readonly nowMs: number;
  readonly facts: UpgradeFacts;
}

/** One command of an upgrade: what it takes, who may give it, and what it makes of it. */
export interface Rule<Data extends z.ZodObject> {
  readonly data: Data;
  /** The company is checked apart. */
  readonly roles: readonly Actor['role'][];
  decide(state: UpgradeState, data: z.output<Data>, told: Told): Answer;
}

/** Declares a command, with the type of what it takes. */
export function rule<Data extends z.ZodObject>(declared: Rule<Data>): Rule<Data> {
  return declared;
}

/** The event of what was told. */
export function happened<Type extends UpgradeEventType>(
  { at, by }: Pick<Told, 'at' | 'by'>,
  type: Type,
  data: Extract<UpgradeEvent, { type: Type }>['data'],
): { readonly events: readonly UpgradeEvent[] } {
  return { events: [{ type, at, by, data } as Extract<UpgradeEvent, { type: Type }>] };
}

export const releases: readonly Actor['role'][] = ['release-manager', 'admin'];
export const clientOrReleases: readonly Actor['role'][] = ['client', ...releases];
