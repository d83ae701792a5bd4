import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/**
 * How activities are tried, by danger. Each policy has a bound for one attempt; those without a bound in all never give up,
 * because what they do must be done however long the outage, and a waiting retry adds nothing to the history.
 */
export const policies = {
  /** A first try inside the workflow task, which costs one event; a slow store must not hold up the answers to commands. */
  firstTry: { startToCloseTimeout: '1500 milliseconds', retry: { maximumAttempts: 1 } } satisfies LocalActivityOptions,
  /** Reads and idempotent writes after a failed first try: for ever, at most 5 s apart, so that the view is back with the store. */
  untilDone: {
    startToCloseTimeout: '20 seconds',
    retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
  } satisfies ActivityOptions,
  /**
   * A mail is irreversible: an attempt after a lost answer asks the mail server first. Heartbeats tell a killed worker apart
   * within seconds. Bounded in all, so that what it says is checked against the state again; the workflow then goes on.
   */
  notice: {
    startToCloseTimeout: '30 seconds',
    scheduleToCloseTimeout: '2 minutes',
    heartbeatTimeout: '4 seconds',
    retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
  } satisfies ActivityOptions,
  /** A batch of commands, each with an id, so that a repetition applies none twice. Heartbeats tell a killed worker within seconds. */
  commands: {
    startToCloseTimeout: '60 seconds',
    heartbeatTimeout: '5 seconds',
    retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
  } satisfies ActivityOptions,
  /**
   * Irreversible, and asked for by a name: an attempt after a lost answer asks the deployer what became of it. One attempt lasts
   * as long as the operation does, and tells by heartbeats that it lives. Bounded in all: after that nobody knows how it ended.
   */
  deploying: {
    startToCloseTimeout: '3 hours',
    scheduleToCloseTimeout: '6 hours',
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
  } satisfies ActivityOptions,
  /** Reads whether an environment works, again and again for some minutes: it changes nothing and may be repeated. */
  health: {
    startToCloseTimeout: '30 minutes',
    scheduleToCloseTimeout: '1 hour',
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
  } satisfies ActivityOptions,
} as const;
