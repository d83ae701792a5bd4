/**
 * `npm run temporal:setup [-- --check] [-- --retention DAYS]`: makes the namespace where it is missing and registers the search
 * attributes of tickets, at the Temporal that Temporal's own variables and profiles name. What is there is left as it is, so it
 * can be run at each deployment. `--check` changes nothing. Exit codes: 0 done, 1 something is missing, 2 wrong arguments.
 */
import { parseArgs } from 'node:util';
import { Connection } from '@temporalio/client';
import { SettingsError } from '../settings/settings';
import { temporalConnection } from '../settings/temporal';
import { setUpTemporal } from './temporal-preparation';

const usage = 'Usage: npm run temporal:setup [-- --check] [-- --retention DAYS]';

async function main(): Promise<number> {
  const given = argumentsGiven();
  if (!given) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const { namespace, connectionOptions } = temporalConnection();
  const address = connectionOptions.address ?? 'localhost:7233';
  const connection = await Connection.connect(connectionOptions).catch((error: unknown) => {
    throw new SettingsError(`Temporal does not answer at ${address}: ${error instanceof Error ? error.message : ''}`);
  });
  try {
    const { lines, done } = await setUpTemporal(connection, { namespace, ...given });
    process.stdout.write([`Temporal at ${address}`, ...lines, ''].join('\n'));
    return done ? 0 : 1;
  } finally {
    await connection.close();
  }
}

function argumentsGiven(): { check: boolean; retentionDays: number } | undefined {
  try {
    const { values } = parseArgs({
      options: { check: { type: 'boolean', default: false }, retention: { type: 'string', default: '90' } },
    });
    const retentionDays = Number(values.retention);
    if (!Number.isInteger(retentionDays) || retentionDays < 1 || retentionDays > 3650) return undefined;
    return { check: values.check, retentionDays };
  } catch {
    return undefined;
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
