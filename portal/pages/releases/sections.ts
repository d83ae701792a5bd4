import type { Section } from '../../shell/sections';

export const releaseSections: readonly Section[] = [];
