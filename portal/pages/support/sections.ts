import type { Section } from '../../shell/sections';

export const supportSections: readonly Section[] = [];
