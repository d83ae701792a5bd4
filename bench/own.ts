import { compileHours } from '../domain/calendar/compile';
import { instantAfter, type Timetable } from '../domain/calendar/timetable';
import { share, shareRight } from './agreement';
import { compileAll, compileOffice, dayMs, drawCases, minuteMs, officeHours, spanMs, type Case } from './cases';
import { digest, type Contestant } from './measure';
import type { MinuteWalk } from './minute-walk';
import { explainUntil, explanationIsRight, readDeadline, readingIsRight, ticketOf } from './tickets';

/** What Cadran is asked in the bench, checked against the minute walk first and timed then. */
export class Own {
  /** The cases that the peers are asked, too. */
  readonly cases: readonly Case[];
  /** So many that no processor learns its way through them by heart. */
  private readonly manyCases: readonly Case[];
  private readonly slowCases: readonly Case[];
  private readonly slowestCases: readonly Case[];
  private readonly timetables = compileAll();
  private readonly tickets;

  constructor({ seed, shared, many, slow, slowest }: Record<'seed' | 'shared' | 'many' | 'slow' | 'slowest', number>) {
    this.cases = drawCases(shared, seed);
    this.manyCases = drawCases(many, seed + 1);
    this.slowCases = this.cases.slice(0, slow);
    this.slowestCases = this.cases.slice(0, slowest);
    this.tickets = this.cases.map((one) => {
      const ticket = ticketOf(one);
      return { ...ticket, dueMs: readDeadline(ticket, this.timetables) };
    });
  }

  /** Shares, from 0 to 1, in which the answers are those of the minute walk. */
  agreement(walk: MinuteWalk): Record<string, number> {
    const { timetables, tickets, cases, slowCases, slowestCases } = this;
    const sample = this.manyCases.slice(0, cases.length);
    const coldRight = (one: Case, timetable: Timetable) => shareRight([one], timetable, walk) === 1;
    return {
      deadlines: shareRight([...cases, ...sample], timetables.office, walk),
      coldDeadlines: share(slowCases, (one) => coldRight(one, compileOffice(...firstSpan(one)))),
      coldDeadlinesAndHolidays: share(slowestCases, (one) =>
        coldRight(one, compileHours(officeHours, ...firstSpan(one))),
      ),
      readings: share(tickets, (ticket) => readingIsRight(ticket, timetables, walk)),
      explanations: share(tickets, (ticket) => explanationIsRight(ticket, timetables, ticket.dueMs, walk)),
    };
  }

  contestants(): Contestant[] {
    const { timetables, tickets, cases, slowCases, slowestCases } = this;
    const compiled = (one: Case) => after(compileOffice(...firstSpan(one)), one);
    const compiledWithHolidays = (one: Case) => after(compileHours(officeHours, ...firstSpan(one)), one);
    return [
      deadlines('warm', cases, timetables.office),
      deadlines('warm, many cases', this.manyCases, timetables.office),
      over('readings', tickets, (ticket) => readDeadline(ticket, timetables)),
      over('explanations', tickets, (ticket) => explainUntil(ticket, timetables, ticket.dueMs)),
      over('cold', slowCases, compiled),
      over('cold, with holidays', slowestCases, compiledWithHolidays),
    ];
  }
}

/**
 * The span that is compiled for a case: what a ticket gets when it opens (`activities/ticket.ts`), from the day before it on.
 * Epoch milliseconds.
 */
function firstSpan({ startMs }: Case): [fromMs: number, toMs: number] {
  return [startMs - dayMs, Math.min(startMs + 60 * dayMs, spanMs.toMs)];
}

function after(timetable: Timetable, { startMs, minutes }: Case): number {
  return instantAfter(timetable, startMs, minutes * minuteMs) ?? NaN;
}

/** A loop of its own: in one that others share, the engine could not join caller and callee, as it does in the product. */
function deadlines(name: string, cases: readonly Case[], timetable: Timetable): Contestant {
  const pass = (): number => {
    let sum = 0;
    for (const one of cases) sum = digest(sum, after(timetable, one));
    return sum;
  };
  return { name, results: cases.length, pass };
}

/** One result for each item. */
export function over<Item>(name: string, items: readonly Item[], answer: (item: Item) => number): Contestant {
  const pass = (): number => {
    let sum = 0;
    for (const item of items) sum = digest(sum, answer(item));
    return sum;
  };
  return { name, results: items.length, pass };
}
