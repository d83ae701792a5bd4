import { model, Schema } from 'mongoose';
import { isDuplicate } from './duplicate';

/**
 * By each word, the tickets that have it or had it: what few have is found without reading the words of all. Of a word that many have
 * only the first are kept, which says that it is frequent: the list in its order of time comes upon those soon.
 */
interface RareWord {
  readonly _id: string;
  /** As the key, by which the embedded store serves no range. */
  readonly word: string;
  /** References, of withdrawn texts too: whoever reads them looks at the words of each ticket. */
  readonly tickets: readonly string[];
}

const rareWords = model<RareWord>(
  'rareWord',
  new Schema<RareWord>({ _id: String, word: String, tickets: [String] }, { versionKey: false }).index({ word: 1 }),
  'rareWords',
);

/** From so many tickets on a word is frequent. */
const many = 500;
/** No more tickets than these are looked at one by one, and no more words that begin alike are gathered. */
const mostTickets = 500;
const mostWords = 2000;
/** What is shorter is the beginning of too many words. */
const shortest = 3;
/** So many words are written in one go. */
const atOnce = 1000;

/** A key that no word has, as it begins with a space: it is there once the words of all tickets are. */
const complete = ' complete';
let isComplete = false;
/** Words that are known to be full: nothing is written for them. Bounded, as any number of words may become frequent. */
const full = new Set<string>();
const mostKnown = 20_000;

/** Notes that a ticket has words, each once however often it is given. */
export async function noteWords(reference: string, words: readonly string[]): Promise<void> {
  const asked = words.filter((word) => !full.has(word));
  if (asked.length === 0) return;
  const known = new Map((await rareWords.find({ _id: { $in: asked } }).lean()).map((word) => [word._id, word.tickets]));
  for (const [word, { length }] of known) if (length >= many && full.size < mostKnown) full.add(word);
  const added = asked.filter((word) => !known.has(word)).map((word) => ({ _id: word, word, tickets: [reference] }));
  const begunByOthers = (await refusedOf(added)).map(({ word }) => word);
  const there = [...known.keys(), ...begunByOthers].filter((word) => !full.has(word));
  // One write for all: each by itself would wait for the disk.
  if (there.length > 0)
    await rareWords.updateMany({ _id: { $in: there }, ...notFull } as never, { $addToSet: { tickets: reference } });
}

const notFull = { [`tickets.${many - 1}`]: { $exists: false } };

/** Adds words; answers those that are there already, with what was to be added. */
async function refusedOf(added: readonly RareWord[]): Promise<RareWord[]> {
  if (added.length === 0) return [];
  try {
    await rareWords.collection.insertMany([...added] as never[], { ordered: false });
    return [];
  } catch (error) {
    const { writeErrors } = error as { readonly writeErrors?: unknown };
    const all: unknown[] = [writeErrors].flat();
    if (!all.every(isDuplicate)) throw error;
    return all.flatMap((one) => added.slice(indexOf(one), indexOf(one) + 1));
  }
}

const indexOf = (refused: unknown): number => (refused as { readonly index: number }).index;

/** The tickets that may have all of such beginnings of words; undefined where each is of too many to say. */
export async function ticketsWithRareWord(asked: readonly string[]): Promise<readonly string[] | undefined> {
  if (!(await allAreNoted())) return undefined;
  let found: readonly string[] | undefined;
  for (const beginning of asked) {
    const tickets = await ticketsBeginning(beginning);
    if (tickets) found = found ? found.filter((one) => tickets.has(one)) : [...tickets];
  }
  return found;
}

async function ticketsBeginning(beginning: string): Promise<ReadonlySet<string> | undefined> {
  if (beginning.length < shortest) return undefined;
  const range = { $gte: beginning, $lt: `${beginning}\u{10ffff}` };
  const words = await rareWords
    .find({ word: range })
    .limit(mostWords + 1)
    .lean();
  if (words.length > mostWords || words.some(({ tickets }) => tickets.length >= many)) return undefined;
  const tickets = new Set(words.flatMap((word) => word.tickets));
  return tickets.size > mostTickets ? undefined : tickets;
}

/** Whether the words of all tickets are there; an older Cadran noted none. */
async function allAreNoted(): Promise<boolean> {
  isComplete ||= (await rareWords.exists({ _id: { $eq: complete } })) !== null;
  return isComplete;
}

/** Notes the words of all tickets, as an older Cadran has left them, once. */
export async function noteAllWords(
  tickets: () => AsyncIterable<{ readonly reference: string; readonly words: readonly string[] }>,
): Promise<void> {
  // Whoever begins a store knows nothing of another one.
  isComplete = false;
  full.clear();
  if (await allAreNoted()) return;
  const byWord = new Map<string, string[]>();
  for await (const { reference, words } of tickets())
    for (const word of words) {
      const those = byWord.get(word);
      if (!those) byWord.set(word, [reference]);
      else if (those.length < many) those.push(reference);
    }
  const all = [...byWord].map(([word, those]) => ({ _id: word, word, tickets: those }));
  for (let from = 0; from < all.length; from += atOnce)
    for (const { word, tickets: those } of await refusedOf(all.slice(from, from + atOnce)))
      await rareWords.updateOne({ _id: word }, { $addToSet: { tickets: { $each: those } } });
  await rareWords.updateOne({ _id: { $eq: complete } }, { $set: { word: complete, tickets: [] } }, { upsert: true });
}
