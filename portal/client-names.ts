import { useEffect } from 'react';
import type { AnswerOf } from './api/call';
import { useRefreshedPages } from './refreshing';

/** All are asked for, as a table may hold any of them, up to so many. */
const MOST = 2_000;

type Client = AnswerOf<'readClient'>;

/** The clients that this person sees, all of them once they are there; a client sees its own company. */
export function useClients(): readonly Client[] | undefined {
  const { data, hasMore, isLoadingMore, more } = useRefreshedPages(
    'listClients',
    { query: { limit: '200' } },
    { once: true },
  );
  const loaded = data?.length ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && loaded < MOST) more();
  }, [hasMore, isLoadingMore, loaded, more]);
  return data;
}

/** What a client is called, by its code; the code itself until its name is there. */
export function useClientNames(): (code: string) => string {
  const names = new Map(useClients()?.map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? code;
}
