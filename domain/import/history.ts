import { z } from 'zod';
import { addressSchema } from '../address';
import { prioritySchema } from '../contract/contract';
import { languageSchema } from '../languages';
import { codeSchema } from '../registers/registers';
import { text } from '../text';
import { commandRules, type PersonCommand, type TicketCommandName } from '../ticket/commands';
import { instantSchema } from '../time/instant';

/** What a history can tell: the commands of a ticket under their own names, with what they take. */
export const historyEntryTypes = [
  'acknowledge',
  'qualify',
  'reject',
  'change-priority',
  'ask',
  'answer',
  'resolve',
  'reopen',
  'confirm',
  'escalate',
  'return',
  'assign',
  'message',
  'note',
] as const satisfies readonly TicketCommandName[];
export type HistoryEntryType = (typeof historyEntryTypes)[number];

/** A history is uploaded in one request: more entries than that would not fit in one. */
const mostEntries = 2000;

/** Lists begin here: an earlier date is a slip of the pen. */
const earliest = '2000-01-01T00:00:00.000Z';

/** What people were called in the helpdesk that a history comes from. */
const authorSchema = z.strictObject({ id: text(200), role: z.enum(['client', 'support']) });

/** One thing that happened: when, by whom, and what the command of that name takes. */
export type HistoryEntry = Extract<PersonCommand, { type: HistoryEntryType }> & {
  readonly at: string;
  readonly by: z.infer<typeof authorSchema>;
};

const entrySchemas = historyEntryTypes.map((type) =>
  z.strictObject({
    type: z.literal(type),
    at: instantSchema,
    by: authorSchema,
    data: (commandRules[type].data as z.ZodObject).prefault({}),
  }),
);
const [firstEntry, ...otherEntries] = entrySchemas as [(typeof entrySchemas)[number], ...typeof entrySchemas];
const entrySchema = z.discriminatedUnion('type', [firstEntry, ...otherEntries]) as unknown as z.ZodType<HistoryEntry>;

/** The life of one ticket as another helpdesk knows it: Cadran's neutral format of import (docs/import.md). */
export const ticketHistorySchema = z
  .strictObject({
    reference: text(200).describe('What the ticket is called in the helpdesk that it comes from.'),
    line: z
      .number()
      .int()
      .positive()
      .max(999_999_999)
      .optional()
      .describe('Where it stands in your file, for the report.'),
    client: codeSchema,
    environment: codeSchema,
    title: text(200),
    description: text(20_000),
    priority: prioritySchema.describe('As it was opened with.'),
    channel: z.enum(['portal', 'api', 'phone']).default('api'),
    openedAt: instantSchema.refine((at) => at >= earliest, `not before ${earliest}`),
    openedBy: authorSchema
      .extend({ email: addressSchema.nullable().default(null), language: languageSchema.nullable().default(null) })
      .describe("Who is written to once the ticket goes on; the client's own language unless told."),
    entries: z
      .array(entrySchema)
      .max(mostEntries)
      .default([])
      .describe('What happened since, in the order of time.')
      .superRefine((entries, context) => {
        for (const [index, { at }] of entries.entries())
          if (index > 0 && at < (entries[index - 1]?.at ?? ''))
            context.addIssue({ code: 'custom', path: [index, 'at'], message: 'it is before the entry ahead of it' });
      }),
  })
  .meta({ id: 'TicketHistory' });
export type TicketHistory = z.infer<typeof ticketHistorySchema>;
export type WrittenHistory = z.input<typeof ticketHistorySchema>;

/** What a history lacks to be one, field by field; the history where it lacks nothing. */
export function readHistory(
  document: unknown,
): { readonly history: TicketHistory } | { readonly faults: readonly { field: string; message: string }[] } {
  const read = ticketHistorySchema.safeParse(document);
  if (read.success) return { history: read.data };
  const faults = read.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'there is no such field' }))
      : [{ field: issue.path.join('.'), message: isMissing(issue, document) ? 'it is missing' : issue.message }],
  );
  return {
    faults: faults.slice(0, toldFaults).map(({ field, message }) => ({ field: cut(field), message: cut(message) })),
  };
}

/** Whether it is no wrong value that a field has, but none. */
function isMissing({ code, path }: z.core.$ZodIssue, document: unknown): boolean {
  const value = path.reduce<unknown>(
    (within, key) => (within as Partial<Record<PropertyKey, unknown>> | null)?.[key],
    document,
  );
  return code === 'invalid_type' && value === undefined;
}

/** So many faults of one history are told, each up to that length. */
const toldFaults = 20;
const cut = (told: string): string => told.slice(0, 300);
