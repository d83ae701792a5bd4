import { openings, type DayRule, type Timetable } from './timetable';

/** A piece of time `[fromMs, toMs)` in epoch milliseconds: open whole or closed whole, on a day with a rule of its own or not. */
export interface Piece {
  readonly fromMs: number;
  readonly toMs: number;
  readonly open: boolean;
  /** The holiday or special day on whose date it lies; time counted on it may be of an opening begun the evening before. */
  readonly rule: DayRule | undefined;
}

/** Time cut where support hours begin and end and where a day with a rule of its own does, in order and without gap (annex §5). */
export function piecesOf(timetable: Timetable, fromMs: number, toMs: number): Piece[] {
  const { days } = timetable;
  const pieces: Piece[] = [];
  let atMs = fromMs;
  let next = 0;
  const goOn = (untilMs: number, open: boolean): void => {
    while (atMs < untilMs) {
      let day = days[next];
      // The days stand in order, so none is looked at again.
      while (day && day.toMs <= atMs) day = days[(next += 1)];
      const rule = day && day.fromMs <= atMs ? day : undefined;
      const endMs = Math.min(untilMs, rule ? rule.toMs : (day?.fromMs ?? untilMs));
      pieces.push({ fromMs: atMs, toMs: endMs, open, rule });
      atMs = endMs;
    }
  };
  for (const opening of openings(timetable, fromMs, toMs)) {
    goOn(opening.fromMs, false);
    goOn(opening.toMs, true);
  }
  goOn(toMs, false);
  return pieces;
}
