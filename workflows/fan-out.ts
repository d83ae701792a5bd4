import { continueAsNew, proxyActivities, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import { fanOutAfter, fanOutBegun, type FanOutProgress } from '../domain/fan-out';
import { policies } from './activity-policies';
import { fanOutQuery, type FanOutActivities, type FanOutInput } from './fan-out-messages';

const { giveCommands } = proxyActivities<FanOutActivities>(policies.commands);

const batchSize = 100;
/** When none of a batch could answer, the next one waits so long, twice as long each time. */
const pause = { firstMs: 2_000, longestMs: 60_000 };

/**
 * One command to many tickets, in batches: it goes on after any crash where it stood, applies to no ticket twice (each command has
 * an id of its own), and comes back to those that could not answer until all have.
 */
export async function fanOut(input: FanOutInput): Promise<FanOutProgress> {
  let left = [...input.references];
  let waiting = [...(input.carried?.waiting ?? [])];
  let progress = input.carried?.progress ?? fanOutBegun(input);
  let pauseMs = pause.firstMs;
  setHandler(fanOutQuery, () => progress);
  const { id, kind, command, actor, perSecond } = input;
  for (let batches = 1; left.length + waiting.length > 0; batches += 1) {
    if (left.length === 0) [left, waiting] = [waiting, []];
    const references = left.slice(0, batchSize);
    const outcomes = await giveCommands({ id, kind, command, actor, perSecond, references });
    left = left.slice(outcomes.length);
    waiting.push(...outcomes.flatMap((one) => (one.outcome === 'waiting' ? [one.reference] : [])));
    progress = fanOutAfter(progress, outcomes, waiting.length);
    if (outcomes.every(({ outcome }) => outcome === 'waiting')) {
      await sleep(pauseMs);
      pauseMs = Math.min(pauseMs * 2, pause.longestMs);
    } else pauseMs = pause.firstMs;
    if (workflowInfo().continueAsNewSuggested || batches === input.continueAfterBatches)
      await continueAsNew<typeof fanOut>({ ...input, references: left, carried: { progress, waiting } });
  }
  return progress;
}
