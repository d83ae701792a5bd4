import { pageOfEntries } from './registers';
import { standingsTo } from './running';

/** The clients that run a product in production at a version that needs this one, by their codes, in order. */
export async function productClients({ product, version }: { product: string; version: string }): Promise<string[]> {
  const standing = await standingsTo(product, version);
  const clients = new Set<string>();
  let after: string | undefined;
  do {
    const page = await pageOfEntries('environments', { product, kind: 'production' }, { limit: 1000, after });
    for (const one of page.items) if (standing(one.version) === 'older') clients.add(one.client);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return [...clients].sort();
}
