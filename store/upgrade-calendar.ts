import type { UpgradeCalendar } from '../domain/upgrade/calendar';
import type { UpgradeOpening } from '../domain/upgrade/schema';
import { dayEndMs } from '../domain/calendar/wall-clock';
import { toInstant } from '../domain/time/instant';
import { daysBefore } from '../domain/time/zone';
import { readEntry } from './registers';
import { maintenanceCalendar } from './maintenance-calendar';
import { runningIn } from './running';

/** So far ahead windows are compiled: a month to test, half a year put off, and a year to look at. */
const reachMs = 550 * 24 * 3600 * 1000;

/** What governs an upgrade: the client's windows and month, whom to tell, its environments, and how its version is supported. */
export async function upgradeCalendar({
  opening,
  atMs,
  firstNoticeMs,
}: {
  readonly opening: UpgradeOpening;
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** From when on the month is counted, if it is. */
  readonly firstNoticeMs: number | null;
}): Promise<UpgradeCalendar> {
  const { client, product, version, kind, unplanned } = opening;
  const toMs = atMs + reachMs;
  const running = await runningIn({ client, product, version });
  const needing = running.filter(({ standing }) => standing === 'older');
  const found = await maintenanceCalendar({
    ...{ client, product, fromMs: atMs, toMs, at: toInstant(atMs) },
    // Windows are by the wall of what is to be closed.
    ...(needing.length > 0 ? { environments: needing.map(({ environment }) => environment) } : {}),
    ...(firstNoticeMs === null ? {} : { firstNoticeMs }),
  });
  const times = { asOfMs: atMs, toMs, firstNoticeMs };
  if (!found) return { ...(await without(opening)), ...times };
  const { zone, language, contractVersion, contacts, environments, windows, policies, support, clientZone } = found;
  const [first = null] = needing.length > 0 ? needing : running;
  const standing = support.find(({ environment }) => environment === first?.environment);
  const hasTestWindow = unplanned === null && (kind === 'version' || policies.updatesHaveTestWindow);
  return {
    ...{ zone, language, contractVersion, ...times, windows, hasTestWindow, timeLost: policies.timeLost },
    contacts: { client: contacts.client, provider: [...contacts.support, ...contacts.manager] },
    production: needing.map(({ environment }) => environment),
    // Whoever went back to an older one may need an update of it again.
    superseded: running.some(({ standing: how }) => how === 'older' || how === 'other-base')
      ? null
      : (first?.version ?? null),
    test: environments.find((one) => one.kind === 'test')?.code ?? null,
    testEndsMs: firstNoticeMs === null || !hasTestWindow ? null : found.testWindowEndsMs,
    expectedDowntimeMinutes: policies.expectedDowntimeMinutes,
    support: {
      installed: first?.version ?? null,
      versionsLeft: standing?.versionsLeft ?? 0,
      endsOn: standing?.lost?.on ?? null,
      endsMs: standing?.lost ? dayEndMs(daysBefore(standing.lost.on, 1), clientZone) : null,
    },
  };
}

/** A client without contract has neither windows nor anybody to tell: its upgrade shows it, and waits for one. */
async function without({
  client,
}: UpgradeOpening): Promise<Omit<UpgradeCalendar, 'asOfMs' | 'toMs' | 'firstNoticeMs'>> {
  const found = await readEntry('clients', client);
  return {
    ...{ zone: found?.zone ?? 'UTC', language: found?.language ?? 'en', contractVersion: null },
    contacts: { client: [], provider: [] },
    ...{ production: [], test: null, windows: [], testEndsMs: null, hasTestWindow: false },
    ...{ timeLost: 'give-back', expectedDowntimeMinutes: 0 },
    support: { installed: null, versionsLeft: 0, endsOn: null, endsMs: null },
  };
}
