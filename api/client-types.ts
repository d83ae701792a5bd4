import type { z } from 'zod';
import type { Operation } from './operation';
import type { DeclaredOperation } from './operations';
import type { ProblemBody } from './problem';

/** A part of a request: asked for where one of its fields is, absent where it has none. */
type Part<Name extends string, Value> =
  Value extends Record<string, never>
    ? unknown
    : Partial<Value> extends Value
      ? { readonly [Key in Name]?: Value }
      : { readonly [Key in Name]: Value };

type PartsOf<Declared> =
  Declared extends Operation<string, infer Params, infer Query, infer Headers, infer Body>
    ? Part<'params', z.input<Params>> &
        Part<'query', z.input<Query>> &
        Part<'headers', z.input<Headers>> &
        (Body extends z.ZodType ? { readonly body: z.input<Body> } : unknown)
    : never;

/** One object type instead of the intersection, so that a wrong field is told by its name. */
type Flat<Parts> = [keyof Parts] extends [never] ? Record<string, never> : { [Name in keyof Parts]: Parts[Name] };

type Request<Declared> = Flat<PartsOf<Declared>>;

type Arguments<Request> =
  Request extends Record<string, never>
    ? [request?: Request]
    : Partial<Request> extends Request
      ? [request?: Request]
      : [request: Request];

type Answer<Declared> =
  Declared extends Operation<string, z.ZodType, z.ZodType, z.ZodType, z.ZodType | null, infer Body>
    ? z.output<Body>
    : never;

/** A good answer has the body that the operation declares; any other is a problem. */
export type Answered<Body> =
  | { readonly ok: true; readonly status: number; readonly headers: Headers; readonly body: Body }
  | { readonly ok: false; readonly status: number; readonly headers: Headers; readonly problem: ProblemBody };

/** Method and path of each operation, by its id, and whether its answer is a file: what a client needs to know at run time. */
export type ApiRoutes = Readonly<Record<string, readonly [method: string, path: string, answers?: 'file']>>;

/** The API's client, inferred from the declared operations: one function for each, by its id. */
export type ApiClient = {
  readonly [Declared in DeclaredOperation as Declared['id']]: (
    ...request: Arguments<Request<Declared>>
  ) => Promise<Answered<Answer<Declared>>>;
};
