import {
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { ApiClient } from '../api/client-types';
import { call, type AnswerOf, type OperationId, type RequestOf } from './api/call';
import { Offline } from './api/problem';
import { useConnection } from './shell/connection';
import { usePreferences } from './shell/preferences';

/**
 * The one place by which pages stay up to date. For now it asks again every few seconds, while the page is looked at; a
 * stream of changes will plug in here, and no page will notice.
 */
const EVERY_MS = 5_000;
/** Who has chosen counters once a minute, or frozen ones, does not want a page that moves. */
const CALMLY_MS = 60_000;

/** What pages were answered, by operation and request. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // The page says by itself that the server cannot be reached, and goes on asking.
      networkMode: 'always',
      retry: (failures, error) => error instanceof Offline && failures < 1,
      staleTime: 2_000,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

export interface RefreshedOptions {
  /** Nothing is asked while false: what the request needs is not known yet. */
  readonly enabled?: boolean;
  /** For what hardly changes, such as registers: asked once for the page. */
  readonly once?: boolean;
  /** How often, ms, whatever the reader has chosen for what counts: for what lapses unless it is told again. */
  readonly everyMs?: number;
}

/** The answer of an operation, kept up to date. The last answer stays while the next one, or that of another filter, is on its way. */
export function useRefreshed<Id extends OperationId>(
  id: Id,
  request?: RequestOf<Id>,
  { enabled = true, once = false, everyMs: own }: RefreshedOptions = {},
): UseQueryResult<AnswerOf<Id>> {
  const chosen = useEveryMs();
  const everyMs = own ?? chosen;
  return useQuery({
    queryKey: [id, request ?? null],
    queryFn: () => ask(id, request),
    enabled,
    // Of another filter the last answer stays; of another thing it would be a lie.
    placeholderData: (before, query) => (sameThing(query?.queryKey[1], request) ? before : undefined),
    refetchInterval: once ? false : everyMs,
    refetchOnWindowFocus: !once,
  });
}

/** Marks what a command need not have asked again: it costs more than it is worth. */
const ASKED_ONCE = { askedOnce: true };

/** The answers of an operation to several requests, each asked once for the page; undefined for one that is on its way. */
export function useAnswers<Id extends OperationId>(
  id: Id,
  requests: readonly RequestOf<Id>[],
): readonly (AnswerOf<Id> | undefined)[] {
  const asked = useQueries({
    queries: requests.map((request) => ({
      queryKey: [id, request ?? null],
      queryFn: () => ask(id, request),
      refetchOnWindowFocus: false,
      meta: ASKED_ONCE,
    })),
  });
  return asked.map(({ data }) => data);
}

function sameThing(before: unknown, now: unknown): boolean {
  const thing = (of: unknown): string =>
    JSON.stringify((of as { readonly params?: unknown } | null | undefined)?.params);
  return thing(before) === thing(now);
}

/** What an operation answers a page of. */
type ItemOf<Id extends OperationId> = AnswerOf<Id> extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** The operations whose answers come in pages. */
export type PagedId = {
  [Id in OperationId]: AnswerOf<Id> extends { readonly items: readonly unknown[]; readonly next: string | null }
    ? Id
    : never;
}[OperationId];

/** What of a list is shown, and how to show more of it. */
export interface RefreshedPages<Item> {
  readonly data: readonly Item[] | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly isLoadingMore: boolean;
}

/** A list of the API, kept up to date, page after page as the reader asks for more. */
export function useRefreshedPages<Id extends PagedId>(
  id: Id,
  request: RequestOf<Id>,
  { once = false }: Pick<RefreshedOptions, 'once'> = {},
): RefreshedPages<ItemOf<Id>> {
  const everyMs = useEveryMs();
  const pages = useInfiniteQuery({
    queryKey: [id, 'pages', request ?? null],
    queryFn: ({ pageParam }) => ask(id, pageAfter<Id>(request, pageParam)),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last as { readonly next: string | null }).next,
    placeholderData: keepPreviousData,
    refetchInterval: once ? false : everyMs,
  });
  return {
    data: pages.data?.pages.flatMap((page) => (page as unknown as { readonly items: readonly ItemOf<Id>[] }).items),
    error: pages.error,
    refetch: pages.refetch,
    hasMore: pages.hasNextPage,
    more: () => void pages.fetchNextPage(),
    isLoadingMore: pages.isFetchingNextPage,
  };
}

/** The request of the page that begins after a cursor; of the first one without. */
function pageAfter<Id extends OperationId>(request: RequestOf<Id>, after: string | null): RequestOf<Id> {
  const given: object = request ?? {};
  const query = 'query' in given ? (given.query as object) : {};
  const paged: unknown = { ...given, query: { ...query, ...(after === null ? {} : { after }) } };
  return paged as RequestOf<Id>;
}

function ask<Id extends OperationId>(id: Id, request: RequestOf<Id> | undefined): Promise<AnswerOf<Id>> {
  return call(id, ...([request] as unknown as Parameters<ApiClient[Id]>));
}

function useEveryMs(): number | false {
  const { counters } = usePreferences();
  const { lostAt } = useConnection();
  if (counters === 'live') return EVERY_MS;
  // A page that stands still asks for nothing, unless it is told to have no connection: it has to find out when there is one again.
  return counters === 'minute' || lostAt !== null ? CALMLY_MS : false;
}

/** Takes an answer that a command gave, and asks again for all that may have changed with it. */
export function useTaken(): <Id extends OperationId>(id: Id, request: RequestOf<Id>, answer: AnswerOf<Id>) => void {
  const client = useQueryClient();
  return (id, request, answer) => {
    client.setQueryData([id, request ?? null], answer);
    void client.invalidateQueries({ predicate: ({ queryKey, meta }) => queryKey[0] !== id && meta !== ASKED_ONCE });
  };
}
