import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { z } from 'zod';
import { TicketClient } from '../../clients/ticket';
import { toInstant } from '../../domain/time/instant';
import type { Service } from '../../local/service';
import type { StoredMail } from '../../local/stored-mail';
import { cadran } from './one-cadran';
import { until, type PublishedEvent } from './running-cadran';
import { isWhole, latenessMs } from './two-of-each';

/** Each server is killed (kill -9) in the middle of breaches: so many, due over so long. */
const tickets = 30;
const spreadMs = 3000;
/** P1 of that client is to be acknowledged 5 s after creation; its resolution is due 5 s later. */
const interventionMs = 5000;
const resolutionMs = 10_000;
const tell = (line: string): boolean => process.stderr.write(`${line}\n`);

const services = ['worker', 'temporal', 'mongodb', 'mail'] as const;
test.each(services)(
  'with %s killed amid breaches none is lost, each is told once, and how late is on record',
  async (name) => {
    const service: Service = name === 'worker' ? cadran.worker : cadran.stack.service(name);
    const quiet = await cadran.open('dupont', 'P3');
    const firstMs = Date.now() + interventionMs;
    const references = await burst();
    await sleep(firstMs + spreadMs / 2 - Date.now());
    await service.kill('SIGKILL');
    const killedMs = Date.now();
    await service.start();
    const restartedMs = Date.now();
    const answeredMs = await Promise.all(
      [quiet, references[0] ?? ''].map((reference) => firstAnswer(reference, restartedMs)),
    );

    if (name === 'worker') expect(queuesGivenUp(service)).toBeGreaterThan(0);
    const late: number[] = [];
    for (const reference of references) {
      const events = await told(reference);
      expect(isWhole(events)).toBe(true);
      const opened = Date.parse(events[0]?.at ?? '');
      const breaches = events.filter(({ type }) => type === 'breached');
      expect(breaches.map(({ at, data }) => [data['clock'], Date.parse(at) - opened])).toEqual([
        ['intervention', interventionMs],
        ['resolution', resolutionMs],
      ]);
      late.push(...breaches.map(latenessMs));
    }
    await expectEachMailOnce(references);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    tell(
      `${name}: killed for ${restartedMs - killedMs} ms; the first command was answered ${answeredMs[0] ?? 0} ms after its return, one to a breached ticket ${answeredMs[1] ?? 0} ms; breaches were recorded at most ${Math.max(...late)} ms late`,
    );
    await cadran.replay(...references.slice(0, 3));
  },
  180_000,
);

/** Of how many dead workers the newest one has told Temporal, so that nothing waits for them any longer. */
function queuesGivenUp({ process }: Service): number {
  const lines = readFileSync(process.plan.logFile, 'utf8').split('\n');
  const told = lines.findLast((line) => line.includes('the queues of dead workers are given up')) ?? '{}';
  return z.object({ queues: z.number() }).parse(JSON.parse(told)).queues;
}

/** Tickets that are due one after another, opened all at once. */
async function burst(): Promise<string[]> {
  const opener = new TicketClient(cadran.temporal);
  const nowMs = Date.now();
  const opened = await Promise.all(
    Array.from({ length: tickets }, (_, index) =>
      opener.open({
        client: 'presse',
        environment: 'prod',
        title: 'Everything stands still',
        description: 'No screen answers.',
        reproduction: null,
        priority: 'P1',
        channel: 'api',
        openedAt: toInstant(Math.floor(nowMs + (index * spreadMs) / tickets)),
        requester: { id: 'paul', role: 'client', email: null, language: 'fr' },
      }),
    ),
  );
  return opened.map((answer) => {
    if ('refusal' in answer) throw new Error(answer.refusal.code);
    return answer.reference;
  });
}

/** How long after an instant (epoch milliseconds) a command was answered, given again until it is, ms. */
async function firstAnswer(reference: string, sinceMs: number): Promise<number> {
  await until(() => cadran.command('support', reference, 'note', { note: 'Is anybody there?' }));
  return Date.now() - sinceMs;
}

/** The ticket's events once both clocks are breached and no mail is under way any more. */
async function told(reference: string): Promise<PublishedEvent[]> {
  const handle = cadran.temporal.workflow.getHandle(`ticket:${reference}`);
  const seen = async () => {
    const events = await cadran.events(reference);
    const { raw } = await handle.describe();
    return { events, busy: raw.pendingWorkflowTask ?? raw.pendingActivities?.[0] };
  };
  try {
    return await until(async () => {
      const { events, busy } = await seen();
      const sent = events.filter(({ type }) => type === 'notice-sent' || type === 'notice-dropped');
      return events.filter(({ type }) => type === 'breached').length === 2 && sent.length > 0 && !busy && events;
    }, 90_000);
  } catch (error) {
    const { events, busy } = await seen();
    const history = (await handle.fetchHistory()).events ?? [];
    const last = history
      .slice(-15)
      .map(({ eventType, workflowTaskFailedEventAttributes: failed }) => [eventType, failed]);
    tell(JSON.stringify({ reference, types: events.map(({ type }) => type), busy, last }, null, 1));
    throw error;
  }
}

/** Every notice that was accepted is one mail, and no mail is there twice. */
async function expectEachMailOnce(references: readonly string[]): Promise<void> {
  const aggregates = references.map((reference) => `ticket:${reference}`);
  const sent = await mongoose.connection
    .collection('events')
    .countDocuments({ aggregate: { $in: aggregates }, type: 'notice-sent' });
  const answer = await fetch(new URL('/messages', cadran.stack.addresses.mails));
  const mails = ((await answer.json()) as StoredMail[]).filter(({ subject }) =>
    references.some((reference) => subject.includes(reference)),
  );
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
  // Of the last ones the outcome may not be on record yet.
  expect(mails.length).toBeGreaterThanOrEqual(sent);
}
