import type { Section } from '../../shell/sections';
import { wording } from '../../wording/wording';

export const ticketSections: readonly Section[] = [
  {
    to: '/tickets',
    label: wording('Tickets', 'Tickets'),
    roles: ['client', 'support', 'release-manager', 'admin'],
  },
  { to: '/new', label: wording('Nouveau ticket', 'New ticket'), roles: ['client', 'support', 'admin'] },
];
