import type { Response } from 'express';
import { z } from 'zod';
import type { Language } from '../domain/languages';
import type { Refusal } from '../domain/refusal';
import { problemTitles, refusalTexts, type ProblemType } from './texts';

const fieldErrorSchema = z.strictObject({ field: z.string(), message: z.string() });
export type FieldError = Readonly<z.infer<typeof fieldErrorSchema>>;

/** A problem as RFC 9457 has it, with the clause of the annex where a rule refused (§4 extension members). */
export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    code: z.string().optional(),
    clause: z.string().optional(),
    errors: z.array(fieldErrorSchema).optional(),
    instance: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem, in the language of the caller' });
export type ProblemBody = z.infer<typeof problemSchema>;

/** Something that goes back to the caller as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: ProblemType,
    readonly more: { errors?: FieldError[]; refusal?: Refusal; headers?: Record<string, string> } = {},
  ) {
    super(type);
  }
}

const statusOf: Partial<Record<Refusal['code'], number>> = {
  'not-found': 404,
  'not-allowed': 403,
  'client-unknown': 422,
  'environment-unknown': 422,
  'category-priority-mismatch': 422,
  'cause-required': 422,
  'reason-required': 422,
  'priority-not-agreed': 422,
  'wait-unknown': 422,
  'wait-out-of-place': 422,
  'follow-up-of-open': 422,
  'caller-missing': 422,
  'caller-of-phone-only': 422,
  'phone-by-support-only': 403,
  'level-not-next': 422,
  'level-not-lower': 422,
  taken: 409,
  'newer-entries': 409,
  'reformulation-missing': 422,
  'reproduction-missing': 422,
  'too-many-decimals': 422,
  'validity-over': 422,
  'client-decides': 422,
  'attachment-not-found': 404,
  'attachment-empty': 422,
  'attachment-too-large': 413,
  'attachment-type': 422,
  'phone-for-p1-only': 422,
  'instant-in-future': 422,
  'evidence-without-instant': 422,
  'evidence-missing': 422,
  'contract-unknown': 422,
  'contract-not-in-force': 422,
  'key-reused': 422,
  'upgrade-unknown': 404,
  'rollout-unknown': 404,
  'version-unknown': 422,
  'documentation-missing': 422,
  'non-regression-missing': 422,
  'unplanned-kind': 422,
  'cause-not-critical': 422,
  'agreement-required': 422,
  'postponed-to-past': 422,
  'link-target-unknown': 422,
  'link-to-itself': 422,
  'incidents-only': 422,
  'outage-for-critical-incidents': 422,
  'merge-other-company': 422,
  'anomaly-unknown': 422,
  'anomaly-of-other-product': 422,
  'agreement-missing': 422,
  'agreement-by-support-only': 422,
  'fix-without-version': 422,
  'maintenance-unknown': 404,
  'notice-late': 422,
  'window-not-allowed': 422,
  'window-too-short': 422,
  'window-frozen': 422,
  'too-far-ahead': 422,
  'nobody-to-tell': 422,
  'postponed-to-earlier': 422,
};

/** Throws a refusal, if there is one. */
export function unlessRefused(refusal: { refusal: Refusal } | undefined): void {
  if (refusal) throw refused(refusal);
}

/** A refusal of the domain as a problem; 409 unless the request itself is at fault. */
export function refused({ refusal }: { refusal: Refusal }): Problem {
  return new Problem(statusOf[refusal.code] ?? 409, 'refused', { refusal });
}

/** A problem in the caller's language. */
export function problemBody({ status, type, more }: Problem, language: Language, requestId: string): ProblemBody {
  return {
    type: `urn:cadran:problem:${more.refusal?.code ?? type}`,
    title: problemTitles[language][type],
    status,
    ...(more.refusal ? { detail: refusalTexts[language][more.refusal.code](more.refusal.params) } : {}),
    ...(more.refusal ? { code: more.refusal.code, clause: more.refusal.clause } : {}),
    ...(more.errors ? { errors: more.errors } : {}),
    instance: `urn:request:${requestId}`,
  };
}

/** Writes a problem in the caller's language. */
export function sendProblem(response: Response, problem: Problem, language: Language, requestId: string): void {
  response.status(problem.status).set(problem.more.headers ?? {});
  response.type('application/problem+json').send(JSON.stringify(problemBody(problem, language, requestId)));
}

/** What express and its parser throw, as problems; anything unforeseen tells the caller nothing but a number to quote. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { type, status } =
    typeof error === 'object' && error !== null ? (error as { type?: unknown; status?: unknown }) : {};
  if (type === 'entity.parse.failed') return new Problem(400, 'invalid-json');
  if (type === 'entity.too.large') return new Problem(413, 'too-large');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported')
    return new Problem(415, 'unsupported-media-type');
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem(status, 'invalid-request');
  return new Problem(500, 'unexpected');
}
