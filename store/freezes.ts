import type { Bilingual } from '../domain/maintenance/opening';
import { concerns, type Freeze } from '../domain/registers/freeze';
import { listEntries, readEntry } from './registers';

/** Of which environments of a client, and in which time, `[from, until)`. */
export interface FreezeQuestion {
  readonly client: string;
  /** Codes of the environments. */
  readonly environments: readonly string[];
  readonly from: string;
  readonly until: string;
}

/** The freezes that touch a time: what is planned gives way to them. */
export async function freezesMeeting({ from, until }: Pick<FreezeQuestion, 'from' | 'until'>): Promise<Freeze[]> {
  const notOver = await listEntries('freezes', { until: { $gt: from } });
  return notOver.filter((freeze) => freeze.from < until);
}

/** Why no planned work is done then in one of the environments; null: no freeze says so. */
export async function freezeReason({ client, environments, ...time }: FreezeQuestion): Promise<Bilingual | null> {
  const [freezes, ...entries] = await Promise.all([
    freezesMeeting(time),
    ...environments.map((code) => readEntry('environments', `${client}/${code}`)),
  ]);
  const holds = freezes.find((freeze) => entries.some((one) => one && concerns(freeze, client, one.product)));
  return holds?.reason ?? null;
}
