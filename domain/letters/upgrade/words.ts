import type { DateReason } from '../../upgrade/dates';
import type { UpgradeNotice, UpgradeTemplate } from '../../upgrade/notices';

/** What one mail says: its facts, each with its name, and whether the three dates stand below. */
export interface UpgradeTold {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly (readonly [string, string])[];
  readonly withDates: boolean;
}

/** What mails about upgrades say in one language. */
export interface UpgradeWords {
  readonly texts: Record<UpgradeTemplate, (notice: UpgradeNotice, shown: { testEnds: string }) => UpgradeTold>;
  readonly date: Record<'earliest' | 'planned' | 'latest', string>;
  readonly reasons: Record<DateReason, string>;
  readonly link: string;
  readonly footer: string;
}

export const named = ({ delivery }: UpgradeNotice): string => `${delivery.product} ${delivery.version}`;

/** A mail with paragraphs; the dates stand below unless told. */
export function told(
  subject: string,
  paragraphs: readonly (string | null)[],
  facts: UpgradeTold['facts'] = [],
  withDates = true,
): UpgradeTold {
  return {
    subject,
    paragraphs: paragraphs.filter((one) => one !== null && one !== ''),
    facts,
    withDates,
  } as UpgradeTold;
}
