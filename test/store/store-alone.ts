import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireServer } from '../../local/find-servers.cjs';
import { mongoService } from '../../local/mongo-server';
import { choosePort, startOnDrawnPorts } from '../../local/ports';
import type { Service } from '../../local/service';
import { connectStore, disconnectStore } from '../../store/connect';

/** Has the tests of a file run on an empty store of their own, without the other servers of the stack. */
export function onStoreAlone(): void {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'cadran-'));
  const logFolder = path.join(dataFolder, 'logs');
  const found = requireServer('mongodb', { ...process.env, MONGODB_URI: '' });
  const quiet = (): void => undefined;
  const draw = async (): Promise<Service> =>
    mongoService({ dataFolder, logFolder, found, port: await choosePort('mongodb', undefined) }, quiet);
  let mongodb: Service;
  beforeAll(async () => {
    mkdirSync(logFolder);
    mongodb = await startOnDrawnPorts(await draw(), draw, (drawn) => drawn.start());
    await connectStore(mongodb.address);
  });
  afterAll(async () => {
    await disconnectStore();
    await mongodb.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  });
}
