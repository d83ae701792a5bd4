import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { birthOf } from './lock.cjs';
import { readJson } from './read-json.cjs';
import type { Tell } from './waiting';

/** Longer than a guard's own grace time, in ms. */
const PATIENCE_MS = 15_000;

/** The file that names a program's process while it runs, beside its log. */
export function processRecord(logFile: string): string {
  return logFile.replace(/\.log$/, '.pid');
}

/**
 * Waits until the programs of an earlier run on these logs have ended: their guards end them when their starter was
 * killed. What still runs after `patienceMs`, because its guard was killed too, is ended here.
 */
export async function endLeftOvers(logFolder: string, tell: Tell, patienceMs = PATIENCE_MS): Promise<void> {
  const records = readdirSync(logFolder).filter((file) => file.endsWith('.pid'));
  await Promise.all(
    records.map((file) => endLeftOver(join(logFolder, file), file.replace(/\.pid$/, ''), tell, patienceMs)),
  );
}

async function endLeftOver(file: string, name: string, tell: Tell, patienceMs: number): Promise<void> {
  const record = readJson(file) as { pid: number; born: string } | undefined;
  const runs = (): boolean => record !== undefined && birthOf(record.pid) === record.born;
  if (record && runs()) {
    tell(`waiting for ${name} of an earlier run to end (process ${record.pid})`);
    const until = Date.now() + patienceMs;
    while (runs() && Date.now() < until) await sleep(100);
    if (runs()) {
      tell(`${name} of an earlier run does not end: it is killed`);
      process.kill(-record.pid, 'SIGKILL');
      while (runs()) await sleep(50);
    }
  }
  rmSync(file, { force: true });
}
