import type { Section } from '../../shell/sections';
import { wording } from '../../wording/wording';

export const clientSections: readonly Section[] = [
  { to: '/upgrades', label: wording('Mises à jour', 'Upgrades'), roles: ['client'] },
  {
    to: '/maintenance',
    label: wording('Maintenance', 'Maintenance'),
    roles: ['client', 'support', 'release-manager', 'admin'],
  },
];
