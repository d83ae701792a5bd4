import type { Contract } from '../contract/contract';
import type { Language } from '../languages';
import { durationMs, type Duration } from '../time/duration';
import { rulesInForce } from './rules';
import type { Terms } from './schema';

const orNull = (duration: Duration | null): number | null => (duration === null ? null : durationMs(duration));

/** What of a contract a ticket keeps for its life (annex §6): targets in milliseconds of support, chain, contacts, policies. */
export function termsOf(contract: Contract, language: Language): Terms {
  const target = ({ hours, intervention, resolution }: Contract['targets']['P1']): Terms['targets']['P1'] => ({
    hours,
    interventionMs: durationMs(intervention),
    resolutionMs: durationMs(resolution),
  });
  const { P1, P2, P3, P4 } = contract.targets;
  return {
    contractVersion: contract.version,
    rules: rulesInForce,
    effectiveFrom: contract.effectiveFrom,
    effectiveUntil: contract.effectiveUntil,
    zone: contract.zone,
    language,
    languages: contract.languages,
    targets: { P1: target(P1), P2: target(P2), P3: target(P3), P4: target(P4) },
    onPriorityChange: contract.onPriorityChange,
    onReopen: contract.onReopen,
    onAmendment: contract.onAmendment,
    lateAdmission: contract.lateAdmission,
    deductPlannedDowntime: contract.deductPlannedDowntime,
    escalation: contract.escalation,
    contacts: contract.contacts,
    groups: contract.groups,
    closeAfterMs: orNull(contract.closeAfter),
    remindAfterMs: contract.remindAfter.map(durationMs),
    closeUnansweredAfterMs: orNull(contract.closeUnansweredAfter),
    reopenWithinMs: orNull(contract.reopenWithin),
    additionalWork: contract.additionalWork,
  };
}
