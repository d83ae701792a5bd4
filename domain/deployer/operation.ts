import { z } from 'zod';
import { codeSchema, versionSchema } from '../registers/registers';
import { text } from '../text';
import { instantSchema } from '../time/instant';

/** What a provider's deployer does with an environment; nobody but the provider installs (annex §10). */
export const operationKinds = ['deploy', 'roll-back', 'enter-maintenance', 'leave-maintenance'] as const;
export type OperationKind = (typeof operationKinds)[number];

/** The id of an operation as it stands in the deployer's addresses: no character of it means anything there. */
export const operationIdSchema = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[A-Za-z0-9._:@~-]+$/, 'letters, digits and . _ : @ ~ -')
  // As segments of an address these two lead elsewhere.
  .refine((id) => id !== '.' && id !== '..', 'more than points');

/** The id under which an operation is asked for, made of whatever names it: two names never make the same. */
export function operationId(name: string): string {
  return name.replace(/[^A-Za-z0-9._:@-]/gu, (one) => `~${(one.codePointAt(0) ?? 0).toString(16)}~`);
}

const reasonSchema = z.strictObject({ fr: text(500), en: text(500) });

const about = { id: operationIdSchema, client: codeSchema, environment: codeSchema };
const installing = {
  ...about,
  product: codeSchema,
  /** What is installed once the operation is done. */
  version: versionSchema,
  /** What was installed before it. */
  from: versionSchema.nullable(),
  /** Why, for the people who run the deployer. */
  reason: reasonSchema,
};

/** What a deployer is asked for: the body of `POST {deployer}/operations`. */
export const deployerOperationSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('deploy'), ...installing }),
    z.strictObject({ kind: z.literal('roll-back'), ...installing }),
    z.strictObject({
      kind: z.literal('enter-maintenance'),
      ...about,
      /** What users who find the environment closed are told. */
      reason: reasonSchema,
      /** Until when, as far as is known; null: nobody knows yet. */
      until: instantSchema.nullable(),
    }),
    z.strictObject({ kind: z.literal('leave-maintenance'), ...about }),
  ])
  .meta({ id: 'DeployerOperation' });
export type DeployerOperation = z.infer<typeof deployerOperationSchema>;

/** How an operation stands: the answer to asking for it, and to asking about it. More fields may be there; nobody reads them. */
export const operationStateSchema = z
  .object({
    id: operationIdSchema,
    state: z.enum(['running', 'done', 'failed']),
    /** Why it has failed, in words for the provider's people. */
    reason: z.string().max(2000).nullish(),
  })
  .meta({ id: 'OperationState' });
export type OperationState = z.infer<typeof operationStateSchema>;

/** What a health check answers to `GET`, with 200 or 503. */
export const healthSchema = z
  .object({
    ok: z.boolean(),
    /** The version that really serves. */
    version: z.string().max(40).nullish(),
    checks: z
      .array(z.object({ name: z.string().max(200), ok: z.boolean(), detail: z.string().max(2000).nullish() }))
      .max(200)
      .default([]),
  })
  .meta({ id: 'EnvironmentHealth' });
export type HealthAnswer = z.infer<typeof healthSchema>;
