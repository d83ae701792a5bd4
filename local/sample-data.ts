/**
 * Adds the sample clients, contracts, environments, products with versions, freezes, invoices and users where they are missing, and prints the sample
 * sign-ins as JSON lines. What is there is never changed: a contract that somebody edited stays as edited.
 */
import { setTimeout } from 'node:timers/promises';
import { ZodError } from 'zod';
import { createCollections } from '../store/collections';
import { connectStore, disconnectStore } from '../store/connect';
import { clients } from './sample-clients';
import { addSampleEntries } from './sample-entries';
import { sampleUsers } from './sample-users';

const ATTEMPTS = 5;

async function main(): Promise<void> {
  const uri = process.env['MONGODB_URI'];
  if (!uri) throw new Error('MONGODB_URI is missing: the address of the database that gets the sample data');
  await connectStore(uri);
  try {
    await withPatience(createCollections);
    // An address of this machine alone: the reference deployer's.
    await withPatience(() => addSampleEntries(process.env['DEPLOYER_URL']));
  } finally {
    await disconnectStore();
  }
  const companies = new Map(clients.map(({ code, name }) => [code, name]));
  for (const { email, role, client, password } of sampleUsers) {
    const company = client === null ? null : (companies.get(client) ?? client);
    process.stdout.write(`${JSON.stringify({ email, role, company, password })}\n`);
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
