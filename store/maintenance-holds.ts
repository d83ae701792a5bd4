import { isEnded } from '../domain/maintenance/answer';
import { environmentHolds } from './environment-holds';
import { readMaintenance } from './maintenances';

/** Which maintenance has closed an environment. */
const holds = environmentHolds('maintenanceHolds', 'maintenance', isOver);

async function isOver(maintenance: string): Promise<boolean> {
  const view = await readMaintenance(maintenance);
  return view !== null && isEnded(view);
}

interface Closed {
  readonly client: string;
  /** Codes of its environments. */
  readonly environments: readonly string[];
}

const keysOf = ({ client, environments }: Closed): string[] => environments.map((code) => `${client}/${code}`).sort();

/** Environments that one maintenance at a time may close (annex §10). */
export const storedHolds = {
  /**
   * Takes them for a maintenance, the same again if need be; else the reference of another that has one of them. Always in the same
   * order, so that of two that want the same neither waits for ever.
   */
  async take(client: string, { maintenance, environments }: Omit<Closed, 'client'> & { readonly maintenance: string }) {
    for (const key of keysOf({ client, environments })) {
      const holder = await holds.take(key, maintenance);
      if (holder !== maintenance) return holder;
    }
    return null;
  },

  async holderOf(client: string, environment: string): Promise<string | null> {
    return await holds.holderOf(`${client}/${environment}`);
  },
};

/** Which maintenance is at work in an environment, `CLIENT/CODE`; null: none is. */
export async function workingIn(environment: string): Promise<string | null> {
  const holder = await holds.holderOf(environment);
  return holder === null || (await isOver(holder)) ? null : holder;
}

/** Gives back what a maintenance has, once it is over. */
export async function releaseHolds({ reference, ...closed }: Closed & { readonly reference: string }): Promise<void> {
  const { client, environments } = closed;
  await holds.release(keysOf({ client, environments }), reference);
}
