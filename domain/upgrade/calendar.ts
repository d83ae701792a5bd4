import { z } from 'zod';
import { addressSchema } from '../address';
import { languageSchema } from '../languages';

/** An occurrence of planned maintenance that a contract allows, compiled outside workflows, epoch milliseconds (annex §10). */
export const upgradeWindowSchema = z.strictObject({
  startMs: z.number(),
  endMs: z.number(),
  /** The day of its start in the contract's zone. */
  localDate: z.string(),
  /** Which rule of the contract it comes from. */
  rule: z.string(),
  /** The last instant at which its first notice is in time: seven calendar days and 168 hours before its start. */
  noticeByMs: z.number(),
  remindMs: z.number(),
});
export type UpgradeWindow = z.infer<typeof upgradeWindowSchema>;

/** What becomes of test time that an incident took (annex §10 gives one month "pour tester"): see docs/architecture.md. */
export const timeLostSchema = z.enum(['give-back', 'next-window', 'promote-at-once']);

/** How the installed version stands among those that are supported: the latest and the two before it (annex §2). */
export const supportStandingSchema = z.strictObject({
  installed: z.string().nullable(),
  /** How many versions are later than the installed one; null where the product has no such version. */
  behind: z.number().int().nullable(),
  /** The day, in the client's zone, and the instant at which the installed version is no longer supported; null: not known yet. */
  endsOn: z.string().nullable(),
  endsMs: z.number().nullable(),
});
export type SupportStanding = z.infer<typeof supportStandingSchema>;

/** All that an upgrade knows of registers and contract: plain numbers, so that a workflow never touches a zone. */
export const upgradeCalendarSchema = z.strictObject({
  zone: z.string(),
  language: languageSchema,
  contractVersion: z.number().int().nullable(),
  contacts: z.strictObject({ client: z.array(addressSchema), provider: z.array(addressSchema) }),
  /** Codes of the client's environments of the product. */
  production: z.array(z.string()),
  test: z.string().nullable(),
  windows: z.array(upgradeWindowSchema),
  /** When it was read, and up to where the windows are known. */
  asOfMs: z.number(),
  toMs: z.number(),
  /** The first notice that the end of the month was asked for; null: none was given yet. */
  firstNoticeMs: z.number().nullable(),
  /** One month after the first notice, as the contract counts it; null before there is one, or without a test window. */
  testEndsMs: z.number().nullable(),
  hasTestWindow: z.boolean(),
  timeLost: timeLostSchema,
  expectedDowntimeMinutes: z.number().int(),
  support: supportStandingSchema,
});
export type UpgradeCalendar = z.infer<typeof upgradeCalendarSchema>;
