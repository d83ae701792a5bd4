import fc from 'fast-check';
import {
  countedBetween,
  extended,
  instantAfter,
  openings,
  openingState,
  type Timetable,
} from '../../../domain/calendar/timetable';
import { holds } from '../seeds';
import { caseIn, prepared, zones } from './timetable-cases';

/** Who can be asked about support hours: the timetable and the oracle answer the same questions. */
interface Answering {
  openings(): unknown;
  state(at: number): { open: boolean; changesMs: number | undefined };
  count(from: number, to: number): number;
  after(from: number, amount: number): number | undefined;
}

const timetableAnswers = (timetable: Timetable): Answering => ({
  openings: () => openings(timetable),
  state: (at) => openingState(timetable, at),
  count: (from, to) => countedBetween(timetable, from, to),
  after: (from, amount) => instantAfter(timetable, from, amount),
});

/** All answers of one, as one value: a single comparison for each case keeps many cases affordable. */
function answers(asked: Answering, questions: readonly Question[], toMs: number): unknown[] {
  const each = questions.map(({ at, until, amounts }) => ({
    at,
    state: at < toMs ? asked.state(at) : null,
    counted: [until, asked.count(at, until)],
    due: amounts.map((amount) => [amount, asked.after(at, amount)]),
  }));
  return [asked.openings(), ...each];
}

interface Question {
  readonly at: number;
  readonly until: number;
  readonly amounts: readonly number[];
}

describe.each(zones.map((zone, place) => [zone, place] as const))('%s', (zone, place) => {
  const cases = caseIn(zone);

  test('opens, counts and adds as the walk from minute to minute does', () => {
    holds(
      fc.property(cases, (one) => {
        const { timetable, oracle, instants, toMs } = prepared(one);
        const runs = oracle.openings();
        const questions = instants.map((at, index): Question => {
          const until = instants[(index * 5 + 3) % instants.length] ?? at;
          // The amount that ends at a closing gives the closing, a millisecond more lies after the next opening.
          const toClosing = oracle.count(at, runs[index % runs.length]?.toMs ?? at);
          return { at, until, amounts: [one.amount, oracle.count(at, until), toClosing, toClosing + 1] };
        });
        expect(answers(timetableAnswers(timetable), questions, toMs)).toEqual(answers(oracle, questions, toMs));
      }),
      { numRuns: 12, place },
    );
  });

  test('adding and counting undo each other, counts add up, and later instants never count less', () => {
    holds(
      fc.property(cases, (one) => {
        const { timetable, instants, fromMs, toMs } = prepared(one);
        const count = (from: number, to: number): number => countedBetween(timetable, from, to);
        const after = (from: number, amount: number) => instantAfter(timetable, from, amount);
        const faults = instants.flatMap((b, index) => {
          const [a, c] = [instants[index - 1] ?? fromMs, instants[index + 1] ?? toMs];
          const { amount } = one;
          const [due, later] = [after(a, amount), after(b, amount)];
          const laws = {
            'counts add up': count(a, b) + count(b, c) === count(a, c),
            'a span counts at least nothing and at most itself': count(a, b) >= 0 && count(a, b) <= b - a,
            'a reversed span counts nothing': count(c, a) === 0,
            'a later start is never due sooner': later === undefined || (due !== undefined && due <= later),
            'an amount added is the amount counted': due === undefined || count(a, due) === amount,
            'no sooner instant would do': due === undefined || amount === 0 || count(a, due - 1) === amount - 1,
            'never due only where the span has too little': due !== undefined || count(a, toMs) < amount,
          };
          return Object.entries(laws).flatMap(([law, holds]) => (holds ? [] : [{ law, a, b, c, amount, due, later }]));
        });
        expect(faults).toEqual([]);
      }),
      { numRuns: 12, place: place + 300 },
    );
  });

  test('two pieces joined are the whole, wherever the seam lies', () => {
    holds(
      fc.property(cases, (one) => {
        const { timetable, compiled, instants, fromMs, toMs } = prepared(one);
        const seams = instants.filter((at) => at > fromMs && at < toMs).filter((_, index) => index % 4 === 0);
        for (const seam of seams) expect(extended(compiled(fromMs, seam), compiled(seam, toMs))).toEqual(timetable);
      }),
      { numRuns: 12, place: place + 600 },
    );
  });
});
