import * as z from 'zod/mini';

const text = z.catch(z.optional(z.string()), undefined);

/** What the address of a register says: whose entries are shown. */
export const registerSearchSchema = z.object({ client: text, product: text });

/** What is looked for in the audit trail; the instants are those of the API. */
export const auditSearchSchema = z.object({ actor: text, from: text, until: text });

/** From which entry a new one is prepared. */
export const newEntrySearchSchema = z.object({ of: text });
