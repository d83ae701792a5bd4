import { clientOperations } from './clients';
import { contractOperations, type ContractAbilities } from './contracts';
import { environmentOperations } from './environments';
import { invoiceOperations } from './invoices';
import { productOperations } from './products';
import { userOperations } from './users';

/**
 * The registers that are no process: clients, contracts with their versions (annex §5, §6), environments, products, users and
 * invoices (annex §2). `now` is the clock of this process, epoch milliseconds.
 */
export function registerOperations(now: () => number, abilities: ContractAbilities) {
  return [
    ...clientOperations(now),
    ...contractOperations(now, abilities),
    ...environmentOperations(now),
    ...productOperations(now),
    ...userOperations(now),
    ...invoiceOperations(now),
  ] as const;
}
