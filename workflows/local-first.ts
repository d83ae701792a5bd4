import { TemporalFailure } from '@temporalio/workflow';

/**
 * Gives local activities one after another. Two of them in flight may be answered in one step in a replay and in two in life,
 * and what each answer brings about would then come in another order than the history's.
 */
export class LocalFirst {
  private last: Promise<unknown> = Promise.resolve();

  /** A first try inside the workflow task, then, when it failed, a normal activity that never gives up. */
  async orUntilDone<Answer>(first: () => Promise<Answer>, untilDone: () => Promise<Answer>): Promise<Answer> {
    const tried = this.last.then(() => outcomeOf(first()));
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
