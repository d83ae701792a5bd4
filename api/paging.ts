import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TimeOrder, TimePlace } from '../store/time-order';
import { wholeNumber } from './parameters';
import { Problem } from './problem';

/** A place in a list, then what ties it to that list. */
const cursorPattern = /^([A-Za-z0-9_-]{1,600})\.([A-Za-z0-9_-]{16})$/;

/** What every list takes besides its filters; the first order is the one that holds unless another is asked for. */
export function paging<const Order extends string>(
  orders: readonly [Order, ...Order[]],
  { most = 200, unlessTold = 50 }: { readonly most?: number; readonly unlessTold?: number } = {},
) {
  return {
    sort: z.enum(orders).default(orders[0]).describe('The order; a hyphen before it turns it round.'),
    limit: wholeNumber(1, most, unlessTold),
    after: z
      .string()
      .regex(cursorPattern, 'a cursor that a page before gave')
      .optional()
      .describe('`next` of the page before, with the same filters and order.'),
  };
}

/** One list as it is asked for: by which operation, with which filters, the company among them, and in which order. */
export interface AskedList {
  readonly operation: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly sort: string;
}

/**
 * The cursor that goes on after a place in a list; null for the end. It holds for that list alone: in another it would leave
 * out or repeat entries, and nobody would see it. It is no secret, and opens nothing: rights and filters hold whatever it says.
 */
export function cursorAt(list: AskedList, place: string | null): string | null {
  return place === null ? null : `${Buffer.from(place).toString('base64url')}.${tieOf(list, place)}`;
}

/** The place that a cursor of this list names. @throws a 422 problem for one of another list, or that no page gave */
export function placeOf(list: AskedList, cursor: string | undefined, shape = /^/): string | undefined {
  if (cursor === undefined) return undefined;
  const [, encoded = '', tie] = cursorPattern.exec(cursor) ?? [];
  const place = Buffer.from(encoded, 'base64url').toString();
  if (tie === tieOf(list, place) && shape.test(place)) return place;
  throw new Problem(422, 'invalid-request', {
    errors: [{ field: 'query.after', message: 'a cursor of another list, filter or order: begin without it' }],
  });
}

/** Lists in the order of time say so in the name of their order: the field that tells the instant. */
export function timeOrderOf(sort: string): TimeOrder {
  return sort.startsWith('-') ? 'newest-first' : 'oldest-first';
}

const timePlace =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z_[\w.:-]{1,100}$/;

/** {@link cursorAt} for a list in the order of time. */
export function timeCursorAt(list: AskedList, place: TimePlace | null): string | null {
  return cursorAt(list, place && `${place.at}_${place.id}`);
}

/** {@link placeOf} for a list in the order of time; null for its beginning. */
export function timePlaceOf(list: AskedList, cursor: string | undefined): TimePlace | null {
  const place = placeOf(list, cursor, timePlace);
  return place === undefined ? null : { at: place.slice(0, 24), id: place.slice(25) };
}

function tieOf({ operation, filter, sort }: AskedList, place: string): string {
  const filters = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([operation, filters, sort, place]))
    .digest('base64url')
    .slice(0, 16);
}
