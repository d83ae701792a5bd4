import { z } from 'zod';
import { contactSchema } from '../contract/escalation';
import { languageSchema } from '../languages';
import { windowSchema } from '../maintenance/window';
import { timeLostSchema } from '../maintenance/window-rules';

/** How the installed version stands among those that are supported: the latest and the two before it (annex §2). */
export const supportStandingSchema = z.strictObject({
  installed: z.string().nullable(),
  /** How many versions may still be published before support is lost; 0: it is lost. */
  versionsLeft: z.number().int(),
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
  contacts: z.strictObject({ client: z.array(contactSchema), provider: z.array(contactSchema) }),
  /** Codes of the client's environments of the product: those in production that need the version. */
  production: z.array(z.string()),
  /** What all production runs where none of it needs the version (any more); calendars of an older program do not say. */
  superseded: z.string().nullable().optional(),
  test: z.string().nullable(),
  windows: z.array(windowSchema),
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
