import { standingTo, type Standing } from '../domain/registers/concerned';
import type { UpgradeStatus } from '../domain/upgrade/schema';
import { productWithVersions } from './maintenance-calendar';
import { listEntries } from './registers';
import { rolloutsUnderWay } from './rollouts';
import { upgradesOf } from './upgrades';

interface ClientsProduct {
  readonly client: string;
  readonly product: string;
}

/** What a production environment runs, and how it stands to a version. */
export interface RunningVersion {
  readonly environment: string;
  readonly version: string;
  readonly standing: Standing;
}

/** What a client's production environments of a product run, each as it stands to a version. */
export async function runningIn({
  client,
  product,
  version,
}: ClientsProduct & { readonly version: string }): Promise<RunningVersion[]> {
  const [environments, standing] = await Promise.all([
    listEntries('environments', { client, product, kind: 'production' }),
    standingsTo(product, version),
  ]);
  return environments.map(({ code, version: runs }) => ({
    environment: code,
    version: runs,
    standing: standing(runs),
  }));
}

/** How installed versions of a product stand to one that is delivered. */
export async function standingsTo(product: string, version: string): Promise<(installed: string) => Standing> {
  const { product: found, versions: known } = await productWithVersions(product);
  const delivered = { version, versions: found?.versions ?? [], known };
  return (installed) => standingTo(delivered, installed);
}

const over: readonly UpgradeStatus[] = ['promoted', 'stopped', 'superseded'];

/** What a change of a client's environments has to be told to, by version: upgrades that are not over, and rollouts that it is new to. */
export async function releasesConcerned({
  client,
  product,
}: ClientsProduct): Promise<{ upgrades: string[]; rollouts: string[] }> {
  const [upgrades, rollouts] = await Promise.all([upgradesOf({ client, product }), rolloutsUnderWay(product)]);
  const known = upgrades.map(({ version }) => version);
  const others = rollouts.filter((version) => !known.includes(version));
  const running = await Promise.all(others.map((version) => runningIn({ client, product, version })));
  return {
    upgrades: upgrades.flatMap(({ version, status }) => (over.includes(status) ? [] : [version])),
    rollouts: others.filter((_, place) => running[place]?.some(({ standing }) => standing === 'older')),
  };
}
