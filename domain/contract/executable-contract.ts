import { whyUnknown } from '../calendar/holidays';
import { contractSchema } from './contract';

/**
 * A contract whose holidays can be worked out here (annex §5): one that could not would fail its first ticket. Server only, as
 * the holidays are; workflows and browsers know {@link contractSchema}.
 */
export const executableContractSchema = contractSchema.superRefine(
  ({ hours, maintenance, deductPlannedDowntime }, issues) => {
    // Nothing tells a ticket's clock of the maintenances of its environment: an option that changes nothing would deceive (annex, GTR).
    if (deductPlannedDowntime)
      issues.addIssue({
        code: 'custom',
        path: ['deductPlannedDowntime'],
        message: 'not carried out yet: leave it false',
      });
    for (const [name, one] of Object.entries(hours)) {
      const unknown = 'holidays' in one && one.holidays ? whyUnknown(one.holidays) : undefined;
      if (unknown !== undefined)
        issues.addIssue({ code: 'custom', path: ['hours', name, 'holidays'], message: unknown });
    }
    const unknown = maintenance.holidays ? whyUnknown(maintenance.holidays) : undefined;
    if (unknown !== undefined) issues.addIssue({ code: 'custom', path: ['maintenance', 'holidays'], message: unknown });
  },
);
