import { refusal, type Refusal } from '../refusal';
import type { RolloutOpening } from './schema';

/** What the register of versions says of what is to be published; null: it is not in there. */
export interface Published {
  readonly kind: RolloutOpening['kind'];
  readonly reasons: readonly string[];
  readonly documentation: { readonly fr: string | null; readonly en: string | null };
  readonly nonRegression: string | null;
}

/**
 * Why a version may not be published; `undefined`: it may. The client gets documentation that is up to date in both languages, and the
 * provider has made sure that nothing got worse (annex §10). Only what corrects security or an incident P1 is unplanned, and its reasons
 * say so; which incident that is, `whyNotCausedBy` looks at.
 */
export function whyNotPublish(
  { product, version, unplanned }: Pick<RolloutOpening, 'product' | 'version' | 'unplanned'>,
  found: Published | null,
): { refusal: Refusal } | undefined {
  if (!found) return refusal('version-unknown', { product, version });
  const { kind, reasons, documentation, nonRegression } = found;
  if (documentation.fr === null || documentation.en === null) return refusal('documentation-missing');
  if (nonRegression === null) return refusal('non-regression-missing');
  if (!unplanned) return undefined;
  const urgent = reasons.includes(unplanned.cause === 'security' ? 'security' : 'anomaly');
  return kind === 'version' || !urgent ? refusal('unplanned-kind') : undefined;
}
