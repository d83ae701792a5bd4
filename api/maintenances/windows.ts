import type { Span } from '../../domain/maintenance/opening';
import { noticesBefore } from '../../domain/maintenance/windows';
import { refusal } from '../../domain/refusal';
import type { Language } from '../../domain/languages';
import { toEpochMs, toInstant, type Instant } from '../../domain/time/instant';
import { freezeReason } from '../../store/freezes';
import { refused } from '../problem';
import { calendarOf, earliestStart, type Where } from './calendar';

const dayMs = 24 * 3_600_000;

/** What people ask for: a window of the contract by its beginning, or another that was agreed with the client. */
export interface WantedSpan {
  readonly startsAt: Instant;
  readonly endsAt?: Instant | undefined;
  readonly agreement?: string | undefined;
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
  // A freeze wins over a window, and over what was agreed.
  const frozen = skipped.find((one) => one.startMs === startMs && one.why === 'freeze')?.because ?? null;
  const reason = frozen ?? (await freezeReason({ ...where, from: toInstant(startMs), until: toInstant(endMs) }));
  const earliest = async (): Promise<Instant> =>
    (await earliestStart(where, { fromMs: startMs, minutes }, nowMs)) ?? '';
  if (reason) throw refused(refusal('window-frozen', { reason: reason[language], earliest: await earliest() }));
  if (agreement === undefined)
    throw refused(refusal('window-not-allowed', { start: toInstant(startMs), earliest: await earliest() }));
  return { startMs, endMs, ...noticesBefore(startMs, zone), rule: `agreed: ${agreement}`.slice(0, 200) };
}
