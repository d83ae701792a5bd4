import type { Admission, TicketAnswer } from '../domain/ticket/schema';
import { earliestOpening } from './earliest-opening';
import { ticketsWithRareWord } from './rare-words';
import { placesAmong, placesWithWords, type AskedWords } from './ticket-words';
import { tickets, type StoredTicket } from './tickets';
import { inTimeOrder, type TimePaging, type TimePlace, type TimeRange } from './time-order';

export interface TicketFilter {
  readonly client?: string | undefined;
  readonly status?: string | undefined;
  readonly priority?: string | undefined;
  readonly level?: string | undefined;
  readonly team?: string | undefined;
  /** Those that are neither closed nor rejected. */
  readonly open?: true;
  /** By the decision on their eligibility. */
  readonly decision?: Admission['decision'];
  /** The anomaly that they are tied to. */
  readonly anomaly?: string | undefined;
  /** The ticket, upgrade or outage that they are linked to or were merged into. */
  readonly linkedTo?: string | undefined;
  /** Instants of opening, the first included, the last not. */
  readonly openedFrom?: string | undefined;
  readonly openedUntil?: string | undefined;
  /** Those with all of these words, as far as who asks may read them. */
  readonly words?: Pick<AskedWords, 'words' | 'by'> | undefined;
}

/** Tickets in the order of their opening; `next` is the place of the last of this page, where there are more. */
export async function listTickets(
  filter: TicketFilter,
  paging: TimePaging,
): Promise<{ items: TicketAnswer[]; next: TimePlace | null }> {
  const { found, more } = (await withRareWord(filter, paging)) ?? (await inOrder(filter, paging));
  const items = found.map(({ answer }) => answer as TicketAnswer);
  const last = items.at(-1);
  return { items, next: more && last ? { at: last.openedAt, id: last.reference } : null };
}

interface Page {
  readonly found: readonly Pick<StoredTicket, 'answer'>[];
  readonly more: boolean;
}

async function inOrder(filter: TicketFilter, paging: TimePaging): Promise<Page> {
  const { openedFrom, openedUntil, words } = filter;
  const fromOldest = paging.order === 'oldest-first' && paging.after === null;
  const earliest = fromOldest ? await earliestOpening(paging.nowMs) : undefined;
  const from = earliest && !(Date.parse(openedFrom ?? '') > Date.parse(earliest)) ? earliest : openedFrom;
  return inTimeOrder({ from, until: openedUntil }, paging, (range, limit) =>
    (words ? withWords : ticketsIn)(filter, range, paging.order, limit),
  );
}

/** The references of open tickets, oldest first, as far as the read model knows them. `nowMs` in epoch milliseconds. */
export async function openReferences(
  filter: Pick<TicketFilter, 'client' | 'decision'>,
  nowMs: number,
): Promise<string[]> {
  const references: string[] = [];
  let after: TimePlace | null = null;
  do {
    const paging: TimePaging = { order: 'newest-first', limit: 500, after, nowMs };
    const page: Awaited<ReturnType<typeof listTickets>> = await listTickets({ ...filter, open: true }, paging);
    references.push(...page.items.map(({ reference }) => reference));
    after = page.next;
  } while (after);
  return references.reverse();
}

/** So many are looked at in one go, of which the other filters leave some. */
const atOnce = 100;

async function withWords(
  filter: TicketFilter,
  range: TimeRange,
  order: TimePaging['order'],
  limit: number,
): Promise<Pick<StoredTicket, 'answer'>[]> {
  if (!filter.words || filter.words.words.length === 0) return [];
  const asked = { ...filter.words, client: filter.client };
  const found: Pick<StoredTicket, 'answer'>[] = [];
  for (let rest: readonly TimeRange[] = [range]; rest[0];) {
    const places = await placesWithWords(asked, rest[0], order, atOnce);
    const ids = places.map(({ id }) => id);
    if (ids.length > 0) found.push(...(await ticketsIn(filter, { ...range, among: ids }, order, limit)));
    if (found.length >= limit) break;
    const last = places.length === atOnce ? places.at(-1) : undefined;
    rest = [...(last ? after(last, rest[0], order) : []), ...rest.slice(1)];
  }
  return found.slice(0, limit);
}

/** The page of a search for a word that few tickets have, which are looked at one by one; undefined where there is no such word. */
async function withRareWord(
  filter: TicketFilter,
  { order, limit, after: last }: TimePaging,
): Promise<Page | undefined> {
  const { words, client } = filter;
  const among = words && (await ticketsWithRareWord(words.words));
  if (!words || !among) return undefined;
  const fromMs = Date.parse(filter.openedFrom ?? '') || -Infinity;
  const untilMs = Date.parse(filter.openedUntil ?? '') || Infinity;
  const way = order === 'newest-first' ? -1 : 1;
  const inTheOrder = (one: TimePlace, other: TimePlace): number =>
    way * (compared(one.at, other.at) || compared(one.id, other.id));
  const places = (await placesAmong({ ...words, client }, among))
    .filter(({ at }) => Date.parse(at) >= fromMs && Date.parse(at) < untilMs)
    .filter((place) => last === null || inTheOrder(place, last) > 0)
    .sort(inTheOrder);
  const found: Pick<StoredTicket, 'answer'>[] = [];
  for (let from = 0; from < places.length && found.length <= limit; from += atOnce) {
    const ids = places.slice(from, from + atOnce).map(({ id }) => id);
    found.push(...(await ticketsIn(filter, { at: '', among: ids }, order, limit + 1 - found.length)));
  }
  return { found: found.slice(0, limit), more: found.length > limit };
}

const compared = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** What of a range comes after a place in it. */
function after({ at, id }: TimePlace, range: TimeRange, order: TimePaging['order']): readonly TimeRange[] {
  const sameInstant = { at, id: order === 'newest-first' ? { $lt: id } : { $gt: id } };
  if (typeof range.at === 'string') return [sameInstant];
  const beyond = order === 'newest-first' ? { $gt: range.at.$gt, $lt: at } : { $gt: at, $lt: range.at.$lt };
  return [sameInstant, { at: beyond }];
}

/**
 * One range of one index, in words that the embedded store serves: with `$or`, or `$eq` before a range, it reads all tickets; with
 * `$gte` on a field in the middle of an index it forgets those at the bound.
 */
async function ticketsIn(
  { client, status, priority, level, team, open, decision, anomaly, linkedTo }: TicketFilter,
  { at, id, among }: TimeRange & { readonly among?: readonly string[] },
  order: TimePaging['order'],
  limit: number,
): Promise<Pick<StoredTicket, 'answer'>[]> {
  const filter = {
    // Those that are named are of the client already; with both, the embedded store reads all of the client's.
    ...(client === undefined || among ? {} : { client }),
    ...(status === undefined ? {} : { status }),
    ...(priority === undefined ? {} : { 'answer.priority': priority }),
    ...(level === undefined ? {} : { 'answer.level': level }),
    ...(team === undefined ? {} : { 'answer.assignee.team': team }),
    ...(open ? { status: { $nin: ['closed', 'rejected'] } } : {}),
    ...(decision === undefined ? {} : { 'answer.admission.decision': decision }),
    ...(anomaly === undefined ? {} : { anomaly }),
    ...(linkedTo === undefined ? {} : { linksTo: linkedTo }),
    ...(among ? { _id: { $in: among } } : { openedAt: at, ...(id === undefined ? {} : { _id: id }) }),
  };
  const direction = order === 'newest-first' ? -1 : 1;
  return await tickets.find(filter).sort({ openedAt: direction, _id: direction }).limit(limit).lean();
}
