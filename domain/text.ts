import { z } from 'zod';

const control = String.raw`\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F`;
/** Spaces, and what cannot be seen among the characters that people and programs do write. */
const unseen = String.raw`\s\u0080-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uE000-\uF8FF\uFEFF`;

/** Text typed by a person: kept as it is, control characters refused. */
export const text = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    // Control characters have no place in a text and break mails.
    .regex(/^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$/u, 'control characters are refused')
    .regex(/^\P{Cs}*$/u, 'half a character is refused')
    .refine((typed) => /[^\p{Z}\p{C}]/u.test(typed), 'a text that can be seen')
    // For the API's document, whose readers do not all know classes of characters.
    .meta({ pattern: `^[^${control}]*[^${control}${unseen}][^${control}]*$` });
