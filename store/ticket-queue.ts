import { queueParts, type QueuePart } from '../domain/ticket/queue';
import type { TicketAnswer } from '../domain/ticket/schema';
import { tickets } from './tickets';
import { inTimeOrder, type TimeRange } from './time-order';

/** By the state of the clock: `late`, `running`, `stopped`, or without commitment. */
export type QueueClock = 'late' | 'running' | 'stopped' | 'none';

export interface QueueFilter {
  readonly client?: string | undefined;
  readonly priority?: string | undefined;
  readonly level?: string | undefined;
  readonly team?: string | undefined;
  readonly person?: string | undefined;
  readonly clock?: QueueClock | undefined;
  /** Those of which something that a clock announced waits to be taken on. */
  readonly escalated?: true | undefined;
  /** Those that no person has. */
  readonly untaken?: true;
}

/** The last ticket of the page before. */
export interface QueuePlace {
  readonly part: QueuePart;
  readonly at: string;
  readonly id: string;
}

const dayMs = 24 * 3_600_000;
/** What was due before that is asked for at once; from there on in spans that widen. */
const longAgoMs = 30 * dayMs;
/** No deadline lies further ahead. */
const aheadMs = 5 * 366 * dayMs;

const partsOf: Readonly<Record<QueueClock, readonly QueuePart[]>> = {
  late: ['due'],
  running: ['due'],
  none: ['free'],
  stopped: ['held'],
};

/** Support's queue in its order (`domain/ticket/queue.ts`), at most `limit` after a place; `nowMs` in epoch milliseconds. */
export async function listQueue(
  filter: QueueFilter,
  { limit, after, nowMs }: { readonly limit: number; readonly after: QueuePlace | null; readonly nowMs: number },
): Promise<{ items: TicketAnswer[]; next: QueuePlace | null }> {
  const parts = filter.clock === undefined ? queueParts : partsOf[filter.clock];
  const found: { part: QueuePart; at: string; answer: TicketAnswer }[] = [];
  for (const part of parts) {
    if (after && queueParts.indexOf(part) < queueParts.indexOf(after.part)) continue;
    if (found.length > limit) break;
    const paging = { limit: limit - found.length, nowMs: nowMs + aheadMs, after: after?.part === part ? after : null };
    const ask = async (range: TimeRange, most: number) => await ticketsIn(filter, part, range, most);
    const rows = await inParts(boundsOf(filter.clock, nowMs), nowMs, paging, ask);
    found.push(...rows.map(({ queue, answer }) => ({ part, at: queue.slice(part.length + 1), answer })));
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const next = found.length > limit && last ? { part: last.part, at: last.at, id: last.answer.reference } : null;
  return { items: items.map(({ answer }) => answer), next };
}

function boundsOf(clock: QueueClock | undefined, nowMs: number): { from?: string; until?: string } {
  const now = new Date(nowMs).toISOString();
  return clock === 'late' ? { until: now } : clock === 'running' ? { from: now } : {};
}

interface Row {
  readonly queue: string;
  readonly answer: TicketAnswer;
}

/** What was due long ago, which is little and lies far apart, then the rest; one more than `limit` where there is more. */
async function inParts(
  { from, until }: { readonly from?: string; readonly until?: string },
  presentMs: number,
  paging: { readonly limit: number; readonly nowMs: number; readonly after: QueuePlace | null },
  ask: (range: TimeRange, most: number) => Promise<Row[]>,
): Promise<Row[]> {
  const border = new Date(presentMs - longAgoMs).toISOString();
  const { limit, after, nowMs } = paging;
  const rows: Row[] = [];
  if ((from ?? '') < border) {
    const old = { at: { $gt: after && after.at < border ? after.at : '', $lt: border } } as const;
    if (after && after.at < border) rows.push(...(await ask({ at: after.at, id: { $gt: after.id } }, limit + 1)));
    if (!after || after.at < border) rows.push(...(await ask(old, limit + 1 - rows.length)));
  }
  if (rows.length > limit) return rows;
  // What is late lies before now, what is to come begins at once: spans that widen over the empty time between would hold it all.
  const present = new Date(presentMs).toISOString();
  const spans = [
    { from: later(from, border), until: until ?? present },
    ...(until === undefined ? [{ from: later(from, present), until: undefined }] : []),
  ];
  for (const span of spans) {
    if (rows.length > limit || (after && span.until !== undefined && after.at >= span.until)) continue;
    const place = after && after.at >= span.from ? { at: after.at, id: after.id } : null;
    const wanted = limit + 1 - rows.length;
    const { found } = await inTimeOrder(span, { order: 'oldest-first', limit: wanted, after: place, nowMs }, ask);
    rows.push(...found);
  }
  return rows;
}

function later(one: string | undefined, other: string): string {
  return one !== undefined && one > other ? one : other;
}

/** One range of one index; see `ticketsIn` of the list of tickets for what the embedded store can serve. */
async function ticketsIn(
  { client, priority, level, team, person, escalated, untaken }: QueueFilter,
  part: QueuePart,
  { at, id }: TimeRange,
  limit: number,
): Promise<Row[]> {
  if (limit <= 0) return [];
  const filter = {
    queue: typeof at === 'string' ? `${part}:${at}` : { $gt: `${part}:${at.$gt}`, $lt: `${part}:${at.$lt}` },
    ...(id === undefined ? {} : { _id: id }),
    ...(client === undefined ? {} : { client }),
    ...(priority === undefined ? {} : { 'answer.priority': priority }),
    ...(level === undefined ? {} : { 'answer.level': level }),
    ...(team === undefined ? {} : { 'answer.assignee.team': team }),
    ...(person === undefined ? {} : { 'answer.assignee.person': person }),
    ...(escalated ? { escalated } : {}),
    ...(untaken ? { 'answer.assignee.person': null } : {}),
  };
  return (await tickets.find(filter, { queue: 1, answer: 1 }).sort({ queue: 1, _id: 1 }).limit(limit).lean()) as Row[];
}
