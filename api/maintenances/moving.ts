import { z } from 'zod';
import type { Language } from '../../domain/languages';
import type { MaintenanceAnswer } from '../../domain/maintenance/answer';
import { bilingualSchema } from '../../domain/maintenance/opening';
import { whyTooFar } from '../../domain/time/horizon';
import { unlessRefused } from '../problem';
import { fromStore } from '../store-access';
import { othersThan } from './calendar';
import { wantedSpan } from './scheduling';
import { plannedSpan } from './windows';

/** What moving a maintenance takes: when it is to be instead, and why. */
export const moveSchema = z.strictObject({ ...wantedSpan, reason: bilingualSchema });

/** The same as its rule takes it: the window compiled, with what is known of others. `nowMs`: epoch milliseconds. */
export function movedTo(
  { reference, client, environments, expectedDowntimeMinutes: minutes }: MaintenanceAnswer,
  { startsAt, endsAt, agreement, reason }: z.output<typeof moveSchema>,
  { nowMs, language }: { readonly nowMs: number; readonly language: Language },
) {
  unlessRefused(whyTooFar([startsAt, endsAt], nowMs));
  return fromStore(async () => {
    const where = { reference, client, environments };
    const window = await plannedSpan(where, { startsAt, endsAt, agreement }, { minutes, nowMs, language });
    return { window, ...(await othersThan(where, window, minutes, nowMs)), reason };
  });
}
