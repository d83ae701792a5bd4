import type { Response } from 'express';
import type { Language } from '../domain/languages';
import type { Refusal } from '../domain/refusal';
import { problemTitles, refusalTexts, type ProblemType } from './texts';

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Something that goes back to the caller as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: ProblemType,
    readonly more: { errors?: FieldError[]; refusal?: Refusal; headers?: Record<string, string>; detail?: string } = {},
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
  'phone-for-p1-only': 422,
  'instant-in-future': 422,
  'key-reused': 422,
};

/** A refusal of the domain as a problem; 409 unless the request itself is at fault. */
export function refused({ refusal }: { refusal: Refusal }): Problem {
  return new Problem(statusOf[refusal.code] ?? 409, 'refused', { refusal });
}

/** Writes a problem in the caller's language. */
export function sendProblem(response: Response, problem: Problem, language: Language, requestId: string): void {
  const { status, type, more } = problem;
  response.status(status).set(more.headers ?? {});
  response.type('application/problem+json').send(
    JSON.stringify({
      type: `urn:cadran:problem:${more.refusal?.code ?? type}`,
      title: problemTitles[language][type],
      status,
      detail: more.refusal ? refusalTexts[language][more.refusal.code](more.refusal.params) : more.detail,
      ...(more.refusal ? { code: more.refusal.code, clause: more.refusal.clause } : {}),
      ...(more.errors ? { errors: more.errors } : {}),
      instance: `urn:request:${requestId}`,
    }),
  );
}
