import { refusal } from '../domain/refusal';
import type { Caller } from './auth';
import type { Scope } from './authorization';
import { Problem, refused } from './problem';

/** Who asks, and whose things they may do this to. */
export interface Asking {
  readonly caller: Caller;
  readonly scope: Scope;
}

/** The company that a caller acts for: its own alone, or the one that it names. Another company's answers as none. */
export function companyOf({ caller, scope }: Asking, wanted: string | undefined): string {
  if (scope === 'all') {
    if (wanted === undefined)
      throw new Problem(422, 'invalid-request', {
        errors: [{ field: 'client', message: 'for which client: support names it' }],
      });
    return wanted;
  }
  if (caller.client === null || (wanted !== undefined && wanted !== caller.client))
    throw refused(refusal('client-unknown', { client: wanted ?? '' }));
  return caller.client;
}

/** The company that a list is about: the caller's own, or the one asked for; `undefined` for all. */
export function companyAsked({ caller, scope }: Asking, wanted: string | undefined): string | undefined {
  return scope === 'all' ? wanted : companyOf({ caller, scope }, wanted);
}

/** Whether a caller sees what belongs to a company. */
export function seesCompany({ caller, scope }: Asking, client: string): boolean {
  return scope === 'all' || client === caller.client;
}
