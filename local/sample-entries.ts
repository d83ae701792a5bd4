import { anomalies } from './sample-anomalies';
import { addIfAbsent } from '../store/registers';
import { clients, environments, freezes, invoices, products, versions } from './sample-clients';
import { contracts } from './sample-contracts';
import { sampleUsers } from './sample-users';

/** Adds the sample entries of all registers where they are missing: what others refer to comes first. */
export async function addSampleEntries(): Promise<void> {
  for (const product of products) await addIfAbsent('products', product);
  for (const version of versions) await addIfAbsent('versions', version);
  for (const freeze of freezes) await addIfAbsent('freezes', freeze);
  for (const anomaly of anomalies) await addIfAbsent('anomalies', anomaly);
  for (const client of clients) await addIfAbsent('clients', client);
  for (const contract of contracts) await addIfAbsent('contracts', contract);
  for (const environment of environments) await addIfAbsent('environments', environment);
  for (const invoice of invoices) await addIfAbsent('invoices', invoice);
  for (const { email, name, role, client, language } of sampleUsers)
    await addIfAbsent('users', { email, name, role, client, language });
}
