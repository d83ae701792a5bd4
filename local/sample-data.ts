/**
 * Adds the sample clients, contracts, environments, products and users where they are missing, and prints the sample
 * sign-ins as JSON lines. What is there is never changed: a contract that somebody edited stays as edited.
 */
import { setTimeout } from 'node:timers/promises';
import { ZodError } from 'zod';
import { addIfAbsent } from '../store/registers';
import { connectStore, disconnectStore } from '../store/connect';
import { clients, environments, products } from './sample-clients';
import { contracts } from './sample-contracts';
import { sampleUsers } from './sample-users';

const ATTEMPTS = 5;

async function main(): Promise<void> {
  const uri = process.env['MONGODB_URI'];
  if (!uri) throw new Error('MONGODB_URI is missing: the address of the database that gets the sample data');
  await connectStore(uri);
  try {
    await withPatience(addAll);
  } finally {
    await disconnectStore();
  }
  const companies = new Map(clients.map(({ code, name }) => [code, name]));
  for (const { email, role, client, password } of sampleUsers) {
    const company = client === null ? null : (companies.get(client) ?? client);
    process.stdout.write(`${JSON.stringify({ email, role, company, password })}\n`);
  }
}

async function addAll(): Promise<void> {
  // Products before the environments that run them, clients before all that is theirs.
  for (const product of products) await addIfAbsent('products', product);
  for (const client of clients) await addIfAbsent('clients', client);
  for (const contract of contracts) await addIfAbsent('contracts', contract);
  for (const environment of environments) await addIfAbsent('environments', environment);
  for (const { email, name, role, client, language } of sampleUsers) {
    await addIfAbsent('users', { email, name, role, client, language });
  }
}

/** A database that has just started may let the first commands wait too long; adding what is absent can be repeated. */
async function withPatience(add: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await add();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || error instanceof ZodError) throw error;
      console.error(`attempt ${attempt}:`, error);
      await setTimeout(1_000);
    }
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
