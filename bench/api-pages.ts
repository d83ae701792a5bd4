import { z } from 'zod';
import { timeCursorAt } from '../api/paging';
import type { TicketAnswer } from '../domain/ticket/schema';
import { inStore, type BenchCadran } from './api-cadran';
import type { ApiCaller } from './api-caller';
import { median, quantile, rounded, took } from './api-timing';
import { addViews, clients, fewTickets, type Place } from './api-views';

const items = 50;

export interface PageFigures {
  /** Milliseconds, by the number of tickets in the store. */
  readonly p50Ms: Readonly<Record<string, number>>;
  readonly p95Ms: Readonly<Record<string, number>>;
  /** Of the largest store to the smallest: the median of the rounds' ratios of medians. */
  readonly ratio: number;
  readonly roundRatios: readonly number[];
}

const readers = [
  { name: 'support', email: 'n1@support.example', client: undefined },
  { name: 'clientWithMany', email: 'claire@dupont.example', client: clients.many },
  { name: 'clientWithFew', email: 'amel@atlas.example', client: clients.few },
] as const;

interface Page {
  readonly name: string;
  readonly size: number;
  readonly read: () => Promise<unknown>;
  /** Milliseconds of each reading, round by round. */
  readonly rounds: number[][];
}

/**
 * Times pages of 50 tickets of stores of several sizes. Each store is a database of its own with an API of its own, so that the
 * sizes take turns: a machine that slows down slows all of them.
 */
export async function measurePages(
  cadran: BenchCadran,
  like: TicketAnswer,
  { sizes, rounds, readings }: { sizes: readonly number[]; rounds: number; readings: number },
  heard: (stage: string) => void,
): Promise<Record<string, PageFigures>> {
  const nowMs = Date.now();
  const pages: Page[] = [];
  for (const size of sizes) {
    heard(`${size} tickets are put into the store`);
    const database = cadran.database(`of-${size}`);
    const places = await inStore(database, () => addViews(size, like, nowMs));
    const api = await cadran.startApi(database);
    for (const { name, email, client } of readers) {
      const caller = await cadran.callerOf(api, email);
      const own = client === undefined ? places : places.filter((place) => place.client === client);
      for (const [which, path] of Object.entries(pathsOf(own, client)))
        pages.push({ name: `${name}, ${which}`, size, read: () => readPage(caller, path), rounds: [] });
    }
  }
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    heard(round === 0 ? 'warming up' : `round ${round}`);
    await readAll(pages, round, readings);
  }
  return Object.fromEntries(
    [...new Set(pages.map(({ name }) => name))].map((name) => [
      name,
      figuresOf(pages.filter((page) => page.name === name)),
    ]),
  );
}

/** The first page, and the one from the middle: of who has few tickets, the middle of those that a whole page follows. */
function pathsOf(own: readonly Place[], client: string | undefined): Record<string, string> {
  const before = own[Math.floor((own.length - items) / 2)];
  if (!before || own.length < fewTickets) throw new Error('too few tickets for a page in the middle');
  const first = `/v1/tickets?limit=${items}`;
  const list = { operation: 'listTickets', filter: { client }, sort: '-openedAt' };
  const after = timeCursorAt(list, { at: before.openedAt, id: before.reference });
  return { 'first page': first, 'middle page': `${first}&after=${after}` };
}

async function readAll(pages: readonly Page[], round: number, readings: number): Promise<void> {
  const times = pages.map((): number[] => []);
  for (let reading = 0; reading < readings; reading += 1)
    for (const [index, { read }] of pages.entries()) times[index]?.push(await took(read));
  if (round > 0) for (const [index, page] of pages.entries()) page.rounds.push(times[index] ?? []);
}

const pageSchema = z.object({ items: z.array(z.unknown()).length(items) });

async function readPage(caller: ApiCaller, path: string): Promise<void> {
  pageSchema.parse(JSON.parse(await caller.get(path)));
}

/** Of one page in stores of each size, the smallest first. */
function figuresOf(pages: readonly Page[]): PageFigures {
  const bySize = (share: number): Record<string, number> =>
    Object.fromEntries(pages.map(({ size, rounds }) => [String(size), rounded(quantile(rounds.flat(), share))]));
  const [smallest, largest] = [pages[0], pages.at(-1)];
  const roundRatios = (smallest?.rounds ?? []).map((times, round) =>
    rounded(median(largest?.rounds[round] ?? []) / median(times)),
  );
  return { p50Ms: bySize(0.5), p95Ms: bySize(0.95), ratio: rounded(median(roundRatios)), roundRatios };
}
