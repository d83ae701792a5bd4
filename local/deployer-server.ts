/**
 * The reference deployer, a process of its own: it really switches sample services between versions, closes them for maintenance,
 * answers their health, and fails when it is asked to. Of the loopback address alone; a real one is asked in the same way
 * (docs/operations.md "Deployers").
 */
import { join } from 'node:path';
import { z } from 'zod';
import { deployerServer } from './deployer-http';
import { DeployerOperations } from './deployer-operations';
import { environments } from './sample-clients';
import { SampleServices } from './sample-services';

const HOST = '127.0.0.1';

const settingsSchema = z.object({
  DEPLOYER_PORT: z.coerce.number().int().min(0).max(65_535),
  DEPLOYER_SECRET: z.string().min(32),
  CADRAN_DATA: z.string().min(1),
  /** How long an operation takes. */
  DEPLOYER_WORK_MS: z.coerce.number().int().min(0).max(3_600_000).default(1_500),
});

async function main(): Promise<void> {
  const settings = settingsSchema.parse(process.env);
  const folder = join(settings.CADRAN_DATA, 'deployer');
  const installed = new Map(environments.map(({ client, code, version }) => [`${client}/${code}`, version]));
  const services = new SampleServices(join(folder, 'services'), installed);
  const operations = new DeployerOperations(join(folder, 'operations'), services, settings.DEPLOYER_WORK_MS);
  const server = deployerServer({ secret: settings.DEPLOYER_SECRET, operations, services, now: Date.now });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.DEPLOYER_PORT, HOST, resolve);
  });
  process.on('SIGTERM', () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
  process.send?.('ready');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
