import { mostReferences, type FanOutClient } from '../clients/fan-out';
import { TicketUnavailable } from '../clients/ticket';
import { refusal } from '../domain/refusal';
import { toInstant } from '../domain/time/instant';
import type { Logger } from '../settings/log';
import { noteFanOutStarted, recordFanOut, unstartedFanOuts, type FanOutOrder } from '../store/fan-outs';
import { refused } from './problem';
import { fromStore } from './store-access';

type Order = Omit<Parameters<FanOutClient['start']>[0], 'perSecond'>;

const everyMs = 15_000;
/** Longer than a start is tried for. */
const startedWithinMs = 15_000;
const atOnce = 20;

/** Refuses what one fan-out can't take, before anything is changed for it. @throws the refusal as a problem */
export function refuseTooMany({ length: found }: readonly string[]): void {
  if (found > mostReferences) throw refused(refusal('too-many-tickets', { found, most: mostReferences }));
}

/**
 * Starts a command to many tickets that is on record first. Where Temporal is away it waits there, and {@link sweepFanOuts} starts
 * it, whichever process that is: what was asked for is not forgotten.
 * @throws the refusal as a problem where one of that id has another command
 */
export async function startOnRecord(
  fanOuts: FanOutClient,
  order: Order,
  now: () => number,
): Promise<{ id: string; total: number }> {
  refuseTooMany(order.references);
  const same = await fromStore(() => recordFanOut(order, toInstant(now())));
  if (!same) throw refused(refusal('key-reused', { reference: order.id }));
  try {
    const { id, total } = await fanOuts.start(order);
    await fromStore(() => noteFanOutStarted(id, toInstant(now())));
    return { id, total };
  } catch (error) {
    if (!(error instanceof TicketUnavailable)) throw error;
    return { id: order.id, total: new Set(order.references).size };
  }
}

/** Starts, every quarter of a minute, what is on record and has not begun. Returns what ends it. */
export function sweepFanOuts(fanOuts: FanOutClient, log: Logger, now: () => number): () => void {
  const timer = setInterval(() => {
    startUnstarted(fanOuts, now).catch((error: unknown) =>
      log.warn({ error }, 'commands to many tickets cannot be started now; tried again'),
    );
  }, everyMs).unref();
  return () => clearInterval(timer);
}

/** Starts what was asked for a while ago and has not begun: one that has all the same is left as it is. */
export async function startUnstarted(fanOuts: FanOutClient, now: () => number): Promise<void> {
  for (const order of await unstartedFanOuts(toInstant(now() - startedWithinMs), atOnce)) {
    const { id } = await fanOuts.start(asOrder(order));
    await noteFanOutStarted(id, toInstant(now()));
  }
}

/** As it was recorded by {@link startOnRecord}. */
const asOrder = (order: FanOutOrder): Order => order as Order;
