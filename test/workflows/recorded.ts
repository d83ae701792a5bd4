import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ClockExplanation } from '../../domain/ticket/clocks';
import type { TicketState } from '../../domain/ticket/schema';

export const historiesFolder = path.join(__dirname, '..', 'histories');

/**
 * Keeps the history of a run for the replays of later versions, where CADRAN_RECORD_HISTORIES is set: with what was decided in it and
 * how that was explained.
 */
export function recordHistory(
  name: string,
  recorded: { asOfMs: number; state: TicketState; explained: ClockExplanation[]; history: unknown },
): void {
  if (process.env['CADRAN_RECORD_HISTORIES'] === undefined) return;
  mkdirSync(historiesFolder, { recursive: true });
  const text = JSON.stringify(recorded, null, 1).replace(/"identity": "[^"]*"/g, '"identity": "worker"');
  writeFileSync(path.join(historiesFolder, `${name}.json`), `${text}\n`);
}
