import { windowSchema } from '../maintenance/window';
import { z } from 'zod';
import { referenceSchema } from '../ticket/reference';

const owed = <Kind extends string, Data extends z.ZodRawShape>(kind: Kind, data: Data) =>
  z.strictObject({ kind: z.literal(kind), id: z.string(), ...data });

/**
 * What an upgrade has still to bring about outside: it stands in the state until its outcome is an event, so that no crash and no
 * continuing as new loses it. The id makes a repetition the same deed.
 */
export const owedSchema = z.discriminatedUnion('kind', [
  owed('load-calendar', { firstNoticeMs: z.number().nullable() }),
  owed('deploy-test', { environment: z.string() }),
  owed('register-test', { environment: z.string() }),
  owed('tie-ticket', { ticket: referenceSchema }),
  owed('announce-maintenance', {
    number: z.number().int(),
    window: windowSchema,
    environments: z.array(z.string()).optional(),
  }),
  owed('withdraw-maintenance', { reference: z.string(), why: z.string() }),
  owed('open-incident', { maintenance: z.string(), outcome: z.string(), detail: z.string() }),
  owed('install-version', { environments: z.array(z.string()).optional() }),
]);
export type Owed = z.infer<typeof owedSchema>;
