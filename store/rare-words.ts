import mongoose, { model, Schema } from 'mongoose';
import { isDuplicate } from './duplicate';

/**
 * That a ticket has a word or had it: what few have is found without reading the words of all. Of a word that many have only the first
 * are kept, which says that it is frequent: the list in its order of time comes upon those soon. A document of its own for each, as
 * one that holds all tickets of a word is read and written whole for every ticket more.
 */
interface TicketByWord {
  /** Word and reference. */
  readonly _id: string;
  readonly word: string;
  /** Of a withdrawn text too: whoever reads it looks at the words of the ticket. */
  readonly ticket: string;
}

const ticketsByWord = model<TicketByWord>(
  'ticketByWord',
  new Schema<TicketByWord>({ _id: String, word: String, ticket: String }, { versionKey: false }).index({ word: 1 }),
  'ticketsByWord',
);
/** What an older Cadran kept instead: the tickets of each word in one document. */
const olderCollection = 'rareWords';

/** From so many tickets on a word is frequent, and so are words that begin alike: so many are not looked at one by one. */
const many = 500;
/** What is shorter is the beginning of too many words. */
const shortest = 3;
/** So many are written in one go. */
const atOnce = 1000;

/** A word that none is, as it begins with a space: it is there once the words of all tickets are. */
const complete = ' complete';
let isComplete = false;
/** How many tickets of a word are noted, as far as this process knows; at least so many. Bounded, as there is no end of words. */
const noted = new Map<string, number>();
const mostKnown = 50_000;

/** Notes that a ticket has words, each once however often it is given. */
export async function noteWords(reference: string, words: readonly string[]): Promise<void> {
  await learn(words.filter((word) => !noted.has(word)));
  await write(words.filter((word) => (noted.get(word) ?? 0) < many).map((word) => noteOf(word, reference)));
}

const noteOf = (word: string, ticket: string): TicketByWord => ({ _id: `${word} ${ticket}`, word, ticket });

/** Asks how many tickets words have that this process has not met. */
async function learn(words: readonly string[]): Promise<void> {
  if (words.length === 0) return;
  if (noted.size > mostKnown) noted.clear();
  for (const word of words) noted.set(word, 0);
  for (const { word } of await ticketsByWord.find({ word: { $in: words } }, { word: 1 }).lean()) count(word);
}

function count(word: string): void {
  noted.set(word, (noted.get(word) ?? 0) + 1);
}

/** One write for all: each by itself would wait for the disk. */
async function write(notes: readonly TicketByWord[]): Promise<void> {
  if (notes.length === 0) return;
  try {
    await ticketsByWord.collection.insertMany([...notes] as never[], { ordered: false });
  } catch (error) {
    const { writeErrors } = error as { readonly writeErrors?: unknown };
    if (![writeErrors].flat().every(isDuplicate)) throw error;
  }
  for (const { word } of notes) count(word);
}

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
  const found = await ticketsByWord.find({ word: range }, { ticket: 1 }).limit(many).lean();
  return found.length < many ? new Set(found.map(({ ticket }) => ticket)) : undefined;
}

/** Whether the words of all tickets are there; an older Cadran noted none, or in another way. */
async function allAreNoted(): Promise<boolean> {
  isComplete ||= (await ticketsByWord.exists({ _id: { $eq: complete } })) !== null;
  return isComplete;
}

/** Notes the words of all tickets, as an older Cadran has left them, once. */
export async function noteAllWords(
  tickets: () => AsyncIterable<{ readonly reference: string; readonly words: readonly string[] }>,
): Promise<void> {
  // Whoever begins a store knows nothing of another one.
  isComplete = false;
  noted.clear();
  if (await allAreNoted()) return;
  const counts = new Map<string, number>();
  let notes: TicketByWord[] = [];
  for await (const { reference, words } of tickets())
    for (const word of words) {
      const before = counts.get(word) ?? 0;
      if (before >= many) continue;
      counts.set(word, before + 1);
      notes.push(noteOf(word, reference));
      if (notes.length < atOnce) continue;
      await write(notes);
      notes = [];
    }
  await write(notes);
  // Forgotten again: they may be more than are to be known.
  noted.clear();
  await ticketsByWord.updateOne({ _id: { $eq: complete } }, { $set: { word: complete, ticket: '' } }, { upsert: true });
  const older = await mongoose.connection.listCollections();
  if (older.some(({ name }) => name === olderCollection)) await mongoose.connection.dropCollection(olderCollection);
}
