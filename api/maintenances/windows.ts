import type { CalendarRequest, MaintenanceCalendar } from '../../domain/maintenance/calendar-answer';
import { unplannedSpan } from '../../domain/maintenance/commands';
import type { Span } from '../../domain/maintenance/opening';
import { earliestWindow } from '../../domain/maintenance/window';
import { noticesBefore } from '../../domain/maintenance/windows';
import { refusal } from '../../domain/refusal';
import { concerns } from '../../domain/registers/freeze';
import type { Language } from '../../domain/languages';
import { toEpochMs, toInstant, type Instant } from '../../domain/time/instant';
import { maintenanceCalendar } from '../../store/maintenance-calendar';
import { listEntries, readEntry } from '../../store/registers';
import { refused } from '../problem';

const dayMs = 24 * 3_600_000;
/** How far ahead the first window that does is looked for. */
const aheadMs = 400 * dayMs;

/** What people ask for: a window of the contract by its beginning, or another that was agreed with the client. */
export interface WantedSpan {
  readonly startsAt: Instant;
  readonly endsAt?: Instant | undefined;
  readonly agreement?: string | undefined;
}

/** Of which environments; those of one product, or of several. */
export interface Where {
  readonly client: string;
  readonly environments: readonly string[];
}

/** The calendar of a client around an instant (epoch milliseconds), as its contract now has it; refused where there is none. */
export async function calendarOf(
  where: Where,
  fromMs: number,
  toMs: number,
  nowMs: number,
): Promise<MaintenanceCalendar> {
  const { client, environments } = where;
  const entries = await Promise.all(environments.map((code) => readEntry('environments', `${client}/${code}`)));
  const products = [...new Set(entries.flatMap((one) => one?.product ?? []))];
  const missing = environments.find((_code, index) => !entries[index]);
  if (missing !== undefined) throw refused(refusal('environment-unknown', { client, environment: missing }));
  const [one] = environments;
  const request: CalendarRequest = {
    ...{ client, product: products.length === 1 ? (products[0] ?? null) : null, fromMs, toMs, at: toInstant(nowMs) },
    ...(environments.length === 1 && one !== undefined ? { environment: one } : {}),
  };
  const calendar = await maintenanceCalendar(request);
  if (!calendar) throw refused(refusal('nobody-to-tell'));
  return calendar;
}

/** The beginning of the first window of the contract that can still be announced in time and is long enough; null: none. */
export async function earliestStart(where: Where, minutes: number, nowMs: number): Promise<Instant | null> {
  const { windows } = await calendarOf(where, nowMs, nowMs + aheadMs, nowMs);
  const found = earliestWindow(windows, { fromMs: nowMs, noticeMs: nowMs, minutes });
  return found ? toInstant(found.startMs) : null;
}

/** The window that is wanted, compiled; refused where the contract has none, and where no work is done then (annex §10). */
export async function plannedSpan(
  where: Where,
  { startsAt, endsAt, agreement }: WantedSpan,
  { minutes, nowMs, language }: { readonly minutes: number; readonly nowMs: number; readonly language: Language },
): Promise<Span> {
  const startMs = toEpochMs(startsAt);
  const { windows, skipped, zone } = await calendarOf(where, startMs - dayMs, startMs + dayMs, nowMs);
  const found = windows.find(
    (one) => one.startMs === startMs && (endsAt === undefined || toEpochMs(endsAt) === one.endMs),
  );
  if (found) {
    const { endMs, noticeByMs, remindMs, rule } = found;
    return { startMs, endMs, noticeByMs, remindMs, rule };
  }
  const endMs = endsAt === undefined ? startMs + minutes * 60_000 : toEpochMs(endsAt);
  const frozen = skipped.find((one) => one.startMs === startMs && one.why === 'freeze')?.because ?? null;
  const reason = frozen ?? (await freezeReason(where, startMs, endMs));
  const earliest = (): Promise<Instant | null> => earliestStart(where, minutes, nowMs);
  if (reason) throw refused(refusal('window-frozen', { reason: reason[language], earliest: (await earliest()) ?? '' }));
  if (agreement === undefined)
    throw refused(refusal('window-not-allowed', { start: toInstant(startMs), earliest: (await earliest()) ?? '' }));
  return { startMs, endMs, ...noticesBefore(startMs, zone), rule: `agreed: ${agreement}`.slice(0, 200) };
}

/** A freeze wins over a window, and over what was agreed. */
async function freezeReason({ client, environments }: Where, startMs: number, endMs: number) {
  const [freezes, ...entries] = await Promise.all([
    listEntries('freezes', { until: { $gt: toInstant(startMs) } }),
    ...environments.map((code) => readEntry('environments', `${client}/${code}`)),
  ]);
  return freezes.find(
    (freeze) => freeze.from < toInstant(endMs) && entries.some((one) => one && concerns(freeze, client, one.product)),
  )?.reason;
}

/** An unplanned maintenance begins now unless told, and lasts as long as is expected. */
export function unplannedFrom(startsAt: Instant | undefined, minutes: number, nowMs: number): Span {
  const startMs = Math.max(nowMs, startsAt === undefined ? nowMs : toEpochMs(startsAt));
  return unplannedSpan(startMs, minutes * 60_000);
}
