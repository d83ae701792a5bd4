import type { z } from 'zod';
import { faultOfCause, toldCause } from '../../domain/maintenance/cause';
import type { RolloutOpening } from '../../domain/rollout/schema';
import { unplannedSchema } from '../../domain/upgrade/schema';

/** How an unplanned publication is asked for; the minutes of notice are the provider's. */
export const askedUnplannedSchema = unplannedSchema
  .omit({ noticeMinutes: true })
  .extend({ ticket: toldCause.ticket })
  .superRefine((asked, issues) => {
    const fault = faultOfCause(asked);
    if (fault) issues.addIssue({ code: 'custom', path: [fault.field], message: fault.message });
  });

/** What the rollout is told of it: the ticket that it corrects is one client's, and stays with the rollout. */
export function unplannedOf(
  asked: z.output<typeof askedUnplannedSchema> | null,
  noticeMinutes: number,
): Pick<RolloutOpening, 'unplanned' | 'corrects'> {
  if (!asked) return { unplanned: null };
  const { ticket, ...unplanned } = asked;
  return { unplanned: { ...unplanned, noticeMinutes }, ...(ticket === undefined ? {} : { corrects: ticket }) };
}
