import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundServer } from './find-servers.cjs';
import { primaryAnswers } from './mongod-replica-set';
import { mongoAnswers } from './probes';
import { Service } from './service';
import type { Tell } from './waiting';

/** What the embedded MongoDB is started with. */
export interface MongoPlan {
  readonly found: FoundServer;
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly port: number;
}

/**
 * The address of the embedded MongoDB, database included. SecantusDB is asked for no retryable writes: past 10,000 of them within
 * half an hour it sorts the outcomes of all at each write, which was more than half of its time.
 */
export function mongoUri(port: number, kind: FoundServer['kind']): string {
  return `mongodb://127.0.0.1:${port}/cadran?directConnection=true${kind === 'secantus' ? '&retryWrites=false' : ''}`;
}

/**
 * A MongoDB server on one folder: mongod as a replica set of one (transactions and change streams ask for that), or
 * SecantusDB. Each has a folder of its own, since neither reads the other's files.
 */
export function mongoService(plan: MongoPlan, tell: Tell): Service {
  const [command = '', ...first] = plan.found.command;
  const { port } = plan;
  const real = plan.found.kind === 'mongod';
  const folder = join(plan.dataFolder, real ? 'mongod' : 'secantus');
  mkdirSync(folder, { recursive: true });
  const args = real
    ? ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'cadran', '--quiet']
    : // Without --sync-on-commit a `kill -9` loses acknowledged writes: 372 of 12,716 when measured, none with it.
      [
        ...['--host', '127.0.0.1', '--port', String(port), '--storage-path', folder],
        ...['--sync-on-commit', '--cache-size', '512M', '--log-level', 'WARNING'],
      ];
  const address = mongoUri(port, plan.found.kind);
  const probe = real ? primaryAnswers(address, `127.0.0.1:${port}`) : mongoAnswers(address);
  const logFile = join(plan.logFolder, 'mongodb.log');
  return new Service(
    { name: 'mongodb', command, args: [...first, ...args], logFile, cwd: plan.dataFolder },
    address,
    probe,
    tell,
  );
}
