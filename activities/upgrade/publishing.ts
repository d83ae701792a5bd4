import { collectionsAreMade } from '../../store/collections';
import { writeEvents } from '../../store/events';
import { writeRollout } from '../../store/rollouts';
import { writeUpgrade } from '../../store/upgrades';
import { failFast } from '../fail-fast';
import type { RolloutActivities, UpgradeActivities } from '../ports';

interface Published {
  readonly sequence: number;
  readonly recordedAt: string;
  readonly event: { readonly type: string; readonly at: string; readonly by: unknown; readonly data: unknown };
}

/** Events first, then the view after them, each once however often it is given. */
async function publish(
  aggregate: string,
  events: readonly Published[],
  writeView: (recordedAt: string) => Promise<void>,
): Promise<void> {
  failFast();
  if (!(await collectionsAreMade())) throw new Error('the store has just begun: its collections are being made');
  const rows = events.map(({ sequence, recordedAt, event: { type, at, by, data } }) => ({
    ...{ sequence, recordedAt, type, at, by, data },
  }));
  const recordedAt = rows.at(-1)?.recordedAt;
  if (recordedAt !== undefined && (await writeEvents(aggregate, rows))) await writeView(recordedAt);
}

export const publishUpgrade: UpgradeActivities['publishUpgrade'] = ({ upgrade, events, answer }) =>
  publish(`upgrade:${upgrade}`, events, (recordedAt) => writeUpgrade(answer, recordedAt));

export const publishRollout: RolloutActivities['publishRollout'] = ({ product, version, events, answer }) =>
  publish(`rollout:${product}@${version}`, events, (recordedAt) => writeRollout(answer, recordedAt));
