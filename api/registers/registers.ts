import { clientOperations } from './clients';
import { contractOperations } from './contracts';
import { environmentOperations } from './environments';
import { invoiceOperations } from './invoices';
import { productOperations } from './products';
import { userOperations } from './users';

/**
 * The registers that are no process: clients, contracts with their versions (annex §5, §6), environments, products, users and
 * invoices (annex §2). `now` is the clock of this process, epoch milliseconds.
 */
export function registerOperations(now: () => number) {
  return [
    ...clientOperations(now),
    ...contractOperations(now),
    ...environmentOperations(now),
    ...productOperations(now),
    ...userOperations(now),
    ...invoiceOperations(now),
  ] as const;
}
