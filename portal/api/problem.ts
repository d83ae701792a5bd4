import type { ProblemBody } from '../../api/problem';

export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** The API said no: in words of the reader's language, for the whole and for each field. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string | undefined;
  readonly code: string | undefined;
  readonly clause: string | undefined;
  readonly errors: readonly FieldFault[];
  /** The number to quote when asking for help. */
  readonly request: string | undefined;

  constructor(status: number, told: Partial<ProblemBody> = {}) {
    super(told.title ?? '');
    this.status = status;
    this.detail = told.detail;
    this.code = told.code;
    this.clause = told.clause;
    this.errors = Array.isArray(told.errors) ? told.errors : [];
    this.request = told.instance?.replace(/^urn:request:/, '');
  }
}

/** Nothing answered, so it is not known whether the request arrived. */
export class Offline extends Error {}

/** Whether something was plainly refused, and so was surely not done: what is sent next is another try. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Problem && error.status < 500 && ![401, 408, 425, 429].includes(error.status);
}
