import type { FanOutClient } from '../../clients/fan-out';
import type { Anomaly, PublishedResolution } from '../../domain/anomaly/anomaly';
import type { Actor } from '../../domain/ticket/actor';
import { toEpochMs } from '../../domain/time/instant';
import type { Logger } from '../../settings/log';
import { isFanOutOnRecord } from '../../store/fan-outs';
import { pageOfEntries } from '../../store/registers';
import { openTicketsTiedTo } from '../../store/tickets';
import { startOnRecord } from '../fan-out-starting';
import { proposalId } from './proposals';

const everyMs = 3_600_000;
/** Longer than the request that published it can last, and no longer than it is news. */
const lookedAtMs = { from: 24 * everyMs, until: 60_000 };

/** What proposes a publication to the tickets that are tied to the anomaly. */
export function proposalOrder(
  anomaly: Anomaly,
  { published, actor }: { readonly published: PublishedResolution; readonly actor: Actor },
  references: readonly string[],
) {
  const { reference } = anomaly;
  const command = { name: 'propose-resolution' as const, data: { ...published, anomaly: reference } };
  return { id: proposalId(anomaly), kind: 'anomaly', references, command, actor };
}

/**
 * A publication is written first, and then the order to propose it: a process that ends in between leaves the one without the other,
 * and nobody is asked. Looks once an hour for those; any number of processes may look, as each publication is proposed once.
 * Returns what ends it.
 */
export function sweepUnproposed(fanOuts: FanOutClient, log: Logger, now: () => number): () => void {
  const timer = setInterval(() => {
    proposeUnproposed(fanOuts, now).catch((error: unknown) =>
      log.warn({ error }, 'published resolutions cannot be looked at now; tried again in an hour'),
    );
  }, everyMs).unref();
  return () => clearInterval(timer);
}

/** Proposes what was published and is not on its way. Answers the anomalies. */
export async function proposeUnproposed(fanOuts: FanOutClient, now: () => number): Promise<string[]> {
  const proposed: string[] = [];
  let after: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof anomaliesAfter>> = await anomaliesAfter(after);
    for (const anomaly of page.items) if (await propose(anomaly, fanOuts, now)) proposed.push(anomaly.reference);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return proposed;
}

const anomaliesAfter = (after: string | undefined) => pageOfEntries('anomalies', {}, { limit: 100, after });

async function propose(anomaly: Anomaly, fanOuts: FanOutClient, now: () => number): Promise<boolean> {
  const last = anomaly.history.findLast(({ published }) => published !== null);
  if (!last?.published) return false;
  const agoMs = now() - toEpochMs(last.at);
  if (agoMs < lookedAtMs.until || agoMs > lookedAtMs.from) return false;
  if (await isFanOutOnRecord(proposalId(anomaly))) return false;
  const { by, published } = last;
  const told = { published, actor: { id: by, role: 'support' as const } };
  await startOnRecord(fanOuts, proposalOrder(anomaly, told, await openTicketsTiedTo(anomaly.reference)), now);
  return true;
}
