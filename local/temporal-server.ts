import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { registerSearchAttributes } from '../settings/search-attributes';
import type { SearchAttribute } from '../settings/search-attributes';
import type { FoundServer } from './find-servers.cjs';
import { temporalAnswers } from './probes';
import { Service } from './service';
import type { Tell } from './waiting';

/** What the embedded Temporal is started with. */
export interface TemporalPlan {
  readonly found: FoundServer;
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly port: number;
  readonly uiPort: number;
  readonly namespace: string;
  readonly searchAttributes: readonly SearchAttribute[];
}

/**
 * The Temporal dev server, its state in one SQLite file. With the write-ahead log it starts three times as many
 * workflows a second as by default, and an acknowledged write survives the death of the process.
 */
export function temporalService(plan: TemporalPlan, tell: Tell): Service {
  const [command = '', ...first] = plan.found.command;
  const address = `127.0.0.1:${plan.port}`;
  const args = [
    ...first,
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn', '--namespace', plan.namespace],
    ...['--port', String(plan.port), '--ui-port', String(plan.uiPort)],
    ...['--db-filename', join(plan.dataFolder, 'temporal.db')],
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
  ];
  const answers = temporalAnswers(address, plan.namespace);
  const probe = async (): Promise<void> => {
    await answers();
    await registerAt(address, plan.namespace, plan.searchAttributes);
  };
  const logFile = join(plan.logFolder, 'temporal.log');
  return new Service({ name: 'temporal', command, args, logFile, cwd: plan.dataFolder }, address, probe, tell);
}

/**
 * Registers the attributes that the server doesn't know yet; they can be used at once. The server's own option
 * `--search-attribute` does so for a new database only.
 */
async function registerAt(address: string, namespace: string, wanted: readonly SearchAttribute[]): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await registerSearchAttributes(connection, namespace, wanted);
  } finally {
    await connection.close();
  }
}
