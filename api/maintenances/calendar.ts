import type { MaintenanceCalendar } from '../../domain/maintenance/calendar-answer';
import type { OtherWindows } from '../../domain/maintenance/commands';
import type { Span } from '../../domain/maintenance/opening';
import { firstFree, inTheWay, type Claim } from '../../domain/maintenance/overlap';
import { refusal } from '../../domain/refusal';
import { toInstant, type Instant } from '../../domain/time/instant';
import { maintenanceCalendar } from '../../store/maintenance-calendar';
import { maintenancesMeeting } from '../../store/maintenances';
import { readEntry } from '../../store/registers';
import { refused } from '../problem';

const dayMs = 24 * 3_600_000;
/** How far ahead the first window that does is looked for. */
const aheadMs = 400 * dayMs;

/** Which maintenance, and of which environments; those of one product, or of several. */
export interface Where extends Claim {
  readonly client: string;
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
  const product = products.length === 1 ? (products[0] ?? null) : null;
  const calendar = await maintenanceCalendar({ client, product, environments, fromMs, toMs, at: toInstant(nowMs) });
  if (!calendar) throw refused(refusal('nobody-to-tell'));
  return calendar;
}

/** What is wanted of a window: from when on (epoch milliseconds), and for how long. */
export interface Wanted {
  readonly fromMs: number;
  readonly minutes: number;
}

/**
 * The beginning of the first window of the contract, from an instant on, that is free, long enough and can still be announced in
 * time; null: none.
 */
export async function earliestStart(where: Where, { fromMs, minutes }: Wanted, nowMs: number): Promise<Instant | null> {
  const soonestMs = Math.max(fromMs, nowMs);
  const span = { from: toInstant(soonestMs), until: toInstant(soonestMs + aheadMs + dayMs) };
  const [{ windows }, others] = await Promise.all([
    calendarOf(where, soonestMs, soonestMs + aheadMs, nowMs),
    maintenancesMeeting(where.client, span),
  ]);
  const found = firstFree(windows, others, { ...where, fromMs: soonestMs, noticeMs: nowMs, minutes });
  return found ? toInstant(found.startMs) : null;
}

/** What is known of other windows than a planned one: who is in its way, and, where it does not do, the first that would. */
export async function othersThan(
  where: Where,
  window: Span,
  minutes: number,
  nowMs: number,
): Promise<Required<OtherWindows>> {
  const { startMs, endMs, noticeByMs } = window;
  const others = await maintenancesMeeting(where.client, { from: toInstant(startMs), until: toInstant(endMs) });
  const taken = inTheWay(others, window, where) ?? null;
  const unfit = taken !== null || noticeByMs < nowMs || endMs - startMs < minutes * 60_000;
  return { taken, earliest: unfit ? await earliestStart(where, { fromMs: startMs, minutes }, nowMs) : null };
}
