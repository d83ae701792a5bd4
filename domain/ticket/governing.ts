import { compileContract } from '../calendar/compile';
import type { Contract } from '../contract/contract';
import type { Language } from '../languages';
import type { Loaded } from './rule';
import { termsOf } from './terms';

/**
 * What governs a ticket under a version of its contract (annex §6): its terms, and its hours compiled for `[fromMs, toMs)` (epoch
 * milliseconds). Not for workflows: it reads the machine's zone data.
 */
export function governing(
  contract: Contract,
  language: Language,
  fromMs: number,
  toMs: number,
): Exclude<Loaded['terms'], { readonly refusal: unknown } | undefined> {
  return { terms: termsOf(contract, language), timetables: compileContract(contract, fromMs, toMs) };
}
