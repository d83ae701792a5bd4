import type { FanOutClient } from '../../clients/fan-out';
import { clientOperations } from './clients';
import { contractOperations, type ContractAbilities } from './contracts';
import { environmentOperations } from './environments';
import { freezeOperations } from './freezes';
import { invoiceOperations } from './invoices';
import { productOperations } from './products';
import { reconsideringOf } from './reconsidering';
import { userOperations } from './users';
import { tellingReleasesOf, tellingUpgradesOf, type Releases } from './telling-releases';
import { versionOperations } from './versions';

interface RegisterParts extends Releases {
  readonly fanOuts: FanOutClient;
  /** The clock of this process, epoch milliseconds. */
  readonly now: () => number;
  readonly abilities: ContractAbilities;
}

/**
 * The registers that are no process: clients, contracts with their versions (annex §5, §6), environments, products, users and
 * invoices (annex §2), versions of products and freezes of planned work (annex §10).
 */
export function registerOperations({ fanOuts, now, abilities, ...releases }: RegisterParts) {
  const reconsidering = reconsideringOf(fanOuts, now);
  const telling = tellingReleasesOf(releases, now);
  const tellingUpgrades = tellingUpgradesOf(releases);
  return [
    ...clientOperations(now, telling),
    ...contractOperations(now, abilities, telling),
    ...environmentOperations(now, reconsidering, telling),
    ...productOperations(now, tellingUpgrades),
    ...versionOperations(now, tellingUpgrades),
    ...freezeOperations(now, tellingUpgrades),
    ...userOperations(now),
    ...invoiceOperations(now, reconsidering),
  ] as const;
}
