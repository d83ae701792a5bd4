import type { z } from 'zod';
import { Problem, type FieldError } from './problem';

/** More faults than this are not listed: a body full of them must not cost more than it tells. */
const reportedFaults = 20;
/** Names and messages are told up to here. */
const longestName = 100;
const longestMessage = 500;

/**
 * What a schema makes of a part of a request, whose fields are told after `prefix`. What is of the right shape, and refused for a
 * rule that no shape can say (its fields are at odds), has a status of its own.
 * @throws a problem that names each field and what is wrong with it
 */
export function parsed(schema: z.ZodType, value: unknown, prefix: string, statusOfRules = 400): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, reportedFaults).flatMap(nearest);
  const errors = issues.flatMap((issue) => faultsOf(issue, prefix)).slice(0, reportedFaults);
  const ofRules = result.error.issues.every(({ code }) => code === 'custom');
  throw new Problem(ofRules ? statusOfRules : 400, 'invalid-request', { errors });
}

/** Of what may be one thing or another, what is wrong with the one that it resembles most. */
function nearest(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [fewest] = issue.errors.toSorted((a, b) => weightOf(a) - weightOf(b));
  if (!fewest || fewest.some(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys')) return [issue];
  return fewest.map((one) => ({ ...one, path: [...issue.path, ...one.path] })).flatMap(nearest);
}

/** A field too many or too few tells more against a resemblance than one of a wrong kind. */
function weightOf(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length * 2 : 1), 0);
}

function faultsOf(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const { path } = issue;
  // Of a key the message says that it is wrong, and what is wrong with it stands within.
  const message = (issue.code === 'invalid_key' ? issue.issues[0]?.message : undefined) ?? issue.message;
  if (issue.code !== 'unrecognized_keys')
    return [{ field: prefix + path.join('.'), message: message.slice(0, longestMessage) }];
  return issue.keys.slice(0, reportedFaults).map((key) => ({
    field: prefix + [...path, key.slice(0, longestName)].join('.'),
    message: 'this operation knows no such field',
  }));
}
