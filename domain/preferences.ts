import { z } from 'zod';
import { languageSchema } from './languages';

/** So many keys can be chosen; there are fewer to choose. */
const mostKeys = 100;

/** How somebody wants the portal to be, on whichever machine; what is not there was never chosen. */
export const preferencesSchema = z
  .strictObject({
    language: languageSchema.optional(),
    scheme: z.enum(['light', 'dark', 'auto']).optional(),
    /** How often figures that count change on the page. */
    counters: z.enum(['live', 'minute', 'frozen']).optional(),
    /** Whether single keys do something. */
    keys: z.enum(['on', 'off']).optional(),
    /** The signs that stand for the usual ones, by what they do. */
    remapped: z
      .record(z.string().regex(/^[a-z-]{1,40}$/), z.string().regex(/^[!-~À-ÿ]$/, 'one sign'))
      .refine((remapped) => Object.keys(remapped).length <= mostKeys, `at most ${mostKeys} keys`)
      .meta({ maxProperties: mostKeys })
      .optional(),
  })
  .meta({ id: 'Preferences' });
export type Preferences = z.infer<typeof preferencesSchema>;
