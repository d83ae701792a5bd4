import { refusal, type Refusal } from '../refusal';
import { rulesOf } from './rules';
import type { TicketState } from './schema';

/** So long after it happened an entry counts as made in time (ms): whoever has just hung up still types. */
export const enteredInTimeMs = 5 * 60_000;

interface LateEntry {
  readonly evidence?: string | undefined;
  /** What the command takes; an agreement of the client says by itself how it is known. */
  readonly data: object;
}

/** Why a late entry can't stand: it moves a clock backwards, and nobody could say afterwards how its instant is known (annex GTI, GTR). */
export function whyUnproven(
  state: TicketState,
  { evidence, data }: LateEntry,
  lateMs: number,
): { refusal: Refusal } | undefined {
  const proven = evidence !== undefined || ('agreement' in data && data.agreement !== undefined);
  if (proven || lateMs <= enteredInTimeMs || rulesOf(state) < 9) return undefined;
  return refusal('evidence-missing', { minutes: enteredInTimeMs / 60_000 });
}
