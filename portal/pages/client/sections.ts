import type { Section } from '../../shell/sections';

export const clientSections: readonly Section[] = [];
