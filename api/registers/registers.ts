import type { FanOutClient } from '../../clients/fan-out';
import { clientOperations } from './clients';
import { contractOperations, type ContractAbilities } from './contracts';
import { environmentOperations } from './environments';
import { freezeOperations } from './freezes';
import { invoiceOperations } from './invoices';
import { productOperations } from './products';
import { reconsideringOf } from './reconsidering';
import { userOperations } from './users';
import { versionOperations } from './versions';

/**
 * The registers that are no process: clients, contracts with their versions (annex §5, §6), environments, products, users and
 * invoices (annex §2), versions of products and freezes of planned work (annex §10). `now` is the clock of this process, epoch milliseconds.
 */
export function registerOperations(fanOuts: FanOutClient, now: () => number, abilities: ContractAbilities) {
  const reconsidering = reconsideringOf(fanOuts, now);
  return [
    ...clientOperations(now),
    ...contractOperations(now, abilities),
    ...environmentOperations(now, reconsidering),
    ...productOperations(now),
    ...versionOperations(now),
    ...freezeOperations(now),
    ...userOperations(now),
    ...invoiceOperations(now, reconsidering),
  ] as const;
}
