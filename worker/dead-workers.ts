import type { Client } from '@temporalio/client';

type Reversed = Awaited<ReturnType<Client['workflowService']['getWorkflowExecutionHistoryReverse']>>;

/** Histories that are looked at, and events from the end of each: the worker that lived until now has most likely served one of them. */
const newest = 20;
const lastEvents = 20;
const sticky = 2;
const patienceMs = 2000;

/**
 * Tells Temporal that the workers which served the newest workflows no longer listen, each on the queue of its own where tasks are put
 * for what it has at hand. A killed worker can't say so, and for ten seconds tasks would still be put there and wait in vain. A worker
 * that does live listens again by itself. Gives how many queues were given up; to be called before this worker polls. Throws where
 * that takes longer than a worker may wait for it.
 */
export async function giveUpQueuesOfDeadWorkers(client: Client): Promise<number> {
  return await client.withDeadline(Date.now() + patienceMs, () => giveUp(client));
}

async function giveUp(client: Client): Promise<number> {
  const { namespace } = client.options;
  const found = new Set<string>();
  let looked = 0;
  for await (const { workflowId, runId } of client.workflow.list({ pageSize: newest })) {
    const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
      namespace,
      execution: { workflowId, runId },
      maximumPageSize: lastEvents,
    });
    for (const name of stickyQueuesIn(history)) found.add(name);
    looked += 1;
    if (looked >= newest) break;
  }
  for (const stickyTaskQueue of found)
    await client.workflowService.shutdownWorker({ namespace, stickyTaskQueue, reason: 'a worker begins anew' });
  return found.size;
}

function stickyQueuesIn(history: Reversed['history']): string[] {
  return (history?.events ?? []).flatMap(({ workflowTaskScheduledEventAttributes: scheduled }) =>
    scheduled?.taskQueue?.name && Number(scheduled.taskQueue.kind) === sticky ? [scheduled.taskQueue.name] : [],
  );
}
