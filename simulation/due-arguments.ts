import { z } from 'zod';
import { prioritySchema } from '../domain/contract/contract';
import { languageSchema } from '../domain/languages';
import { clockNameSchema } from '../domain/ticket/schema';
import { instantSchema, toEpochMs, toInstant } from '../domain/time/instant';
import { parsed, UnusableArguments } from './arguments';

export const usage = `Usage: npm run --silent due -- FILE.jsonl
       npm run --silent due -- --explain --contract NAME|FILE --priority P1..P4 --at INSTANT [--wait FROM/TO]...
       npm run --silent due -- --explain --log FILE.csv --number NUMBER [--contract FILE]
  FILE.jsonl      questions of business time, one JSON object a line (docs/sla-clock.md); - reads standard input
  --explain       the deadline of a ticket and the segments that lead to it, as a table
  --contract      a sample client (dupont, harbour, presse) or a file with a contract (JSON)
  --priority      the ticket's priority
  --at            when it is opened, ISO 8601 with an offset, such as 2026-11-20T17:45+01:00, from 1900 to 2199
  --clock         resolution (the default) or intervention
  --wait          the client is asked at FROM and answers at TO, which pauses the resolution clock; may be given several times
  --until         the instant at which the clock is looked at (the deadline), within 10 years of --at
  --log, --number an incident of a log as the replay reads it: its figures by segments
  --language      en (the default) or fr`;

const dayMs = 24 * 3600 * 1000;
/** Beyond these years an instant is a slip of the pen, and holidays are known of few countries. */
const years = { first: 1900, last: 2199 };
/** An explanation over more time is read by nobody, and takes long to work out. */
const longestYears = 10;

const instant = instantSchema
  .transform(toEpochMs)
  .refine(
    (atMs) => atMs >= Date.UTC(years.first, 0) && atMs < Date.UTC(years.last + 1, 0),
    `an instant of the years ${years.first} to ${years.last}`,
  );
const wait = z
  .string()
  .transform((text) => text.split('/'))
  .pipe(z.tuple([instant, instant], 'two instants with a / between them'))
  .refine(([from, to]) => to > from, 'a wait ends after it starts');

const view = { clock: clockNameSchema.default('resolution'), language: languageSchema.default('en') };
const whatIfSchema = z
  .strictObject({
    ...view,
    contract: z.string('a sample client or a file'),
    priority: prioritySchema,
    at: instant,
    wait: z.array(wait).default([]),
    until: instant.optional(),
  })
  .superRefine(({ at, wait: waits, until = at }, issues) => {
    const lastMs = at + longestYears * 365.25 * dayMs;
    const fault = (option: string, message: string): void =>
      issues.addIssue({ code: 'custom', path: [option], message });
    if (until < at) fault('until', `before the ticket is opened (${toInstant(at)})`);
    if (until > lastMs) fault('until', `more than ${longestYears} years after --at`);
    for (const [, to] of waits) {
      if (to <= at) fault('wait', `over before the ticket is opened (${toInstant(at)})`);
      if (to > lastMs) fault('wait', `ends more than ${longestYears} years after --at`);
    }
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
