import type { UpgradeAnswer } from '../../domain/upgrade/answer';
import type { Asking } from '../company';

/**
 * An upgrade as a caller may see it: what a deployer, or the provider's people, said of the deployment to test is the provider's own. What
 * it waits for stands in `test.waiting`, which a client sees.
 */
export function upgradeSeenBy({ scope }: Pick<Asking, 'scope'>, answer: UpgradeAnswer): UpgradeAnswer {
  return scope === 'all' ? answer : { ...answer, test: { ...answer.test, detail: '' } };
}
