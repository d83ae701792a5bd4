import { condition, TemporalFailure, workflowInfo } from '@temporalio/workflow';

/**
 * Gives local activities one after another. Two of them in flight may be answered in one step in a replay and in two in life,
 * and what each answer brings about would then come in another order than the history's.
 */
export class LocalFirst {
  private last: Promise<unknown> = Promise.resolve();
  /**
   * Whether a first try has outlasted the task that began it: a query that comes in during it has the task answered at once, and a
   * machine with far too much to do has it prolonged. What came in meanwhile is replayed with its answer in one step, and at the later
   * instant of that answer: such a history may not be replayable, and is to be left behind by continuing as new while the run is still
   * in memory. A replay may not see it, so nothing else may depend on it.
   */
  outlasted = false;

  /** A first try inside the workflow task, then, when it failed, a normal activity that never gives up. */
  async orUntilDone<Answer>(first: () => Promise<Answer>, untilDone: () => Promise<Answer>): Promise<Answer> {
    const tried = this.last.then(async () => {
      const { historyLength } = workflowInfo();
      const outcome = await outcomeOf(first());
      if (workflowInfo().historyLength > historyLength) {
        await allElseIsDone();
        this.outlasted = true;
      }
      return outcome;
    });
    this.last = tried;
    const outcome = await tried;
    if ('answer' in outcome) return outcome.answer;
    if (outcome.error instanceof TemporalFailure) return await untilDone();
    throw outcome.error;
  }
}

async function outcomeOf<Answer>(trying: Promise<Answer>): Promise<{ answer: Answer } | { error: unknown }> {
  try {
    return { answer: await trying };
  } catch (error) {
    return { error };
  }
}

/** Far more than the longest chain by which one thing brings about another here, which takes five. Each costs a millisecond. */
const roundsToSettle = 40;

/**
 * Waits until whatever else is happening in this step has brought about all that it does. What came in while a first try outlasted its
 * task was lived in a step of its own, before the answer: so the answer must take no effect before it where both are one step.
 */
async function allElseIsDone(): Promise<void> {
  for (let round = 0; round < roundsToSettle; round += 1) await nextRound();
}

/** A condition is looked at once when it is made, and again in each round in which the step settles. */
function nextRound(): Promise<void> {
  let asked = false;
  return condition(() => {
    const again = asked;
    asked = true;
    return again;
  });
}
