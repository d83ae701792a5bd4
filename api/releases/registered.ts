import type { Published } from '../../domain/rollout/publication';
import { readEntry } from '../../store/registers';

/** What the registers say of a version; null where the product does not list it yet, or nobody has described it. */
export async function registered(product: string, version: string): Promise<Published | null> {
  const [listed, found] = await Promise.all([
    readEntry('products', product),
    readEntry('versions', `${product}/${version}`),
  ]);
  if (!found || !listed?.versions.includes(version)) return null;
  return { ...found, nonRegression: found.nonRegression?.report ?? null };
}
