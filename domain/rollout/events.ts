import { z } from 'zod';
import { event } from '../event';
import { upgradeStatusSchema } from '../upgrade/schema';
import { rolloutOpeningSchema } from './schema';

const count = z.number().int();

/** How one upgrade stands, as it reports itself; `number` is that of its last event. */
export const reportSchema = z.strictObject({ client: z.string(), status: upgradeStatusSchema, number: count });
export type Report = z.infer<typeof reportSchema>;

/** What happened to a rollout. */
export const rolloutEventSchema = z.discriminatedUnion('type', [
  event('published', { opening: rolloutOpeningSchema }),
  event('clients-listed', { clients: z.array(z.string()) }),
  event('client-added', { client: z.string() }),
  event('wave-due', { wanted: count, nextWaveMs: z.number().nullable() }),
  event('upgrades-started', { started: count }),
  /** Several reports at once: so many upgrades report that each alone would make a history of its own. */
  event('progressed', { reports: z.array(reportSchema) }),
  event('paused', { reason: z.string(), number: count }),
  event('resumed', { number: count }),
  event('stopped', { reason: z.string(), number: count }),
  /** Done, and none of its upgrades can come back any more. */
  event('closed', {}),
  event('upgrades-told', { number: count, told: count }),
]);
export type RolloutEvent = z.infer<typeof rolloutEventSchema>;
