import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { findServer } from '../../local/find-servers.cjs';
import { ticketOfIncident } from '../../simulation/commands';
import { replayDurable } from '../../simulation/durable';
import { figuresCsv } from '../../simulation/figures';
import { generateLog } from '../../simulation/generate-log';
import { readIncidentLog } from '../../domain/import/incident-log';
import { forReplay, inUtc, replayContract } from '../../simulation/replay-contract';
import { replayStraight } from '../../simulation/straight';
import { oracleCsv } from './oracle';

const realLog = path.join(__dirname, '..', '..', '..', 'shared', 'data', 'servicenow-incidents.csv');

function straight(log: string, utc: boolean): string {
  const contract = forReplay(utc ? inUtc(replayContract) : replayContract);
  const { figures, refused } = replayStraight(
    readIncidentLog(log, contract.zone).incidents.map(ticketOfIncident),
    contract,
  );
  expect(refused).toEqual([]);
  return figuresCsv(figures);
}

describe('straight replay against a minute-by-minute oracle', () => {
  for (const utc of [false, true])
    for (const seed of [1, 2, 3])
      test(`generated log ${seed}, ${utc ? 'UTC' : 'Paris'}`, () => {
        const log = generateLog({ seed, incidents: 100 });
        expect(straight(log, utc)).toBe(oracleCsv(log, utc));
      });

  for (const utc of [false, true])
    test(`the real log, ${utc ? 'UTC' : 'Paris'}`, () => {
      if (!existsSync(realLog)) {
        process.stderr.write(`skipped: no ${path.basename(realLog)} in ../shared/data\n`);
        return;
      }
      const log = readFileSync(realLog, 'utf8');
      expect(straight(log, utc)).toBe(oracleCsv(log, utc));
    });
});

test('durable and straight replay give the same lines', async () => {
  if (!findServer('time-skipping')) {
    process.stderr.write('skipped: no server that skips time is installed\n');
    return;
  }
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } },
  });
  const log = generateLog({ seed: 7, incidents: 8 });
  const contract = forReplay(inUtc(replayContract));
  const workflows = await bundleWorkflowCode({
    workflowsPath: path.join(__dirname, '..', '..', 'workflows', 'index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  const heard: number[] = [];
  const { figures, refused } = await replayDurable(
    readIncidentLog(log, contract.zone).incidents.map(ticketOfIncident),
    contract,
    { workflows, heard: (played) => heard.push(played) },
  );
  expect(refused).toEqual([]);
  expect(figuresCsv(figures)).toBe(straight(log, true));
  expect(heard.length).toBeGreaterThan(20);
}, 120_000);
