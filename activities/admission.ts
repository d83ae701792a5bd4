import { compileContract } from '../domain/calendar/compile';
import { admission } from '../domain/ticket/eligibility';
import type { TicketOpening } from '../domain/ticket/schema';
import { termsOf } from '../domain/ticket/terms';
import { toEpochMs } from '../domain/time/instant';
import { eligibilityFacts } from '../store/eligibility-facts';
import type { AdmissionAnswer } from './ports';

const day = 24 * 3600 * 1000;
/** How far a ticket's timetable reaches at first; a running clock asks for more (design: the timetable is asked for before it runs out). */
const firstSpanMs = 60 * day;

/**
 * What the registers say of a ticket's creation (annex §2, §6), with timetables that reach sixty days past an instant, epoch
 * milliseconds.
 */
export async function admissionOf(opening: TicketOpening, reachesMs: number): Promise<AdmissionAnswer> {
  const facts = await eligibilityFacts(opening, opening.openedAt);
  const { client, contract } = facts;
  const decided = admission(facts);
  if (!client || !contract || decided.decision === 'rejected')
    return { admission: decided, terms: null, timetables: {} };
  const fromMs = toEpochMs(opening.openedAt) - day;
  return {
    admission: decided,
    terms: termsOf(contract, client.language),
    timetables: compileContract(contract, fromMs, Math.max(reachesMs, fromMs) + firstSpanMs),
  };
}
