/** The parts into which a long form folds, in order; what has no place in them, such as a field of a newer server, comes last. */
export const contractSections = {
  identity: ['client', 'version', 'effectiveFrom', 'effectiveUntil', 'zone', 'languages'],
  targets: ['targets', 'onPriorityChange', 'onReopen', 'onAmendment', 'deductPlannedDowntime'],
  hours: ['hours'],
  admission: ['unpaidInvoices', 'invoiceTolerance', 'unsupportedVersion', 'lateAdmission', 'additionalWork'],
  silence: ['closeAfter', 'reopenWithin', 'remindAfter', 'closeUnansweredAfter'],
  people: ['contacts', 'groups', 'escalation'],
  maintenance: ['maintenance'],
} as const;

export type ContractSection = keyof typeof contractSections;
export type SectionName = ContractSection | 'other';

/** The fields of a form by section; a section without fields is left out. */
export function sectionsOf(fields: readonly string[]): readonly { name: SectionName; fields: readonly string[] }[] {
  const known = Object.entries(contractSections) as [ContractSection, readonly string[]][];
  const placed = new Set<string>(known.flatMap(([, own]) => own));
  return [
    ...known.map(([name, own]) => ({ name, fields: own.filter((field) => fields.includes(field)) })),
    { name: 'other' as const, fields: fields.filter((field) => !placed.has(field)) },
  ].filter((one) => one.fields.length > 0);
}

/** Open when the form is drawn: what is looked at first. */
export const openedSections: readonly SectionName[] = ['identity', 'targets'];
