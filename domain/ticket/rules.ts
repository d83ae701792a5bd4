import type { TicketState } from './schema';

/** The rules that a new ticket is admitted under. One more with each rule that would decide otherwise than before. */
export const rulesInForce = 9;

/**
 * Under which rules a ticket was admitted: a rule that asks for more than before holds from its number on, so that what was
 * decided stays decided, and a replay does as the run did. 2: silence counts from when the client was told, in timetables
 * that are made longer for it; a qualification is changed with its reason; what a
 * late entry puts off is announced again. 3: an announcement gives way only to a later one that the same reader is told of. 4: a
 * proposed resolution waits for the quotation as `resolve` does; the ends of a corrected wait are facts, before which nothing is
 * entered, and it begins no reminders anew; no duplicate is merged into a resolved ticket; nothing is pending on a ticket that is
 * over; one that was refused before its admission was decided is not told to be received; none
 * is resolved with a quotation open, or ended with one accepted and not billed. 5: what the client has declined of an anomaly is
 * not proposed to it again; a ticket that ends without a resolution has met no time to it; one that becomes a request is
 * untied from its anomaly, and whose reproduction it had goes with the tie. 6: nothing is resolved before it is qualified; another
 * priority than the qualified one, and the closing of a resolved ticket by support, need the client's agreement; the client is
 * told of another priority; a proposal that a qualification has overtaken ends; waits keep the numbers that they were entered under. 7: the rules hold
 * from the opening on, before the contract is read; a priority that both sides have agreed on is not changed by the first
 * qualification alone; no question left unanswered ends what an accepted quotation has begun; files that a client adds while it is
 * asked are its answer; what it writes of a resolution is no silence; what support did first can be entered after a proposal; each
 * side is told what the other one has entered for it of a quotation, a closing or a wait. 8: a delay counts in the hours of the
 * priority that held when it began; a wait that is entered late stands before what begins as it ends; a request that becomes an
 * incident again has the priority of before or one that is agreed on; what is to be billed stays an additional request, and what was
 * resolved becomes none unpaid; what the client attaches or proposes of a resolution is no silence, and a call entered late takes it no
 * last word; support answers a proposal before it qualifies otherwise; an incident has a cause where it is the client's, and no other.
 * 9: what is entered later than it happened has its evidence, and so has a resolution that support declines for the client, which is told
 * of it; a withdrawn proposal and a file that is added are told to the other side; a delay that an amendment would end at once has its length from there.
 */
export function rulesOf({
  terms,
  opening,
}: Pick<TicketState, 'terms'> & Partial<Pick<TicketState, 'opening'>>): number {
  return terms?.rules ?? opening?.rules ?? 1;
}
