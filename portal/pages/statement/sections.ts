import type { Section } from '../../shell/sections';
import { wording } from '../../wording/wording';

export const statementSections: readonly Section[] = [
  {
    to: '/statement',
    label: wording('Relevé', 'Statement'),
    roles: ['client', 'support', 'release-manager', 'admin'],
  },
];
