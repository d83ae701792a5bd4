import { Context } from '@temporalio/activity';

const everyMs = 1000;

/** Does work while telling that this worker is alive, so that a killed one is told apart within seconds. */
export async function whileBeating<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const { heartbeat } = Context.current();
  const beating = setInterval(() => heartbeat(), everyMs);
  try {
    return await work();
  } finally {
    clearInterval(beating);
  }
}
