import type { Contract } from '../domain/contract/contract';
import { contracts } from '../local/sample-contracts';

/** The contract of the first sample client: Europe/Paris, Monday to Friday 08:30 to 18:30, P1 at all hours. */
export function sampleContract(): Contract {
  const [contract] = contracts;
  if (!contract) throw new Error('there is no sample contract');
  return contract;
}
