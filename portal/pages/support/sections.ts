import type { Section } from '../../shell/sections';
import { wording } from '../../wording/wording';

export const supportSections: readonly Section[] = [
  { to: '/queue', label: wording('File', 'Queue'), roles: ['support', 'admin'] },
];
