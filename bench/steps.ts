import { createProgress } from '../local/progress.cjs';

/** Tells a person how far a bench is, on standard error. */
export const progress = createProgress();

/** Does one part of a bench and tells how long it took. */
export async function step<Answer>(
  title: string,
  act: (heard: (stage: string) => void) => Promise<Answer>,
): Promise<Answer> {
  const running = progress.begin(title);
  try {
    const answer = await act(running.detail);
    running.done();
    return answer;
  } catch (error) {
    running.failed('failed');
    throw error;
  }
}
