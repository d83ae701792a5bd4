import type { Section } from '../../shell/sections';

export const adminSections: readonly Section[] = [];
