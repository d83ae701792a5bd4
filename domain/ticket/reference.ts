import { z } from 'zod';

export const referencePattern = /^T-[0-9A-HJKMNP-TV-Z]{10}$/;
/** What people call a ticket by. */
export const referenceSchema = z.string().regex(referencePattern, 'a reference such as T-7K3QX9ABCD');
