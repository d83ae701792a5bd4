import { isEnded } from '../domain/maintenance/answer';
import { attemptOf, isAttemptOver } from '../domain/upgrade/test-sharing';
import { environmentHolds } from './environment-holds';
import { readMaintenance } from './maintenances';
import { readUpgrade } from './upgrades';

/** Who is at work in an environment: a maintenance, by its reference, or what is being installed for test, by its operation. */
const holds = environmentHolds('maintenanceHolds', 'maintenance', isOver);

async function isOver(holder: string): Promise<boolean> {
  const installing = attemptOf(holder);
  if (installing) {
    const upgrade = await readUpgrade(installing.upgrade);
    // Without a view it has begun a moment ago, and is published only now.
    return upgrade !== null && isAttemptOver(upgrade, installing.attempt);
  }
  const view = await readMaintenance(holder);
  return view !== null && isEnded(view);
}

interface Closed {
  readonly client: string;
  /** Codes of its environments. */
  readonly environments: readonly string[];
}

const keysOf = ({ client, environments }: Closed): string[] => environments.map((code) => `${client}/${code}`).sort();

/** Environments that one maintenance at a time may close, and none while something is being installed for test (annex §10). */
export const storedHolds = {
  /**
   * Takes them for a maintenance, the same again if need be; else the name of another holder that has one of them. Always in the same
   * order, so that of two that want the same neither waits for ever.
   */
  async take(client: string, { maintenance, environments }: Omit<Closed, 'client'> & { readonly maintenance: string }) {
    for (const key of keysOf({ client, environments })) {
      const holder = await holds.take(key, maintenance);
      if (holder !== maintenance) return holder;
    }
    return null;
  },

  /** Which maintenance has closed it. */
  async holderOf(client: string, environment: string): Promise<string | null> {
    const holder = await holds.holderOf(`${client}/${environment}`);
    return holder !== null && attemptOf(holder) ? null : holder;
  },
};

/**
 * Takes a test environment, `CLIENT/CODE`, for as long as something is being installed in it; else the name of who is at work there. It
 * is given up by itself when the attempt is over.
 */
export async function takenToInstall(environment: string, operation: string): Promise<string | null> {
  const holder = await holds.take(environment, operation);
  return holder === operation ? null : holder;
}

/** Gives back what a maintenance has, once it is over. */
export async function releaseHolds({ reference, ...closed }: Closed & { readonly reference: string }): Promise<void> {
  const { client, environments } = closed;
  await holds.release(keysOf({ client, environments }), reference);
}
