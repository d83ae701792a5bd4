import { formatWeekdayTime } from '../time/format';
import { bandWords } from '../wording/band';
import type { Language } from '../wording/wording';
import type { Axis } from './axis';
import type { ExplainedClock, Piece } from './pieces';

/** A flag on the axis: its text, and where it stands as a part of the whole. */
export interface Mark {
  readonly kind: 'past' | 'now' | 'due' | 'due-if-resumed';
  readonly text: string;
  readonly when: string;
  readonly ms: number;
  readonly at: number;
}

/** What is marked on the band of a clock: when it was created, asked, answered, changed; now; and when it is due. */
export function marksOf(
  clock: ExplainedClock,
  pieces: readonly Piece[],
  { axis, zone, language }: { readonly axis: Axis; readonly zone: string; readonly language: Language },
): readonly Mark[] {
  const words = bandWords[language].marks;
  const mark = (kind: Mark['kind'], text: string, ms: number): Mark => ({
    ...{ kind, text, ms },
    when: formatWeekdayTime(ms, zone, language),
    at: axis.at(ms),
  });
  const [first] = pieces;
  const last = pieces.at(-1);
  if (!first || !last) return [];
  const waits = pieces.filter(({ fill }) => fill === 'waiting');
  const open = clock.stopped === null;
  const { dueAt, dueIfResumedNow } = clock;
  return [
    mark('past', words.created, first.fromMs),
    ...waits.map(({ fromMs }) => mark('past', words.question, fromMs)),
    ...waits.filter(({ toMs }) => toMs < last.toMs).map(({ toMs }) => mark('past', words.answer, toMs)),
    ...clock.changes.map(({ from, to, at }) =>
      mark('past', words.change(from.name ?? '', to.name ?? ''), Date.parse(at)),
    ),
    open ? mark('now', words.now, last.toMs) : mark('past', words.stopped, last.toMs),
    ...(open && dueAt !== null ? [mark('due', words.due, Date.parse(dueAt))] : []),
    ...(open && dueAt === null && dueIfResumedNow !== null
      ? [mark('due-if-resumed', words.dueIfResumed, Date.parse(dueIfResumedNow))]
      : []),
  ].toSorted((a, b) => a.ms - b.ms);
}

/** About how wide a letter of a flag is, in pixels. */
const LETTER_PX = 6.6;

/** In which line each flag stands so that none covers another, given the width of the band in pixels. */
export function linesOf(marks: readonly Mark[], widthPx: number): readonly number[] {
  const ends: number[] = [];
  return marks.map((mark) => {
    const lengthPx = Math.max(mark.text.length, mark.when.length) * LETTER_PX + 14;
    const fromPx = Math.min(mark.at * widthPx, widthPx - lengthPx);
    const free = ends.findIndex((end) => end <= fromPx);
    const line = free === -1 ? ends.length : free;
    ends[line] = fromPx + lengthPx;
    return line;
  });
}
