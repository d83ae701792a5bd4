import { z } from 'zod';
import { refusal } from '../refusal';
import type { Decision } from '../decider';
import type { Refusal } from '../refusal';
import { codeSchema } from '../registers/registers';
import { text } from '../text';
import { actorSchema, type Actor } from '../ticket/actor';
import type { RolloutEvent } from './events';
import type { RolloutState } from './schema';

export type Answer = Decision<RolloutEvent> | { readonly refusal: Refusal };

interface Told {
  readonly by: Actor;
  readonly at: string;
}

/** One command of a rollout. */
export interface RolloutRule<Data extends z.ZodObject = z.ZodObject> {
  readonly data: Data;
  readonly roles: readonly Actor['role'][];
  decide(state: RolloutState, data: z.output<Data>, told: Told): Answer;
}

const rule = <Data extends z.ZodObject>(declared: RolloutRule<Data>): RolloutRule<Data> => declared;
const roles: readonly Actor['role'][] = ['release-manager', 'admin'];

/** What the release manager tells a rollout, one Update each. */
export const rolloutRules = {
  /** Nothing is promoted and nobody's month goes on until it is resumed: clients lose nothing by the provider's pause. */
  pause: rule({
    data: z.strictObject({ reason: text(2000) }),
    roles,
    decide({ pause, messages }, { reason }, told) {
      if (pause) return refusal('rollout-paused');
      return { events: [{ type: 'paused', ...told, data: { reason, number: messages + 1 } }] };
    },
  }),
  resume: rule({
    data: z.strictObject({}),
    roles,
    decide({ pause, messages }, _data, told) {
      if (!pause) return refusal('rollout-not-paused');
      return { events: [{ type: 'resumed', ...told, data: { number: messages + 1 } }] };
    },
  }),
  /** One that got the product after the publication: it comes after all others, and in the last wave where there are any. */
  'add-client': rule({
    data: z.strictObject({ client: codeSchema }),
    roles: [...roles, 'cadran'],
    decide({ clients, opening }, { client }, told) {
      const { product, version } = opening;
      if (!clients || clients.includes(client)) return refusal('rollout-client-known', { client, product, version });
      return { events: [{ type: 'client-added', ...told, data: { client } }] };
    },
  }),
  /** For good: what is in production stays there, and nobody else is promoted. */
  stop: rule({
    data: z.strictObject({ reason: text(2000) }),
    roles,
    decide({ messages }, { reason }, told) {
      return { events: [{ type: 'stopped', ...told, data: { reason, number: messages + 1 } }] };
    },
  }),
} as const;
export type RolloutCommandName = keyof typeof rolloutRules;
export const rolloutCommandNames = Object.keys(rolloutRules) as RolloutCommandName[];

export type RolloutPersonCommand = {
  [Name in RolloutCommandName]: { type: Name; data: z.infer<(typeof rolloutRules)[Name]['data']> };
}[RolloutCommandName];

/** The round of every command: who gives it. */
export const rolloutEnvelopeSchema = z.strictObject({ actor: actorSchema });
