import { setTimeout as wait } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { TicketUnavailable, type TicketClient } from '../clients/ticket';
import type { FanOutOutcome } from '../domain/fan-out';
import type { FanOutActivities } from './ports';

/** A batch begins no command after so long: less than a worker is given to end, and often enough for the progress to be told. */
const batchMs = 5000;
const heartbeatEveryMs = 1000;

export interface FanOutSideEffects {
  readonly tickets: TicketClient;
  /** Told what became of each command. */
  readonly onGiven?: (kind: string, outcome: FanOutOutcome['outcome']) => void;
}

/** Gives one command to many tickets, each with an id made of the fan-out's and the ticket's, at most so many in a second. */
export function createFanOutActivities({ tickets, onGiven }: FanOutSideEffects): FanOutActivities {
  return {
    async giveCommands({ id, kind, command: { name, data }, actor, perSecond, references }) {
      const { heartbeat } = Context.current();
      const beating = setInterval(() => heartbeat(), heartbeatEveryMs);
      const endsMs = Date.now() + batchMs;
      const outcomes: FanOutOutcome[] = [];
      try {
        for (const reference of references) {
          const paced = wait(1000 / perSecond);
          const outcome = await given(reference);
          outcomes.push(outcome);
          onGiven?.(kind, outcome.outcome);
          await paced;
          if (Date.now() >= endsMs) break;
        }
      } finally {
        clearInterval(beating);
      }
      return outcomes;

      async function given(reference: string): Promise<FanOutOutcome> {
        try {
          const answer = await tickets.command(reference, name, { actor, data }, `fan-out:${id}:${reference}`);
          if ('refusal' in answer) return { reference, outcome: 'refused', refusal: answer.refusal };
          return { reference, outcome: 'applied' };
        } catch (error) {
          if (error instanceof TicketUnavailable) return { reference, outcome: 'waiting' };
          throw error;
        }
      }
    },
  };
}
