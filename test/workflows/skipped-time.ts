import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import type { TicketClient } from '../../clients/ticket';
import { compileContract } from '../../domain/calendar/compile';
import type { Contract, Priority } from '../../domain/contract/contract';
import type { TicketState } from '../../domain/ticket/schema';
import { termsOf } from '../../domain/ticket/terms';
import { toEpochMs, toInstant } from '../../domain/time/instant';
import { startSkippedTime as skippedTime } from '../../local/skipped-time';
import type { TicketActivities } from '../../workflows/activity-types';

export const day = 24 * 3600 * 1000;

/** A Temporal server whose time is skipped while nothing happens, for tests. */
export async function startSkippedTime(): Promise<TestWorkflowEnvironment> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  return await skippedTime();
}

const root = path.join(__dirname, '..', '..');

/**
 * The workflows of today as a worker loads them: what was built for production, where nothing has changed since. It costs no time, and
 * a workflow that begins costs less, as they share what they load.
 */
export async function workflowCode(): Promise<string> {
  const built = path.join(root, 'dist', 'workflow-bundle.js');
  const builtMs = existsSync(built) ? statSync(built).mtimeMs : 0;
  const isFresh = ['domain', 'workflows'].every((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true }).every(
      (entry) => statSync(path.join(entry.parentPath, entry.name)).mtimeMs < builtMs,
    ),
  );
  return isFresh ? readFileSync(built, 'utf8') : await bundledWorkflows();
}

/** The workflows of today, bundled here and now, each of which loads all it needs for itself. */
export async function bundledWorkflows(): Promise<string> {
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(root, 'workflows', 'index.ts'),
    logger: new DefaultLogger('ERROR'),
  });
  return code;
}

/** Activities that admit every ticket under a contract, tell nobody, and keep nothing; the first timetable lasts `spanMs`. */
export function admittingActivities(contract: Contract, spanMs: number): TicketActivities {
  return {
    loadAdmission: ({ openedAt }) =>
      Promise.resolve({
        admission: { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} },
        terms: { ...termsOf(contract, 'fr'), contacts: { client: [], support: [], manager: [] } },
        timetables: compileContract(contract, toEpochMs(openedAt) - day, toEpochMs(openedAt) + spanMs),
      }),
    loadTimetables: ({ fromMs, toMs }) => Promise.resolve(compileContract(contract, fromMs, toMs)),
    publishTicket: () => Promise.resolve(),
    sendNotice: () => Promise.resolve({ outcome: 'accepted', detail: '' }),
  };
}

/** The whole state of a ticket, asked for until it is answered: a machine with much else to do may take its time. */
export async function stateOf(tickets: TicketClient, reference: string): Promise<TicketState | null> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await tickets.state(reference);
    } catch (error) {
      if (attempt === 8) throw error;
    }
}

/** Opens a ticket of the first sample client at an instant (epoch milliseconds) and gives its reference; nobody is mailed unless told. */
export async function openTicket(
  tickets: TicketClient,
  priority: Priority,
  openedMs: number,
  email: string | null = null,
): Promise<string> {
  const opened = await tickets.open({
    client: 'dupont',
    environment: 'prod',
    title: 'Stock screen empty',
    description: 'Since nine',
    reproduction: null,
    priority,
    channel: 'api',
    openedAt: toInstant(openedMs),
    requester: { id: 'claire', role: 'client', email, language: 'fr' },
  });
  if ('refusal' in opened) throw new Error(opened.refusal.code);
  return opened.reference;
}
