import { upgradeName } from '../../domain/upgrade/notices';
import type { UpgradeOpening } from '../../domain/upgrade/schema';
import { isInstalledForTest, lookAgainMs } from '../../domain/upgrade/test-sharing';
import { workingIn } from '../../store/maintenance-holds';
import { readEntry } from '../../store/registers';
import { standingsTo } from '../../store/running';
import { testHolds } from '../../store/test-holds';
import { readUpgrade, upgradesOf } from '../../store/upgrades';
import type { TestReservation } from '../ports';

/** A maintenance that is at work in it ends in hours, milliseconds. */
const duringWorkMs = 10 * 60 * 1000;

/**
 * Whether a version may be installed in a test environment: not while another one has its month there, unless it is a fix or an update
 * of that very version, which goes on top; and not while a maintenance is at work there (annex §10).
 */
export async function reservedTest({
  opening,
  environment,
  atMs,
}: {
  readonly opening: UpgradeOpening;
  readonly environment: string;
  readonly atMs: number;
}): Promise<TestReservation> {
  const { client, product, version } = opening;
  const key = `${client}/${environment}`;
  const work = await workingIn(key);
  if (work !== null) return { free: false, by: work, againAtMs: atMs + duringWorkMs };
  const mine = upgradeName(opening);
  const standing = await standingsTo(product, version);
  const onTopOf = (other: string): boolean => opening.kind !== 'version' && standing(other) === 'older';
  const others = (await upgradesOf({ client, product })).filter((one) => one.version !== version);
  const older = others.find((one) => isInstalledForTest(one) && !onTopOf(one.version));
  if (older) return { free: false, by: older.version, againAtMs: lookAgainMs(older, atMs) };
  const installed = (await readEntry('environments', key))?.version ?? null;
  const holder = await testHolds.holderOf(key);
  const held = holder === null || holder === mine ? null : await readUpgrade(holder);
  if (held && isInstalledForTest(held) && onTopOf(held.version)) return { free: true, installed };
  const taker = await testHolds.take(key, mine);
  if (taker === mine) return { free: true, installed };
  const other = await readUpgrade(taker);
  return { free: false, by: other?.version ?? taker, againAtMs: lookAgainMs(other, atMs) };
}
