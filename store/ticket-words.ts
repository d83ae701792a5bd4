import { model, Schema } from 'mongoose';
import type { TicketWords } from '../domain/ticket/words';
import { replaceOlderView } from './older-view';
import { noteAllWords, noteWords } from './rare-words';
import type { TimeOrder, TimePlace, TimeRange } from './time-order';

/**
 * The words of a ticket, apart from its view: they change only when somebody writes, and a search for what is frequent reads many of
 * them; for what is rare see `rare-words.ts`. Tickets of an older Cadran have them from the next text on.
 */
interface StoredWords {
  _id: string;
  client: string;
  openedAt: string;
  sequence: number;
  recordedAt?: string;
  /** Each after a space, in one text: what the client and support both read; and with it what support wrote for itself. */
  shared: string;
  all: string;
}

const words = model<StoredWords>(
  'ticketWords',
  new Schema<StoredWords>(
    {
      _id: String,
      client: String,
      openedAt: String,
      sequence: Number,
      recordedAt: String,
      shared: String,
      all: String,
    },
    { versionKey: false },
  )
    .index({ openedAt: -1, _id: -1 })
    .index({ client: 1, openedAt: -1, _id: -1 }),
  'ticketWords',
);

interface OfTicket {
  readonly reference: string;
  readonly client: string;
  readonly openedAt: string;
  readonly sequence: number;
}

/** Replaces the words of a ticket unless the stored ones are newer; of one that has just begun none are there. */
export async function writeWords(
  { reference, client, openedAt, sequence }: OfTicket,
  recordedAt: string,
  found: TicketWords,
  justBegun = false,
): Promise<void> {
  const texts = { shared: asText(found.client), all: asText(found.support) };
  const before = justBegun ? null : await words.findOne({ _id: { $eq: reference } }, { all: 1 }).lean();
  const known = new Set(wordsOf(before));
  // First: a ticket that is looked at for nothing is no harm, one that is never found is.
  await noteWords(
    reference,
    found.support.filter((word) => !known.has(word)),
  );
  await replaceOlderView(words, { _id: reference, client, openedAt, sequence, recordedAt, ...texts });
}

const asText = (list: readonly string[]): string => list.map((word) => ` ${word}`).join('');
const wordsOf = (stored: { readonly all?: string } | null): string[] => stored?.all?.split(' ').slice(1) ?? [];

/** Notes the words of the tickets that were published before rare words were noted, once. */
export async function noteWordsOfEarlier(): Promise<void> {
  await noteAllWords(async function* () {
    for await (const stored of words.find({}, { all: 1 }).lean())
      yield { reference: stored._id, words: wordsOf(stored) };
  });
}

export interface AskedWords {
  /** Each is the beginning of a word; all are wanted. Folded (`domain/ticket/words.ts`): letters and digits alone. */
  readonly words: readonly string[];
  /** Who reads what support wrote for itself. */
  readonly by: 'client' | 'support';
  readonly client?: string | undefined;
}

/** The places of tickets with such words, of one range of time in its order. */
export async function placesWithWords(
  asked: AskedWords,
  { at, id }: TimeRange,
  order: TimeOrder,
  limit: number,
): Promise<TimePlace[]> {
  const { client } = asked;
  const filter = {
    ...(client === undefined ? {} : { client }),
    openedAt: at,
    ...(id === undefined ? {} : { _id: id }),
    ...having(asked),
  };
  const direction = order === 'newest-first' ? -1 : 1;
  const found = await words
    .find(filter as never, { openedAt: 1 })
    .sort({ openedAt: direction, _id: direction })
    .limit(limit)
    .lean();
  return found.map(({ _id, openedAt }) => ({ at: openedAt, id: _id }));
}

/** Of some tickets the places of those with such words, in no order. */
export async function placesAmong(asked: AskedWords, references: readonly string[]): Promise<TimePlace[]> {
  const { client } = asked;
  const ofClient = client === undefined ? {} : { client };
  const filter = { _id: { $in: references }, ...having(asked), ...ofClient };
  const found = await words.find(filter as never, { openedAt: 1 }).lean();
  return found.map(({ _id, openedAt }) => ({ at: openedAt, id: _id }));
}

function having({ words: asked, by }: AskedWords): Record<string, unknown> {
  const field = by === 'support' ? 'all' : 'shared';
  // One expression: with `$and` the embedded store reads all tickets, whatever the range.
  return { [field]: { $regex: `^${asked.map((word) => `(?=.* ${word})`).join('')}` } };
}
