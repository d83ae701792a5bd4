import { z } from 'zod';
import { refusal } from '../refusal';
import { text } from '../text';
import { dateSchema } from '../time/zone';
import { toEpochMs } from '../time/instant';
import { clientOrReleases, happened, rule, type Told } from './rule';
import type { UpgradeState } from './schema';
import { waiverText, type Waiver, type WaiverFacts } from './waiver';

const signature = {
  signedBy: text(200).describe('The name of the person who signs for the client.'),
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'the digest of the text that was shown'),
};

/** The client refuses or puts off, with a waiver: the annex lets it, and says who bears the consequences (§10). */
export const puttingOffRules = {
  refuse: rule({
    data: z.strictObject(signature),
    roles: clientOrReleases,
    decide(state, { signedBy, digest }, told) {
      if (state.refused) return refusal('refused-already');
      const waiver = signed(state, { kind: 'refusal', until: null, signedBy, digest }, told);
      return waiver ? happened(told, 'refused', { waiver }) : refusal('waiver-outdated');
    },
  }),
  postpone: rule({
    data: z.strictObject({ ...signature, until: dateSchema.describe('The first day on which it may be promoted.') }),
    roles: clientOrReleases,
    decide(state, { signedBy, until, digest }, told) {
      const { dayBeginsAt } = told.facts;
      const waiver = signed(state, { kind: 'postponement', until, signedBy, digest }, told);
      if (!waiver || dayBeginsAt === undefined) return refusal('waiver-outdated');
      const untilMs = toEpochMs(dayBeginsAt);
      if (untilMs <= told.nowMs) return refusal('postponed-to-past', { until });
      return happened(told, 'postponed', { waiver, untilMs });
    },
  }),
} as const;

type Signing = Pick<Waiver, 'kind' | 'until' | 'signedBy' | 'digest'>;

/** The act with the very text that was shown; none where another text was signed than the one that came with it. */
function signed({ opening }: UpgradeState, signing: Signing, { by, at, facts }: Told): Waiver | undefined {
  const { shown } = facts;
  if (shown?.digest !== signing.digest) return undefined;
  return { version: opening.version, by, at, ...signing, ...shown };
}

/** What a waiver of this upgrade is about; none before its calendar is known. */
export function waiverFactsOf({ opening, calendar }: UpgradeState, until: string | null): WaiverFacts | undefined {
  return calendar ? { opening, support: calendar.support, until } : undefined;
}

/**
 * Whether what was shown is what is to be shown now. Asked where a command is taken, and not in the decision: a text that is worded
 * anew must not change what was decided.
 */
export function isShownText(state: UpgradeState, told: Pick<Told, 'facts'>, until: string | null): boolean {
  const { shown } = told.facts;
  const facts = waiverFactsOf(state, until);
  return shown !== undefined && facts !== undefined && shown.text === waiverText(facts, shown.language);
}
