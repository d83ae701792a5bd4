import { z } from 'zod';

/** What a contract calls its hours and groups; it stands as a field's name in what is stored. */
export const namePattern = /^[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ _-]{0,39}$/;
export const nameSchema = z.string().regex(namePattern, 'a name of letters, digits, spaces, hyphens and underscores');
