import { z } from 'zod';
import { actorSchema } from '../ticket/actor';
import { upgradeFactsSchema } from './facts';
import { puttingOffRules } from './putting-off';
import { testingRules } from './testing';

/** What people tell an upgrade, one Update each; the names are those of the Updates and of the API's routes. */
export const upgradeRules = { ...testingRules, ...puttingOffRules } as const;
export type UpgradeCommandName = keyof typeof upgradeRules;
export const upgradeCommandNames = Object.keys(upgradeRules) as UpgradeCommandName[];

export type UpgradePersonCommand = {
  [Name in UpgradeCommandName]: { type: Name; data: z.infer<(typeof upgradeRules)[Name]['data']> };
}[UpgradeCommandName];

/** The round of every command: who gives it, and what the edge has looked up for it. */
export const upgradeEnvelopeSchema = z.strictObject({ actor: actorSchema, facts: upgradeFactsSchema.optional() });
export type UpgradeEnvelope = z.infer<typeof upgradeEnvelopeSchema>;
