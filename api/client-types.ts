import type { z } from 'zod';
import type { Operation } from './operation';
import type { DeclaredOperation } from './operations';
import type { ProblemBody } from './problem';

type Fields<Schema> = Schema extends z.ZodType ? z.input<Schema> : never;
/** A part of a request is asked for where one of its fields is. */
type Part<Name extends string, Value> = [keyof Value] extends [never]
  ? unknown
  : Record<string, never> extends Value
    ? Partial<Record<Name, Value>>
    : Record<Name, Value>;

type Request<Declared> =
  Declared extends Operation<string, infer Params, infer Query, infer Headers, infer Body>
    ? Part<'params', Fields<Params>> &
        Part<'query', Fields<Query>> &
        Part<'headers', Fields<Headers>> &
        (Body extends z.ZodType ? { body: z.input<Body> } : unknown)
    : never;

type Answer<Declared> =
  Declared extends Operation<string, z.ZodType, z.ZodType, z.ZodType, z.ZodType | null, infer Body>
    ? z.output<Body>
    : never;

/** A good answer has the body that the operation declares; any other is a problem. */
export type Answered<Body> =
  | { readonly ok: true; readonly status: number; readonly headers: Headers; readonly body: Body }
  | { readonly ok: false; readonly status: number; readonly headers: Headers; readonly problem: ProblemBody };

/** The API's client, inferred from the declared operations: one function for each, by its id. */
export type ApiClient = {
  readonly [Declared in DeclaredOperation as Declared['id']]: (
    request: Request<Declared>,
  ) => Promise<Answered<Answer<Declared>>>;
};
