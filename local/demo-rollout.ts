/**
 * A version through its whole life in skipped time (annex §10), and its timeline on standard output: each step, and each mail that
 * the mail server has taken. Nothing of it is made up: it is read from the store and the mail sink.
 */
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { createProgress } from './progress.cjs';
import { playDemo } from './demo-play';
import type { DemoLine } from './demo-timeline';
import { instantIn } from './demo-words';

function written({ at, zone, client, kind, text }: DemoLine): string {
  const mark = kind === 'mail' ? '  mail to ' : '';
  return `${instantIn(zone, at)} ${zone.padEnd(13)}  ${(client ?? '').padEnd(7)}  ${mark}${text}`;
}

async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const progress = createProgress();
  const running = progress.begin('A version through its whole life, in skipped time');
  try {
    const { lines, untold, missing, rollout, seconds } = await playDemo(running.detail);
    running.done();
    for (const line of lines) console.log(written(line));
    const mails = lines.filter(({ kind }) => kind === 'mail').length;
    const { status, progress: its } = rollout;
    console.log(`\nThe rollout is ${status}: ${its.byStatus.promoted} of ${its.clients ?? 0} clients are promoted.`);
    console.log(`${lines.length - mails} steps and ${mails} mails; ${seconds.toFixed(1)} s`);
    if (untold > 0 || missing > 0)
      throw new Error(`${untold} mails without an event, ${missing} events without their mail`);
  } catch (error) {
    running.failed('failed');
    throw error;
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
