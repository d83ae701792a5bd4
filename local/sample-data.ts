/**
 * Adds the sample clients, contracts, environments, products and users where they are missing, and prints the sample
 * sign-ins as JSON lines. What is there is never changed: a contract that somebody edited stays as edited.
 */
import { addIfAbsent } from '../store/registers';
import { connectStore, disconnectStore } from '../store/connect';
import { clients, environments, products } from './sample-clients';
import { contracts } from './sample-contracts';
import { sampleUsers } from './sample-users';

async function main(): Promise<void> {
  const uri = process.env['MONGODB_URI'];
  if (!uri) throw new Error('MONGODB_URI is missing: the address of the database that gets the sample data');
  await connectStore(uri);
  try {
    // Products before the environments that run them, clients before all that is theirs.
    for (const product of products) await addIfAbsent('products', product);
    for (const client of clients) await addIfAbsent('clients', client);
    for (const contract of contracts) await addIfAbsent('contracts', contract);
    for (const environment of environments) await addIfAbsent('environments', environment);
    for (const { email, name, role, client, language } of sampleUsers) {
      await addIfAbsent('users', { email, name, role, client, language });
    }
  } finally {
    await disconnectStore();
  }
  const companies = new Map(clients.map(({ code, name }) => [code, name]));
  for (const { email, role, client, password } of sampleUsers) {
    const company = client === null ? null : (companies.get(client) ?? client);
    process.stdout.write(`${JSON.stringify({ email, role, company, password })}\n`);
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
