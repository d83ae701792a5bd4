import { z } from 'zod';
import type { Language } from '../domain/languages';
import type { Caller } from './auth';
import type { Action, Scope } from './authorization';
import type { Problem } from './problem';

/** What an operation's handler gets: what the schemas made of the request, and who asks. */
export interface Call<Params, Query, Headers, Body> {
  readonly caller: Caller;
  /** Whose things the caller may do this to (`authorization.ts`). */
  readonly scope: Scope;
  readonly params: Params;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
  /** In which words are put into the answer. */
  readonly language: Language;
}

export interface Answered<Body> {
  /** The fields that a change has changed, for the audit. */
  readonly changed?: readonly string[];
  /** 200 unless told. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** An answer that an operation gives where nothing is wrong. */
export interface DeclaredAnswer {
  readonly description: string;
  /** Names of headers, each with what it is for. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** In the body of an example: another ticket, which was opened before. */
export const earlierTicket = 'T-7K3QX9ABCD';

/**
 * A call that the tests make, as the document shows it. `given` are the operations done before: to a new ticket, or for a
 * register the first example that adds the entry, which may be there already; `qualifyTicket#3` is the third example of one.
 */
export interface Example {
  readonly summary: string;
  readonly as: string;
  readonly given?: readonly string[];
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The status with which a new ticket refuses it: its instants are those of a ticket that has lived. */
  readonly refused?: number;
}

/** What a body or an answer is that is a file and no JSON. */
export const bytesSchema = z
  .custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes')
  .meta({ type: 'string', format: 'binary' });

/** How a body that is a file is sent. */
export interface RawBody {
  readonly mediaType: 'application/octet-stream';
  readonly mostBytes: number;
  /** What is answered to one that is larger. */
  readonly tooLarge: Problem;
}

/** The media type of an answer that is a file: that of the file, which the answer says in its header `Content-Type`. */
export const ofTheFile = '*/*';

/**
 * One operation of the API: routing, rights, validation, document and typed client all follow from its declaration. `Answer`
 * is the body of every good answer.
 */
export interface Operation<
  Id extends string = string,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Headers extends z.ZodType = z.ZodType,
  Body extends z.ZodType | null = z.ZodType | null,
  Answer extends z.ZodType = z.ZodType,
> {
  /** Stable: clients are made from it. */
  readonly id: Id;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Of what is no act although it is no GET: it asks with more than an address holds, or tells what is gone in half a minute. */
  readonly notAudited?: true;
  /** As OpenAPI writes it: `/v1/tickets/{reference}`. */
  readonly path: string;
  readonly action: Action;
  readonly tag: 'Tickets' | 'Anomalies' | 'Releases' | 'Registers' | 'Maintenance' | 'Administration' | 'Caller';
  readonly summary: string;
  readonly description?: string;
  readonly params: Params;
  readonly query: Query;
  readonly headers: Headers;
  readonly body: Body;
  /** Of a body that is a file (`bytesSchema`); JSON unless told. */
  readonly rawBody?: RawBody;
  readonly answer: Answer;
  /** By status; all have the body `answer`, 204 and 304 have none. */
  readonly answers: Readonly<Record<number, DeclaredAnswer>>;
  /** Statuses of problems besides those that every operation can answer. */
  readonly problems: readonly number[];
  readonly examples: readonly Example[];
  /** `text/csv` for an export, `ofTheFile` for a file (`bytesSchema`); JSON unless told. */
  readonly mediaType?: string;
  handle(
    call: Call<
      z.output<Params>,
      z.output<Query>,
      z.output<Headers>,
      Body extends z.ZodType ? z.output<Body> : undefined
    >,
  ): Promise<Answered<z.input<Answer>>>;
}

/** Declares an operation, with the types of its schemas. */
export function operation<
  Id extends string,
  Params extends z.ZodType,
  Query extends z.ZodType,
  Headers extends z.ZodType,
  Body extends z.ZodType | null,
  Answer extends z.ZodType,
>(declared: Operation<Id, Params, Query, Headers, Body, Answer>): Operation<Id, Params, Query, Headers, Body, Answer> {
  return declared;
}
