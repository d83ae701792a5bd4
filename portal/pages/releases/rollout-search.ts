import * as z from 'zod/mini';
import { matrixFilters } from './matrix-rows';

/** What the address of a rollout says: which clients of the matrix are shown. */
export const rolloutSearchSchema = z.object({ show: z.catch(z.optional(z.enum(matrixFilters)), undefined) });
