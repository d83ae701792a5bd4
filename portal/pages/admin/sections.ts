import type { Section } from '../../shell/sections';
import { wording } from '../../wording/wording';

export const adminSections: readonly Section[] = [
  { to: '/registers/clients', label: wording('Administration', 'Administration'), roles: ['release-manager', 'admin'] },
];
