import type { Section } from '../../shell/sections';
import { wording } from '../../wording/wording';

export const releaseSections: readonly Section[] = [
  { to: '/releases', label: wording('Livraisons', 'Releases'), roles: ['support', 'release-manager', 'admin'] },
];
