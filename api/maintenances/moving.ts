import { z } from 'zod';
import type { Language } from '../../domain/languages';
import type { MaintenanceAnswer } from '../../domain/maintenance/answer';
import { bilingualSchema } from '../../domain/maintenance/opening';
import { fromStore } from '../store-access';
import { wantedSpan } from './scheduling';
import { earliestStart, plannedSpan } from './windows';

/** What moving a maintenance takes: when it is to be instead, and why. */
export const moveSchema = z.strictObject({ ...wantedSpan, reason: bilingualSchema });

/** The same as its rule takes it: the window compiled, and the first one that would do where this one does not. `nowMs`: epoch milliseconds. */
export function movedTo(
  { client, environments, expectedDowntimeMinutes: minutes }: MaintenanceAnswer,
  { startsAt, endsAt, agreement, reason }: z.output<typeof moveSchema>,
  { nowMs, language }: { readonly nowMs: number; readonly language: Language },
) {
  return fromStore(async () => {
    const where = { client, environments };
    const window = await plannedSpan(where, { startsAt, endsAt, agreement }, { minutes, nowMs, language });
    const isLate = window.noticeByMs < nowMs || window.endMs - window.startMs < minutes * 60_000;
    return { window, earliest: isLate ? await earliestStart(where, minutes, nowMs) : null, reason };
  });
}
