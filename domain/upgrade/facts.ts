import { z } from 'zod';
import { instantSchema } from '../time/instant';
import { toldTicketSchema } from './incidents';
import { shownSchema } from './waiver';

/** What a command needs to know of other things, looked up by the edge: rules are pure, and a replay decides by the same. */
export const upgradeFactsSchema = z.strictObject({
  /** The ticket that is named, and whose it is; null: there is none. */
  ticket: toldTicketSchema.extend({ client: z.string() }).nullable().optional(),
  /** What the person who signs was shown. */
  shown: shownSchema.optional(),
  /** When the day begins until which it is put off, in the client's zone. */
  dayBeginsAt: instantSchema.optional(),
});
export type UpgradeFacts = z.infer<typeof upgradeFactsSchema>;
