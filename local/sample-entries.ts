import { anomalies } from './sample-anomalies';
import type { Environment } from '../domain/registers/registers';
import { addIfAbsent, changeEntry, readKept } from '../store/registers';
import { clients, environmentsWith, freezes, invoices, products, versions } from './sample-clients';
import { contracts } from './sample-contracts';
import { sampleUsers } from './sample-users';

/**
 * Adds the sample entries of all registers where they are missing: what others refer to comes first.
 * @param deployer the address of the reference deployer, which serves the environments; without one they have none
 */
export async function addSampleEntries(deployer?: string): Promise<void> {
  for (const product of products) await addIfAbsent('products', product);
  for (const version of versions) await addIfAbsent('versions', version);
  for (const freeze of freezes) await addIfAbsent('freezes', freeze);
  for (const anomaly of anomalies) await addIfAbsent('anomalies', anomaly);
  for (const client of clients) await addIfAbsent('clients', client);
  for (const contract of contracts) await addIfAbsent('contracts', contract);
  for (const environment of environmentsWith(deployer)) {
    await addIfAbsent('environments', environment);
    await followDeployer(environment);
  }
  for (const invoice of invoices) await addIfAbsent('invoices', invoice);
  for (const { email, name, role, client, language } of sampleUsers)
    await addIfAbsent('users', { email, name, role, client, language });
}

const ofThisMachine = /^http:\/\/127\.0\.0\.1:\d+$/;

/** The reference deployer may have another port than the last time: environments that it serves go on being served by it. */
async function followDeployer(environment: Environment): Promise<void> {
  const { client, code, deployer, healthCheck } = environment;
  const kept = await readKept('environments', `${client}/${code}`);
  const before = kept?.entry.deployer?.url;
  if (!kept || !deployer || before === undefined || before === deployer.url || !ofThisMachine.test(before)) return;
  const follows = kept.entry.healthCheck?.startsWith(`${before}/`) && healthCheck !== undefined ? { healthCheck } : {};
  await changeEntry('environments', { ...kept.entry, deployer, ...follows }, kept.revision, 'sample-data');
}
