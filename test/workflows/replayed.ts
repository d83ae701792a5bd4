import type { History } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';

interface OfWorkflow {
  readonly workflowId: string;
  readonly history: History;
}

/** Has one worker replay histories: it throws where the workflows would decide otherwise. */
export async function replayed(code: string, histories: readonly OfWorkflow[]): Promise<void> {
  let count = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { code } }, histories)) {
    if (error) throw new Error(`${workflowId}: ${error.message}`);
    count += 1;
  }
  expect(count).toBe(histories.length);
}

/** As Temporal numbers the events of a history. */
const workflowTaskCompleted = 7;
/** Those that a workflow's own orders leave: the end, activities, timers, markers, signals, search attributes, updates. */
const ofCommands = [2, 10, 15, 17, 20, 25, 33, 40, 41, 43];

/** A history up to the end of each of its tasks: from there another worker goes on, where one has died. */
export function untilEachTask({ workflowId, history: { events } }: OfWorkflow): OfWorkflow[] {
  const all = events ?? [];
  const types = all.map(({ eventType }) => Number(eventType));
  return types.flatMap((type, place) => {
    if (type !== workflowTaskCompleted) return [];
    const next = types.findIndex((other, later) => later > place && !ofCommands.includes(other));
    return [{ workflowId, history: { events: all.slice(0, next === -1 ? all.length : next) } }];
  });
}
