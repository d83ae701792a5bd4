import { writeRollout } from '../../store/rollouts';
import { writeUpgrade } from '../../store/upgrades';
import type { RolloutActivities, UpgradeActivities } from '../ports';
import { publishEvents } from '../publishing';

export const publishUpgrade: UpgradeActivities['publishUpgrade'] = async ({ upgrade, events, answer }) => {
  await publishEvents(`upgrade:${upgrade}`, events, (recordedAt) => writeUpgrade(answer, recordedAt));
};

export const publishRollout: RolloutActivities['publishRollout'] = async ({ product, version, events, answer }) => {
  await publishEvents(`rollout:${product}@${version}`, events, (recordedAt) => writeRollout(answer, recordedAt));
};
