import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { z } from 'zod';
import { quantile, rounded } from './api-timing';
import type { Phase } from './breach-plan';

/** Of one kind of telling, seconds after the instant of the breach; lost and doubled ones are counted beside. */
export interface Lateness {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
  readonly lost: number;
  readonly doubled: number;
}

export interface PhaseLateness {
  readonly breaches: number;
  /** The event in the ticket's workflow: recorded less due. */
  readonly workflow: Lateness;
  /** The mail: received by the mail server less due. */
  readonly notice: Lateness;
}

const mailsSchema = z.array(z.object({ messageId: z.string().nullable(), receivedAt: z.string() }));
const eventSchema = z.object({ aggregate: z.string(), recordedAt: z.string(), at: z.string() });

/** Waits until each breach has its mail, or the patience (ms) is over. */
export async function untilTold(phases: readonly Phase[], mails: string, patienceMs: number): Promise<void> {
  const wanted = phases.reduce((sum, { tickets }) => sum + tickets.size, 0);
  const endsMs = Date.now() + patienceMs;
  while ((await mailsOf(mails)).length < wanted && Date.now() < endsMs) await sleep(1000);
  // The outcome of the last mail is an event, which is published too.
  await sleep(1000);
}

/** How late the breaches of a phase were recorded and told. */
export async function latenessOf(phase: Phase, mails: string): Promise<PhaseLateness> {
  const received = (await mailsOf(mails)).map(
    ({ messageId, receivedAt }) => [referenceOf(messageId), Date.parse(receivedAt)] as const,
  );
  return {
    breaches: phase.tickets.size,
    workflow: figures(phase, await recorded(phase)),
    notice: figures(phase, received),
  };
}

async function mailsOf(mails: string): Promise<z.infer<typeof mailsSchema>> {
  const answer = await fetch(new URL('/messages', mails));
  const all = mailsSchema.parse(await answer.json());
  return all.filter(({ messageId }) => messageId?.includes('.breach.') ?? false);
}

/** A mail's Message-ID begins with the ticket's reference. */
function referenceOf(messageId: string | null): string {
  return /^<?([^.]+)\./.exec(messageId ?? '')?.[1]?.toUpperCase() ?? '';
}

async function recorded(phase: Phase): Promise<(readonly [string, number])[]> {
  const aggregates = [...phase.tickets.keys()].map((reference) => `ticket:${reference}`);
  const found: (readonly [string, number])[] = [];
  for (let from = 0; from < aggregates.length; from += 100) {
    const events = await mongoose.connection
      .collection('events')
      .find({ aggregate: { $in: aggregates.slice(from, from + 100) }, type: 'breached' })
      .toArray();
    for (const { aggregate, recordedAt } of z.array(eventSchema).parse(events))
      found.push([aggregate.slice('ticket:'.length), Date.parse(recordedAt)]);
  }
  return found;
}

/** Of what was seen of each ticket, by reference and instant (epoch milliseconds). */
function figures({ tickets }: Phase, seen: readonly (readonly [string, number])[]): Lateness {
  const times = new Map<string, number[]>();
  for (const [reference, atMs] of seen) times.set(reference, [...(times.get(reference) ?? []), atMs]);
  const late = [...tickets].flatMap(([reference, dueMs]) =>
    (times.get(reference) ?? []).slice(0, 1).map((atMs) => (atMs - dueMs) / 1000),
  );
  const at = (share: number): number => rounded(quantile(late, share), 3);
  return {
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
    lost: tickets.size - late.length,
    doubled: [...tickets.keys()].filter((reference) => (times.get(reference)?.length ?? 0) > 1).length,
  };
}
