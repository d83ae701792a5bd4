import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { explainClocks } from '../../domain/ticket/clocks';
import type { TicketState } from '../../domain/ticket/schema';

type History = Awaited<
  ReturnType<ReturnType<TestWorkflowEnvironment['client']['workflow']['getHandle']>['fetchHistory']>
>;

const historiesFolder = path.join(__dirname, '..', 'histories');

/** Keeps the history of a ticket, with what it decided, in `test/histories`: only where `CADRAN_RECORD_HISTORIES` is set. */
export function recordHistory(name: string, history: History, state: TicketState, asOfMs: number): void {
  const workflowId = `ticket:${state.opening.reference}`;
  keep(name, { workflowId, asOfMs, state, explained: explainClocks(state, asOfMs), history });
}

/** The same of a workflow that is no ticket. */
export function recordOtherHistory(name: string, history: History, workflowId: string): void {
  keep(name, { workflowId, history });
}

function keep(name: string, recorded: object): void {
  if (process.env['CADRAN_RECORD_HISTORIES'] === undefined) return;
  mkdirSync(historiesFolder, { recursive: true });
  // Both name the machine on which it was recorded.
  const text = JSON.stringify(recorded, null, 1)
    .replace(/"identity": "[^"]*"/g, '"identity": "worker"')
    .replace(/"name": "\d+@[^"]*"/g, '"name": "worker"');
  writeFileSync(path.join(historiesFolder, `${name}.json`), `${text}\n`);
}
