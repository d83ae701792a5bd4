import { z } from 'zod';
import { prioritySchema } from '../domain/contract/contract';
import { languageSchema } from '../domain/languages';
import { clockNameSchema } from '../domain/ticket/schema';
import { instantSchema, toEpochMs } from '../domain/time/instant';
import { parsed, UnusableArguments } from './arguments';

export const usage = `Usage: npm run --silent due -- FILE.jsonl
       npm run --silent due -- --explain --contract NAME|FILE --priority P1..P4 --at INSTANT [--wait FROM/TO]...
       npm run --silent due -- --explain --log FILE.csv --number NUMBER [--contract FILE]
  FILE.jsonl      questions of business time, one JSON object a line (docs/sla-clock.md); - reads standard input
  --explain       the deadline of a ticket and the segments that lead to it, as a table
  --contract      a sample client (dupont, harbour, presse) or a file with a contract (JSON)
  --priority      the ticket's priority
  --at            when it is opened, ISO 8601 with an offset, such as 2026-11-20T17:45+01:00
  --clock         resolution (the default) or intervention
  --wait          the client is asked at FROM and answers at TO; may be given several times
  --until         the instant at which the clock is looked at (the deadline)
  --log, --number an incident of a log as the replay reads it: its figures by segments
  --language      en (the default) or fr`;

const instant = instantSchema.transform(toEpochMs);
const wait = z
  .string()
  .transform((text) => text.split('/'))
  .pipe(z.tuple([instant, instant], 'two instants with a / between them'))
  .refine(([from, to]) => to > from, 'a wait ends after it starts');

const view = { clock: clockNameSchema.default('resolution'), language: languageSchema.default('en') };
const whatIfSchema = z.strictObject({
  ...view,
  contract: z.string('a sample client or a file'),
  priority: prioritySchema,
  at: instant,
  wait: z.array(wait).default([]),
  until: instant.optional(),
});
const incidentSchema = z.strictObject({
  ...view,
  log: z.string(),
  number: z.string('which incident of the log'),
  contract: z.string().optional(),
});

export type WhatIf = z.infer<typeof whatIfSchema>;
export type LoggedIncident = z.infer<typeof incidentSchema>;
export type DueArguments =
  | { kind: 'help' }
  | { kind: 'answer'; file: string }
  | { kind: 'what-if'; asked: WhatIf }
  | { kind: 'incident'; asked: LoggedIncident };

const options = {
  explain: { type: 'boolean' },
  contract: { type: 'string' },
  priority: { type: 'string' },
  at: { type: 'string' },
  clock: { type: 'string' },
  wait: { type: 'string', multiple: true },
  until: { type: 'string' },
  log: { type: 'string' },
  number: { type: 'string' },
  language: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** What the command line asks for; throws {@link UnusableArguments}. */
export function readDueArguments(args: readonly string[]): DueArguments {
  const { values, positionals } = parsed(args, options);
  const { explain = false, help = false, ...given } = values;
  if (help) return { kind: 'help' };
  if (!explain) {
    const [file, ...others] = positionals;
    const names = Object.keys(given);
    if (names.length > 0) throw new UnusableArguments(`--${names.join(', --')}: only with --explain`);
    if (file === undefined || others.length > 0) throw new UnusableArguments('one FILE of questions');
    return { kind: 'answer', file };
  }
  if (positionals.length > 0) throw new UnusableArguments(`--explain takes no FILE, not ${positionals.join(' ')}`);
  return given.log === undefined
    ? { kind: 'what-if', asked: checked(whatIfSchema, given) }
    : { kind: 'incident', asked: checked(incidentSchema, given) };
}

function checked<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `--${path.slice(0, 1).join('')}: ${message}`);
  throw new UnusableArguments(faults.join('\n'));
}
