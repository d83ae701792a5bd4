import { upgradeName } from '../../domain/upgrade/notices';
import type { UpgradeOpening } from '../../domain/upgrade/schema';
import { attemptOf, isInstalledForTest, lookAgainMs, testOperation } from '../../domain/upgrade/test-sharing';
import { takenToInstall } from '../../store/maintenance-holds';
import { readEntry } from '../../store/registers';
import { standingsTo } from '../../store/running';
import { testHolds } from '../../store/test-holds';
import { readUpgrade, upgradesOf } from '../../store/upgrades';
import type { TestReservation } from '../ports';

/** Who is at work in it ends in hours, milliseconds. */
const duringWorkMs = 10 * 60 * 1000;

interface Wanted {
  readonly opening: UpgradeOpening;
  readonly environment: string;
  /** Which attempt to install it this is; an older program does not say. */
  readonly attempt?: number | undefined;
  readonly atMs: number;
}

/**
 * Whether a version may be installed in a test environment: not while another one has its month there, unless it is a fix or an update
 * of that very version, which goes on top; and not while a maintenance, or the installation of another version, is at work there
 * (annex §10). Where it may, no maintenance closes the environment until it is installed.
 */
export async function reservedTest({ opening, environment, attempt = 0, atMs }: Wanted): Promise<TestReservation> {
  const { client, product, version } = opening;
  const key = `${client}/${environment}`;
  const mine = upgradeName(opening);
  const standing = await standingsTo(product, version);
  const onTopOf = (other: string): boolean => opening.kind !== 'version' && standing(other) === 'older';
  const others = (await upgradesOf({ client, product })).filter((one) => one.version !== version);
  const older = others.find((one) => isInstalledForTest(one) && !onTopOf(one.version));
  if (older) return taken(older.version, older, atMs);
  const holder = await testHolds.holderOf(key);
  const held = holder === null || holder === mine ? null : await readUpgrade(holder);
  if (!held || !isInstalledForTest(held) || !onTopOf(held.version)) {
    const taker = await testHolds.take(key, mine);
    if (taker !== mine) {
      const other = await readUpgrade(taker);
      return taken(other?.version ?? versionOf(taker), other, atMs);
    }
  }
  const atWork = await takenToInstall(key, testOperation(mine, attempt));
  if (atWork === null) return { free: true, installed: (await readEntry('environments', key))?.version ?? null };
  const installing = attemptOf(atWork);
  const againAtMs = atMs + duringWorkMs;
  if (installing) return { free: false, by: versionOf(installing.upgrade), againAtMs, untilMs: null };
  return { free: false, by: atWork, isWork: true, againAtMs, untilMs: null };
}

type Other = NonNullable<Parameters<typeof lookAgainMs>[0]>;

/** Another version has its month there. */
function taken(by: string, other: Other | null, atMs: number): TestReservation {
  const endsAt = other?.testWindow?.endsAt ?? null;
  return { free: false, by, againAtMs: lookAgainMs(other, atMs), untilMs: endsAt === null ? null : Date.parse(endsAt) };
}

/** The version of an upgrade's name, `CLIENT:PRODUCT@VERSION`. */
function versionOf(upgrade: string): string {
  return upgrade.slice(upgrade.indexOf('@') + 1);
}
