import { isUnderTest } from '../domain/upgrade/test-sharing';
import { environmentHolds } from './environment-holds';
import { readUpgrade } from './upgrades';

/** Whose version is tested in a test environment, `CLIENT/CODE`: the upgrade's name, `CLIENT:PRODUCT@VERSION`. */
export const testHolds = environmentHolds('testHolds', 'upgrade', async (upgrade) => {
  const view = await readUpgrade(upgrade);
  // Without a view it may have taken it a moment ago, and is published only now.
  return view !== null && !isUnderTest(view);
});
