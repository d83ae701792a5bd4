import { standingTo, type Standing } from '../domain/registers/concerned';
import { lateUpgrade } from '../domain/rollout/late-client';
import type { Instant } from '../domain/time/instant';
import type { UpgradeOpening, UpgradeStatus } from '../domain/upgrade/schema';
import { productWithVersions } from './maintenance-calendar';
import { listEntries } from './registers';
import { rolledOutParts, rolloutsUnderWay } from './rollouts';
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

/** What needs no news of registers any more; one that is superseded may be needed again. */
const over: readonly UpgradeStatus[] = ['promoted', 'stopped'];

/** What a change of what a client runs brings about: by version, and the update or fix that it has missed. */
export interface ReleasesConcerned {
  /** Upgrades that are not over, or that a corrected register may bring back. */
  readonly upgrades: string[];
  /** Rollouts under way that it is new to. */
  readonly rollouts: string[];
  /** The last update or fix that was rolled out while the client did not run its base yet. */
  readonly missed: UpgradeOpening | null;
}

/** What a change of a client's environments has to be told to. */
export async function releasesConcerned({ client, product }: ClientsProduct, at: Instant): Promise<ReleasesConcerned> {
  const [upgrades, underWay, parts] = await Promise.all([
    upgradesOf({ client, product }),
    rolloutsUnderWay(product),
    rolledOutParts(product),
  ]);
  const known = upgrades.map(({ version }) => version);
  const needs = async (version: string): Promise<boolean> =>
    !known.includes(version) &&
    (await runningIn({ client, product, version })).some(({ standing }) => standing === 'older');
  const rollouts: string[] = [];
  for (const version of underWay) if (await needs(version)) rollouts.push(version);
  let missed: UpgradeOpening | null = null;
  for (const part of parts) if (await needs(part.version)) missed = lateUpgrade(part, client, at);
  const open = upgrades.flatMap(({ version, status }) => (over.includes(status) ? [] : [version]));
  return { upgrades: open, rollouts, missed };
}
