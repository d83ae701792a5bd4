import mongoose from 'mongoose';
import type { TicketAnswer } from '../domain/ticket/schema';
import { toInstant } from '../domain/time/instant';
import { createCollections } from '../store/collections';
import { mulberry32 } from './cases';

/** The place of a ticket in the list, as a cursor tells it. */
export interface Place {
  readonly client: string;
  readonly openedAt: string;
  readonly reference: string;
}

const yearMs = 365 * 24 * 3600 * 1000;
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** The same number in every store: a page and a little more, far apart. */
export const fewTickets = 60;
/** Clients, of whom the first has many tickets and the last few. */
export const clients = { many: 'dupont', others: ['harbour', 'presse'] as const, few: 'atlas' };

/**
 * Adds views of so many tickets to an empty store, opened in the year before `nowMs`, as publishing leaves them; answers
 * their places, newest first.
 */
export async function addViews(count: number, like: TicketAnswer, nowMs: number): Promise<Place[]> {
  await createCollections();
  const chance = mulberry32(count);
  const places = Array.from({ length: count }, (_, number): Place => {
    const openedAt = toInstant(nowMs - Math.floor(chance() * yearMs));
    return { client: clientOf(number), openedAt, reference: referenceOf(number) };
  });
  const collection = mongoose.connection.collection<{ _id: string }>('tickets');
  for (let from = 0; from < count; from += 5000)
    await collection.insertMany(places.slice(from, from + 5000).map((place) => viewOf(place, like)));
  return places.sort((a, b) => compare(b.openedAt, a.openedAt) || compare(b.reference, a.reference));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function clientOf(number: number): string {
  if (number < fewTickets) return clients.few;
  return [clients.many, clients.others[0], clients.many, clients.others[1]][number % 4] ?? clients.many;
}

function referenceOf(number: number): string {
  let rest = number;
  let text = '';
  for (let place = 0; place < 10; place += 1) {
    text = (letters[rest % 32] ?? '0') + text;
    rest = Math.floor(rest / 32);
  }
  return `T-${text}`;
}

function viewOf({ client, openedAt, reference }: Place, like: TicketAnswer) {
  const answer = { ...like, reference, client, openedAt };
  const { status, sequence } = answer;
  return { _id: reference, client, status, openedAt, sequence, answer, breachDueAt: null };
}
