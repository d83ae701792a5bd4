import { z } from 'zod';
import { amendedHoursName, readHoursName } from '../calendar/hours-name';
import { openings, type Timetable } from '../calendar/timetable';
import { text } from '../text';
import { happened, open, rule } from './rule';
import type { Terms, TicketState } from './schema';

/** The contract in force at creation governs a ticket (annex §6), until an amendment is applied to it. */
export const amendmentRules = {
  /**
   * Puts an open ticket under another version of its contract, or under the same one with a calendar that has changed. What was
   * counted up to then stays, unless the version's `onAmendment` says otherwise; what was announced stays. Nothing happens where
   * nothing would change, so that it can be given again.
   */
  amend: rule({
    data: z.strictObject({ contractVersion: z.number().int().positive().max(999_999), reason: text(2000) }),
    roles: ['admin'],
    in: open,
    loads: 'terms',
    decide(state, { reason }, told) {
      const loaded = told.loaded?.terms;
      if (!loaded || !state.terms) return { events: [] };
      if ('refusal' in loaded) return loaded;
      if (isUnchanged(state.terms, state.timetables, loaded, told.atMs)) return { events: [] };
      const { contractVersion: from } = state.terms;
      return happened(told, 'terms-amended', {
        from,
        to: loaded.terms.contractVersion,
        reason,
        ...named(state, loaded),
      });
    },
  }),
} as const;

interface Governing {
  readonly terms: Terms;
  readonly timetables: Readonly<Record<string, Timetable>>;
}

/**
 * Hours of an amendment have a name of their own, `office@3` for those of version 3 (`office@3.2` when it comes a second time): those
 * before it stay as they were, and what was counted in them.
 */
function named(
  state: TicketState,
  { terms, timetables }: Governing,
): { terms: Terms; timetables: Record<string, Timetable> } {
  const { contractVersion } = terms;
  // The rules that a ticket is decided by are no matter of its contract.
  const { rules } = state.terms ?? {};
  const edition = termsOfLife(state).filter((one) => one.contractVersion === contractVersion).length + 1;
  const name = (hours: string): string => amendedHoursName({ hours, version: contractVersion, edition });
  return {
    terms: withHours({ ...terms, rules }, name),
    timetables: Object.fromEntries(
      usedHours(terms).flatMap((hours) => {
        const timetable = timetables[hours];
        return timetable ? [[name(hours), timetable]] : [];
      }),
    ),
  };
}

/** The terms that have governed a ticket, in order: the last one does. */
export function termsOfLife({ terms, formerTerms = [] }: TicketState): Terms[] {
  return terms ? [...formerTerms, terms] : [];
}

/** What the contract calls the hours that a ticket knows by a name, and in which version. */
export function hoursInContract(state: TicketState, name: string): { hours: string; contractVersion: number } {
  const { hours, version } = readHoursName(name);
  return { hours, contractVersion: version ?? termsOfLife(state)[0]?.contractVersion ?? 0 };
}

function withHours({ targets, escalation, ...terms }: Terms, name: (hours: string) => string): Terms {
  const target = (of: Terms['targets']['P1']) => ({ ...of, hours: name(of.hours) });
  const { P1, P2, P3, P4 } = targets;
  return {
    ...terms,
    targets: { P1: target(P1), P2: target(P2), P3: target(P3), P4: target(P4) },
    escalation: escalation.map((step) => (step.hours === undefined ? step : { ...step, hours: name(step.hours) })),
  };
}

/** The hours that targets count in, and that steps of the chain wait for. */
function usedHours({ targets, escalation }: Terms): string[] {
  const awaited = escalation.flatMap(({ hours }) => hours ?? []);
  return [...new Set([...Object.values(targets).map(({ hours }) => hours), ...awaited])];
}

/** Whether terms say the same, and their hours open at the same instants from an instant on, as far as both are known. */
function isUnchanged(terms: Terms, timetables: Governing['timetables'], next: Governing, atMs: number): boolean {
  const plain = (name: string): string => readHoursName(name).hours;
  const same = { ...next.terms, rules: terms.rules };
  if (!sameContent(withHours(terms, plain), withHours(same, plain))) return false;
  return usedHours(terms).every((hours) => {
    const [known, newer] = [timetables[hours], next.timetables[plain(hours)]];
    if (!known || !newer) return known === newer;
    const toMs = Math.min(known.toMs, newer.toMs);
    return sameContent(openings(known, atMs, toMs), openings(newer, atMs, toMs));
  });
}

/** Fields may have come back in another order. */
function sameContent(a: unknown, b: unknown): boolean {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value;
  return JSON.stringify(a, sorted) === JSON.stringify(b, sorted);
}
