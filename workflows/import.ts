import { continueAsNew, proxyActivities, workflowInfo } from '@temporalio/workflow';
import { policies } from './activity-policies';
import type { ImportActivities, ImportRun } from './import-messages';

const { importParts } = proxyActivities<ImportActivities>(policies.commands);
const { endImport } = proxyActivities<ImportActivities>(policies.untilDone);

/**
 * One run of an import: batch after batch, until nothing of it is left. What it has come to stands in the store with the parts
 * themselves, so that a run which is cut off goes on where it stood.
 */
export async function importTickets(run: ImportRun): Promise<void> {
  while ((await importParts(run)) > 0)
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof importTickets>(run);
  await endImport(run);
}
