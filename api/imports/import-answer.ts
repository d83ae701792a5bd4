import { z } from 'zod';
import type { Language } from '../../domain/languages';
import { refusalSchema, type Refusal } from '../../domain/refusal';
import { referenceSchema } from '../../domain/ticket/reference';
import { statusSchema } from '../../domain/ticket/schema';
import { instantSchema } from '../../domain/time/instant';
import {
  countParts,
  importOutcomes,
  type ImportProblem,
  type StoredImport,
  type StoredPart,
} from '../../store/imports';
import { refusalTexts } from '../texts';

export const importIdSchema = z.string().regex(/^[0-9a-f]{16}$/, 'the id of an import: 16 hexadecimal digits');
export const byImport = z.strictObject({ id: importIdSchema });

const count = z.number().int();

export const importSchema = z
  .strictObject({
    id: importIdSchema,
    source: z.string(),
    createdAt: instantSchema,
    createdBy: z.string(),
    state: z.enum(['collecting', 'running', 'done']),
    dryRun: z.boolean().describe('Whether the last run only told what would become of the tickets.'),
    startedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
    tickets: z
      .strictObject({
        waiting: count.describe('Not looked at yet.'),
        imported: count,
        importable: count.describe('Found good by a dry run.'),
        alreadyThere: count.describe('Brought by another import, and left as they are.'),
        refused: count.describe('Left out as a whole: the report says why.'),
      })
      .describe('How many tickets there are of each outcome.'),
  })
  .meta({ id: 'Import' });

export async function importAnswer({ _id, run: _run, ...one }: StoredImport): Promise<z.input<typeof importSchema>> {
  const { 'already-there': alreadyThere, ...counts } = await countParts(_id);
  return { id: _id, ...one, tickets: { ...counts, alreadyThere } };
}

export const importProblemSchema = z.strictObject({
  field: z.string().describe('Of the history; empty for the whole of it.'),
  reason: z.string(),
  code: z.string().nullable().describe('Of the refusal, where it is a rule that refuses.'),
  clause: z.string().nullable(),
});

/** A problem in the caller's language; what is wrong with a field is told as every field is. */
export function problemAnswer(
  { field, message, refusal }: ImportProblem,
  language: Language,
): z.infer<typeof importProblemSchema> {
  if (refusal === undefined) return { field, reason: message ?? '', code: null, clause: null };
  const { code, clause, params } = refusalSchema.parse(refusal) as Refusal;
  return { field, reason: refusalTexts[language][code](params), code, clause };
}

export const importedTicketSchema = z
  .strictObject({
    key: z.string(),
    line: z.number().int().nullable(),
    source: z.string().nullable().describe('What it is called in the other helpdesk.'),
    outcome: z.enum(importOutcomes),
    reference: referenceSchema.nullable(),
    status: statusSchema.nullable(),
    problems: z.array(importProblemSchema),
  })
  .meta({ id: 'ImportedTicket' });

export function importedTicketAnswer(
  { _id, line, source, outcome, ticket, status, problems }: Omit<StoredPart, 'history'>,
  language: Language,
): z.input<typeof importedTicketSchema> {
  return {
    key: _id.slice(_id.indexOf('#') + 1),
    ...{ line, source, outcome, reference: ticket },
    status: statusSchema.nullable().parse(status),
    problems: problems.map((one) => problemAnswer(one, language)),
  };
}
