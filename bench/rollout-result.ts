import type { CommandLatency } from './breach-commands';

/** What a rollout to so many clients took on this machine; null: not all of it came within the bench's own limit. */
export interface RolloutResult {
  readonly clients: number;
  readonly complete: boolean;
  /** From the publication, seconds: every upgrade runs, every test environment has the version, every first notice is mailed. */
  readonly runningSeconds: number | null;
  readonly testedSeconds: number | null;
  readonly notifiedSeconds: number | null;
  /** First notices in the mail server, and the clients that have one. */
  readonly mails: number;
  readonly reached: number;
  /** The history of the rollout's workflow. */
  readonly rolloutEvents: number;
  readonly rolloutBytes: number;
  /** Of the worker's process, MB of 1024 kB: before the publication, and the most seen. */
  readonly workerBefore: number;
  readonly workerMost: number;
  /** How long commands of tickets took to be answered, before and meanwhile. */
  readonly commandsBefore: CommandLatency;
  readonly commandsMeanwhile: CommandLatency;
  readonly node: string;
}

/** For a person. */
export function rolloutTable(result: RolloutResult): string {
  const latency = ({ p50Ms, p99Ms, given, failed }: CommandLatency): string =>
    `p50 ${p50Ms} ms, p99 ${p99Ms} ms (${given} given, ${failed} failed)`;
  const seconds = (value: number | null): string => (value === null ? 'not within the limit' : `${value} s`);
  return [
    `A version to ${result.clients} clients`,
    `  every upgrade runs             ${seconds(result.runningSeconds)}`,
    `  every test environment has it  ${seconds(result.testedSeconds)}`,
    `  every first notice is mailed   ${seconds(result.notifiedSeconds)} (${result.mails} mails to ${result.reached} clients)`,
    `  history of the rollout         ${result.rolloutEvents} events, ${Math.round(result.rolloutBytes / 1024)} kB`,
    `  worker                         ${result.workerBefore} MB before, ${result.workerMost} MB at most`,
    `  a ticket's command before      ${latency(result.commandsBefore)}`,
    `  a ticket's command meanwhile   ${latency(result.commandsMeanwhile)}`,
  ].join('\n');
}
