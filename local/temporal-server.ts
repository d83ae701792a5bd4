import { join } from 'node:path';
import { Connection } from '@temporalio/client';
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

/** A search attribute to register, by the names that Temporal's own command line uses. */
export interface SearchAttribute {
  readonly name: string;
  readonly type: keyof typeof ATTRIBUTE_TYPES;
}

/** Values of `temporal.api.enums.v1.IndexedValueType`. */
const ATTRIBUTE_TYPES = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

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
    await registerSearchAttributes(address, plan.namespace, plan.searchAttributes);
  };
  const logFile = join(plan.logFolder, 'temporal.log');
  return new Service({ name: 'temporal', command, args, logFile, cwd: plan.dataFolder }, address, probe, tell);
}

/**
 * Registers the attributes that the server doesn't know yet; they can be used at once. The server's own option
 * `--search-attribute` does so for a new database only: an attribute added later would stick every workflow that sets it.
 */
async function registerSearchAttributes(
  address: string,
  namespace: string,
  wanted: readonly SearchAttribute[],
): Promise<void> {
  if (wanted.length === 0) return;
  const connection = await Connection.connect({ address });
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = wanted.filter(({ name }) => customAttributes[name] === undefined);
    if (missing.length === 0) return;
    const searchAttributes = Object.fromEntries(missing.map(({ name, type }) => [name, ATTRIBUTE_TYPES[type]]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } finally {
    await connection.close();
  }
}
