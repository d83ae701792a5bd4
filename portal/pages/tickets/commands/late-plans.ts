import type { Me } from '../../../shell/session';
import { fieldWords } from '../../../wording/ticket-fields';
import type { Language } from '../../../wording/wording';
import type { FieldPlan } from './hand-over-plans';
import type { CommandName } from './offers';

/** What moves a clock, and is often entered once the call is over. */
const ENTERED_LATE: readonly CommandName[] = ['acknowledge', 'ask', 'answer', 'resolve'];

/** By support: when it happened, if that was earlier, and how that is known (annex GTI, GTR). */
export function latePlans(name: CommandName, { role }: Pick<Me, 'role'>, language: Language): readonly FieldPlan[] {
  if (role === 'client' || !ENTERED_LATE.includes(name)) return [];
  const words = fieldWords[language];
  return [
    { name: 'happenedAt', label: words.happenedAt, type: 'datetime-local', optional: true },
    {
      ...{ name: 'evidence', label: words.lateEvidence, help: words.lateEvidenceHelp },
      ...{ type: 'long', rows: 2, maximum: 2000, optional: true },
    },
  ];
}
