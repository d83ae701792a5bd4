import { model, Schema } from 'mongoose';
import type { TicketWords } from '../domain/ticket/words';
import { replaceOlderView } from './older-view';
import type { TimeOrder, TimePlace, TimeRange } from './time-order';

/**
 * The words of a ticket, apart from its view: they change only when somebody writes, and a search that finds little reads them all,
 * which takes as long as there is to read. Tickets of an older Cadran have them from the next text on.
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

/** Replaces the words of a ticket unless the stored ones are newer. */
export async function writeWords(
  { reference, client, openedAt, sequence }: OfTicket,
  recordedAt: string,
  found: TicketWords,
): Promise<void> {
  const texts = { shared: asText(found.client), all: asText(found.support) };
  await replaceOlderView(words, { _id: reference, client, openedAt, sequence, recordedAt, ...texts });
}

const asText = (list: readonly string[]): string => list.map((word) => ` ${word}`).join('');

export interface AskedWords {
  /** Each is the beginning of a word; all are wanted. Folded (`domain/ticket/words.ts`): letters and digits alone. */
  readonly words: readonly string[];
  /** Who reads what support wrote for itself. */
  readonly by: 'client' | 'support';
  readonly client?: string | undefined;
}

/** The places of tickets with such words, of one range of time in its order. */
export async function placesWithWords(
  { words: asked, by, client }: AskedWords,
  { at, id }: TimeRange,
  order: TimeOrder,
  limit: number,
): Promise<TimePlace[]> {
  const field = by === 'support' ? 'all' : 'shared';
  const filter = {
    ...(client === undefined ? {} : { client }),
    openedAt: at,
    ...(id === undefined ? {} : { _id: id }),
    // One expression: with `$and` the embedded store reads all tickets, whatever the range.
    [field]: { $regex: `^${asked.map((word) => `(?=.* ${word})`).join('')}` },
  };
  const direction = order === 'newest-first' ? -1 : 1;
  const found = await words
    .find(filter as never, { openedAt: 1 })
    .sort({ openedAt: direction, _id: direction })
    .limit(limit)
    .lean();
  return found.map(({ _id, openedAt }) => ({ at: openedAt, id: _id }));
}
