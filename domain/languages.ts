import { z } from 'zod';

/** The languages in which support is given unless the contract says otherwise (annex §1). */
export const languageSchema = z.enum(['fr', 'en']);
export type Language = z.infer<typeof languageSchema>;
