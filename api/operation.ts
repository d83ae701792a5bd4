import { randomUUID } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { Language } from '../domain/languages';
import type { Role } from '../domain/registers/registers';
import type { Authenticate, Caller } from './auth';
import { Problem } from './problem';

export interface Call<Params, Query, Body> {
  readonly caller: Caller;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly headers: Request['headers'];
  /** In which words are put into the answer. */
  readonly language: Language;
}

export interface Answered {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** One operation of the API: routing, rights and validation all follow from its declaration. */
export interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly who: readonly Role[];
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType | null;
  handle(call: Call<unknown, unknown, unknown>): Promise<Answered>;
}

/** Declares an operation; its handler gets what the schemas made of the request. */
export function operation<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(declared: {
  method: 'get' | 'post';
  path: string;
  who: readonly Role[];
  params: Params;
  query: Query;
  body: Body | null;
  handle(call: Call<z.infer<Params>, z.infer<Query>, z.infer<Body>>): Promise<Answered>;
}): Operation {
  return declared;
}

/** The caller's language: French where Accept-Language prefers it, else English. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(['en', 'fr']) === 'fr' ? 'fr' : 'en';
}

/** Mounts operations on a router; a known path answers 405 with `Allow` to any other method. */
export function mount(router: Router, operations: readonly Operation[], authenticate: Authenticate): void {
  for (const declared of operations)
    router[declared.method](declared.path, async (request, response) =>
      answer(declared, request, response, authenticate),
    );
  for (const path of new Set(operations.map((one) => one.path))) {
    const allowed = operations.filter((one) => one.path === path).map(({ method }) => method.toUpperCase());
    router.all(path, () => {
      throw new Problem(405, 'method-not-allowed', {
        headers: { Allow: [...allowed, ...(allowed.includes('GET') ? ['HEAD'] : [])].join(', ') },
      });
    });
  }
}

async function answer(
  declared: Operation,
  request: Request,
  response: Response,
  authenticate: Authenticate,
): Promise<void> {
  const caller = await authenticate(request.headers.authorization);
  if (!declared.who.includes(caller.role)) throw new Problem(403, 'forbidden');
  if (declared.body && !request.is('application/json')) throw new Problem(415, 'unsupported-media-type');
  const {
    status = 200,
    headers = {},
    body,
  } = await declared.handle({
    caller,
    params: parse(declared.params, request.params, ''),
    query: parse(declared.query, request.query, 'query.'),
    body: declared.body ? parse(declared.body, request.body, '') : undefined,
    headers: request.headers,
    language: languageOf(request),
  });
  response.status(status).set(headers).json(body);
}

/** More faults than this are not listed: a body full of them must not cost more than it tells. */
const reportedFaults = 20;

function parse(schema: z.ZodType, value: unknown, prefix: string): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, reportedFaults).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.slice(0, reportedFaults).map((key) => ({
          field: prefix + [...issue.path, key.slice(0, 100)].join('.'),
          message: 'this operation knows no such field',
        }))
      : [{ field: prefix + issue.path.join('.'), message: issue.message.slice(0, 500) }],
  );
  throw new Problem(400, 'invalid-request', { errors });
}

/** The id of a request, sent back to the caller and written in the log. */
export function newRequestId(): string {
  return randomUUID();
}
