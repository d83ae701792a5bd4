import type { z } from 'zod';

/** What of a line's faults is told: its reader mends the first ones, and a line of faults should not give a page of them. */
const faultsTold = 5;
const longestError = 500;

/** A line that can't be understood or answered; the message says why, in few words. */
export class UnusableQuestion extends Error {}

/** The question that a line of JSON asks; throws {@link UnusableQuestion}. */
export function readLine<Schema extends z.ZodType>(line: string, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(jsonOf(line));
  if (result.success) return result.data;
  const { issues } = result.error;
  const faults = issues.slice(0, faultsTold).map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`);
  if (issues.length > faultsTold) faults.push(`and ${issues.length - faultsTold} more`);
  throw new UnusableQuestion(shortened(faults));
}

/** The answer to one line, or why there is none, with the line's number. */
export type LineAnswer<Result> = { result: Result } | { error: string; line: number };

/** What `answered` makes of a line; what it can't is told in the answer. */
export function answeredLine<Result>(line: number, answered: () => Result): LineAnswer<Result> {
  try {
    return { result: answered() };
  } catch (error) {
    if (error instanceof UnusableQuestion) return { error: `line ${line}: ${error.message}`, line };
    throw error;
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new UnusableQuestion(shortened([`not JSON: ${error instanceof Error ? error.message : String(error)}`]));
  }
}

/** The faults as one text. A long one ends in an ellipsis: keys and values of a line may be of any length. */
function shortened(faults: readonly string[]): string {
  const longest = Math.floor((longestError - 50) / faults.length);
  return faults.map((fault) => (fault.length > longest ? `${whole(fault.slice(0, longest - 1))}…` : fault)).join('; ');
}

/** A text that was cut, without the half of a character at its end. */
function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
