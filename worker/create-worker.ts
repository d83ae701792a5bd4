import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NativeConnection } from '@temporalio/worker';
import { Worker } from '@temporalio/worker';
import type {
  CalendarActivities,
  DeployerActivities,
  RegisterActivities,
  TicketActivities,
} from '../workflows/activity-types';
import type { FanOutActivities } from '../workflows/fan-out-messages';
import type { ImportActivities } from '../workflows/import-messages';
import type { MaintenanceActivities } from '../workflows/maintenance-messages';
import { ticketQueue } from '../workflows/messages';
import type { RolloutActivities } from '../workflows/rollout-messages';
import type { UpgradeActivities } from '../workflows/upgrade-messages';

/** The bundle that `npm run build` makes of the workflows. */
export const bundlePath = path.join(__dirname, '..', 'workflow-bundle.js');

export interface WorkerParts {
  readonly connection: NativeConnection;
  readonly namespace: string;
  /** A replay of a log of tickets has these alone: no fan-outs, amendments, imports, nor maintenances. */
  readonly activities: TicketActivities &
    Partial<
      FanOutActivities &
        RegisterActivities &
        ImportActivities &
        CalendarActivities &
        DeployerActivities &
        MaintenanceActivities &
        RolloutActivities &
        UpgradeActivities
    >;
  /** Production runs a pre-built bundle and fails without it; tests give their own code. */
  readonly workflows: { codePath: string } | { code: string };
  /** That run workflows; one unless given. */
  readonly threads?: number;
}

/** The worker that hosts workflows and activities of one task queue. */
export async function createWorker({
  connection,
  namespace,
  activities,
  workflows,
  threads = 1,
}: WorkerParts): Promise<Worker> {
  return await Worker.create({
    connection,
    namespace,
    taskQueue: ticketQueue,
    workflowBundle: workflows,
    activities,
    // What waits longer is begun anew by whichever worker, from its whole history. With 1 s a burst of breaches had each of them begun
    // anew, which took thrice as long as the burst. What waits for a killed worker is freed by the next (dead-workers.ts).
    stickyQueueScheduleToStartTimeout: '5 seconds',
    // Activities under way are given this long to end; the default is none.
    shutdownGraceTime: '8 seconds',
    shutdownForceTime: '15 seconds',
    // Few tasks are begun at a time, the others wait at the server: one that waits here, begun, would be prolonged, and a first
    // try in it outlast it (workflows/local-first.ts).
    maxConcurrentWorkflowTaskExecutions: 10,
    maxConcurrentWorkflowTaskPolls: 10,
    workflowThreadPoolSize: threads,
    nonStickyToStickyPollRatio: 0.5,
  });
}

/** The pre-built bundle; throws with the command that makes it when it is missing. */
export function builtWorkflows(): { codePath: string } {
  if (!existsSync(bundlePath)) throw new Error(`no workflow bundle at ${bundlePath}: run npm run build`);
  return { codePath: bundlePath };
}
