import type { Bilingual } from '../domain/maintenance/opening';
import { concerns } from '../domain/registers/freeze';
import { listEntries, readEntry } from './registers';

/** Of which environments of a client, and in which time, `[from, until)`. */
export interface FreezeQuestion {
  readonly client: string;
  /** Codes of the environments. */
  readonly environments: readonly string[];
  readonly from: string;
  readonly until: string;
}

/** Why no planned work is done then in one of the environments; null: no freeze says so. */
export async function freezeReason({ client, environments, from, until }: FreezeQuestion): Promise<Bilingual | null> {
  const [freezes, ...entries] = await Promise.all([
    listEntries('freezes', { until: { $gt: from } }),
    ...environments.map((code) => readEntry('environments', `${client}/${code}`)),
  ]);
  const holds = freezes.find(
    (freeze) => freeze.from < until && entries.some((one) => one && concerns(freeze, client, one.product)),
  );
  return holds?.reason ?? null;
}
