import { z } from 'zod';
import type { Action } from '../authorization';
import { operation, type Answered, type Example } from '../operation';
import { paging } from '../paging';
import { nothing } from '../parameters';
import { RegisterEntries, type RegisterQuery, type RegisterRules } from './entries';
import { changerHeaders, namedRevision, readerHeaders } from '../revision';
import { fromStore } from '../store-access';

interface Declared<Entry, Create, Read, Change, List, Key, Query, Body, Answer> extends RegisterRules<Entry> {
  readonly ids: { readonly create: Create; readonly read: Read; readonly change: Change; readonly list: List };
  readonly actions: { readonly read: Action; readonly write: Action };
  /** One entry and all of them, as the document calls them, with the clause of the annex. */
  readonly words: { readonly one: string; readonly all: string; readonly clause: string };
  /** The fields of the key, in the order of the path. */
  readonly key: Key;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  readonly examples: Readonly<Record<'create' | 'read' | 'change' | 'list', readonly Example[]>>;
}

/** What the list of a register takes besides its own filters: its entries stand in the order of their keys. */
export const registerPaging = paging(['key', '-key']);

const tagged = { ETag: 'The revision of the entry: named in If-Match by a change.' };

/**
 * The four operations of a register: create, read, change as a whole, list. All that differs between registers is declared,
 * so that rights, revisions and paging are the same in each.
 */
export function registerOf<
  const Create extends string,
  const Read extends string,
  const Change extends string,
  const List extends string,
  Key extends z.ZodObject,
  Query extends z.ZodType<RegisterQuery>,
  Body extends z.ZodType,
  Answer extends z.ZodType<z.output<Body>, z.output<Body>>,
>(declared: Declared<z.output<Body>, Create, Read, Change, List, Key, Query, Body, Answer>, now: () => number) {
  const { ids, actions, words, key, query, body, answer, examples } = declared;
  const all = `/v1/${declared.name}`;
  const one = [all, ...Object.keys(key.shape).map((field) => `{${field}}`)].join('/');
  const register = new RegisterEntries(declared, Object.keys(key.shape), now);
  const common = { tag: 'Registers' as const };
  return [
    operation({
      ...common,
      id: ids.create,
      method: 'post',
      path: all,
      action: actions.write,
      summary: `Add ${words.one} (${words.clause})`,
      params: nothing,
      query: nothing,
      headers: nothing,
      body,
      answer,
      answers: { 201: { description: 'As it was added.', headers: { ...tagged, Location: 'Where it is.' } } },
      problems: [409, 422],
      examples: examples.create,
      handle: (call) => fromStore(() => register.create(call, call.body)) as Promise<Answered<z.input<Answer>>>,
    }),
    operation({
      ...common,
      id: ids.read,
      method: 'get',
      path: one,
      action: actions.read,
      summary: `Read ${words.one} (${words.clause})`,
      params: key,
      query: nothing,
      headers: readerHeaders,
      body: null,
      answer,
      answers: {
        200: { description: 'As it is.', headers: tagged },
        304: { description: 'As in the copy that the caller has.', headers: tagged },
      },
      problems: [404],
      examples: examples.read,
      handle: (call) =>
        fromStore(() => register.read(call, call.params, call.headers['if-none-match'])) as Promise<
          Answered<z.input<Answer>>
        >,
    }),
    operation({
      ...common,
      id: ids.change,
      method: 'put',
      path: one,
      action: actions.write,
      summary: `Change ${words.one} (${words.clause})`,
      description: 'The whole entry is replaced; the fields of its key stay.',
      params: key,
      query: nothing,
      headers: changerHeaders,
      body,
      answer,
      answers: { 200: { description: 'As it is now.', headers: tagged } },
      problems: [404, 409, 412, 422, 428],
      examples: examples.change,
      handle: (call) =>
        fromStore(() => register.change(call, call.params, namedRevision(call.headers), call.body)) as Promise<
          Answered<z.input<Answer>>
        >,
    }),
    operation({
      ...common,
      id: ids.list,
      method: 'get',
      path: all,
      action: actions.read,
      summary: `List ${words.all} (${words.clause})`,
      params: nothing,
      query,
      headers: nothing,
      body: null,
      answer: z.strictObject({ items: z.array(answer), next: z.string().nullable() }),
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: examples.list,
      handle: (call) =>
        fromStore(() => register.list(ids.list, call, call.query)) as Promise<
          Answered<{ items: z.input<Answer>[]; next: string | null }>
        >,
    }),
  ] as const;
}

/** Its entry is added by the first example of `create`, as that revision it is changed. */
export function examplesOf(
  create: { readonly id: string; readonly as: string; readonly summary: string; readonly body: object },
  change: { readonly params: Readonly<Record<string, string>>; readonly summary: string; readonly body: object },
  read: Omit<Example, 'given'>,
  list: Omit<Example, 'given'>,
): Record<'create' | 'read' | 'change' | 'list', readonly Example[]> {
  const { id, as, ...added } = create;
  return {
    create: [{ as, ...added }],
    read: [read],
    change: [
      {
        as,
        given: [id],
        headers: { 'if-match': '"1"' },
        ...change,
        body: { ...create.body, ...change.body },
      },
    ],
    list: [list],
  };
}
