import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import mongoose from 'mongoose';
import { requireServer } from '../local/find-servers.cjs';
import { mongoService } from '../local/mongo-server';
import { choosePort } from '../local/ports';
import { createCollections } from '../store/collections';
import { connectStore, disconnectStore } from '../store/connect';
import { listTickets, type TicketFilter } from '../store/ticket-list';
import type { TimeOrder } from '../store/time-order';
import { median, quantile, rounded, took } from './api-timing';
import { addViews, type Place } from './api-views';
import { mulberry32 } from './cases';
import { progress, step } from './steps';

const { values } = parseArgs({ options: { tickets: { type: 'string', default: '10000' } } });
const count = Number(values.tickets);
const readings = 15;
const wordsEach = 60;

/** Few words are in most tickets and most words in few, as in texts; and two are there by themselves. */
async function addWords(places: readonly Place[]): Promise<void> {
  const chance = mulberry32(count);
  const documents = places.map(({ reference, client, openedAt }, number) => {
    const usual = Array.from({ length: wordsEach }, () => `w${Math.floor(20_000 * chance() ** 4)}x`);
    const own = [
      ...(number === Math.floor(count / 2) ? ['solitary'] : []),
      ...(number % 100 === 0 ? ['hundredth'] : []),
    ];
    const text = [...new Set([...usual, ...own])].map((word) => ` ${word}`).join('');
    return { _id: reference, client, openedAt, sequence: 1, recordedAt: openedAt, shared: text, all: text };
  });
  const collection = mongoose.connection.collection<{ _id: string }>('ticketWords');
  for (let from = 0; from < count; from += 5000) await collection.insertMany(documents.slice(from, from + 5000));
}

const words = (...asked: string[]): TicketFilter => ({ words: { words: asked, by: 'support' } });
const searches: readonly (readonly [string, TicketFilter, TimeOrder])[] = [
  ['a word of one ticket', words('solitary'), 'newest-first'],
  ['a word of none', words('nothing'), 'newest-first'],
  ['a word of one in a hundred', words('hundr'), 'newest-first'],
  ['a frequent word', words('w0x'), 'newest-first'],
  ['a frequent one and a rare one', words('w0x', 'solitary'), 'newest-first'],
  ['no word, newest first', {}, 'newest-first'],
  ['no word, oldest first', {}, 'oldest-first'],
];

/** Milliseconds of a first page of 50 for each search; the first reading warms up and is not counted. */
async function measure(): Promise<Record<string, { p50Ms: number; p95Ms: number }>> {
  const nowMs = Date.now();
  const figures: [string, { p50Ms: number; p95Ms: number }][] = [];
  for (const [name, filter, order] of searches) {
    const times: number[] = [];
    for (let reading = 0; reading <= readings; reading += 1)
      times.push(await took(() => listTickets(filter, { order, limit: 50, after: null, nowMs })));
    const counted = times.slice(1);
    figures.push([name, { p50Ms: rounded(median(counted)), p95Ms: rounded(quantile(counted, 0.95)) }]);
  }
  return Object.fromEntries(figures);
}

async function main(): Promise<void> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'cadran-bench-'));
  const logFolder = path.join(dataFolder, 'logs');
  mkdirSync(logFolder);
  const found = requireServer('mongodb', { ...process.env, MONGODB_URI: '' });
  const port = await choosePort('mongodb', undefined);
  const mongodb = mongoService({ dataFolder, logFolder, found, port }, () => undefined);
  try {
    await mongodb.start();
    await connectStore(mongodb.address);
    const places = await step(`${count} tickets`, () => addViews(count, {} as never, Date.now()));
    await addWords(places);
    // As an older Cadran leaves a store: all words are read.
    await mongoose.connection.collection('ticketsByWord').deleteMany({});
    const withoutRareWords = await step('Without rare words', measure);
    const filledMs = rounded(await step('Rare words', () => took(createCollections)));
    const withRareWords = await step('With rare words', measure);
    console.log(JSON.stringify({ count, filledMs, withoutRareWords, withRareWords, node: process.versions.node }));
  } finally {
    await disconnectStore();
    await mongodb.stop();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

main().catch((error: unknown) => {
  progress.say(String(error));
  process.exitCode = 1;
});
