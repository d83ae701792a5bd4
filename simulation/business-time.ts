import { compileTimetable, zoneDataVersion } from '../domain/calendar/compile';
import type { Holiday } from '../domain/calendar/holidays';
import { minutesOfDay } from '../domain/calendar/support-hours';
import type { Timetable } from '../domain/calendar/timetable';
import type { ClockFact } from '../domain/clock/facts';
import type { ClockPolicies } from '../domain/clock/policies';
import { readClock } from '../domain/clock/reading';
import { readQuestion, type BusinessQuestion } from './business-question';
import { answeredLine, UnusableQuestion, type LineAnswer } from './question-line';

const minuteMs = 60_000;
const dayMs = 24 * 3600 * 1000;
/** A question whose answer lies further away than this is taken for a slip of the pen. */
const longestYears = 100;
const longestMs = longestYears * 365.25 * dayMs;
/** How much of a calendar is compiled at a time, at most: a long way takes time, and never much memory. */
const longestStepMs = 3000 * dayMs;

/** The answer to one line: an instant for `add`, a number of minutes for `between`, or why there is none. */
export type BusinessTimeAnswer = LineAnswer<string | number>;

const policies: ClockPolicies = { onRetarget: 'carry-elapsed', onReopen: 'continue', deductPlannedDowntime: false };
const holiday: Holiday = {
  names: { fr: 'jour férié', en: 'holiday' },
  source: 'asked',
  fromMinute: 0,
  toMinute: minutesOfDay,
};

/**
 * Answers questions of business time, one JSON text a line, with the calendar and the clock that tickets have (annex §5, GTR),
 * as far as {@link longestYears} years after the start.
 */
export class BusinessTime {
  /** The last calendar asked for with its timetable: files ask many questions of one calendar. */
  private last: { key: string; timetable: Timetable } | undefined;

  answer(text: string, line: number): BusinessTimeAnswer {
    return answeredLine(line, () => {
      const asked = readQuestion(text);
      return asked.op === 'add' ? this.add(asked) : this.between(asked);
    });
  }

  private add(asked: Extract<BusinessQuestion, { op: 'add' }>): string {
    const targetMs = Math.round(asked.minutes * minuteMs);
    if (targetMs === 0) return written(asked.start);
    // No less time passes than is counted.
    const dueMs = targetMs > longestMs ? undefined : this.count(asked, targetMs, asked.start + longestMs).dueMs;
    if (dueMs === undefined) throw tooFar('the answer lies');
    return written(dueMs);
  }

  private between(asked: Extract<BusinessQuestion, { op: 'between' }>): number {
    if (asked.end <= asked.start) return 0;
    if (asked.end - asked.start > longestMs) throw tooFar('end lies');
    // No more can be counted than passes: a target of more is never used up.
    return this.count(asked, asked.end - asked.start + 1, asked.end).countedMs / minuteMs;
  }

  /**
   * What is counted from the start up to an instant, or up to where a target is used up on the way. It is counted by steps, so
   * that no more is compiled than is looked at: neither what lies past the answer nor what a pause takes out.
   */
  private count(
    asked: BusinessQuestion,
    targetMs: number,
    untilMs: number,
  ): { countedMs: number; dueMs: number | undefined } {
    const waits = unitedWaits(asked);
    let countedMs = 0;
    let fromMs = asked.start;
    let stepMs = Math.min(60 * dayMs + 4 * targetMs, 400 * dayMs);
    while (fromMs < untilMs) {
      const ahead = waits.filter((wait) => wait.toMs > fromMs);
      const wait = ahead[0];
      if (wait && wait.fromMs <= fromMs) {
        fromMs = wait.toMs;
        continue;
      }
      const timetable = this.timetable(asked, fromMs, stepMs);
      const toMs = Math.min(timetable.toMs, untilMs);
      const facts = factsOf(fromMs, targetMs - countedMs, ahead);
      const reading = readClock(facts, { asked: timetable }, policies, toMs);
      countedMs += reading?.countedMs ?? 0;
      // The timetable may reach further than the count.
      if (reading?.dueMs !== undefined && reading.dueMs <= untilMs) return { countedMs, dueMs: reading.dueMs };
      fromMs = toMs;
      stepMs = Math.min(2 * stepMs, longestStepMs);
    }
    return { countedMs, dueMs: undefined };
  }

  /** A timetable that holds at an instant, and for so long after it unless one is at hand that ends before. */
  private timetable({ timezone, hours, holidays }: BusinessQuestion, fromMs: number, stepMs: number): Timetable {
    const key = JSON.stringify([timezone, hours, holidays]);
    const known = this.last?.key === key ? this.last.timetable : undefined;
    if (known && known.fromMs <= fromMs && known.toMs > fromMs) return known;
    const weeks = [{ week: hours, onClosedDays: 'closed' as const }];
    const closed = new Map((holidays ?? []).map((date) => [date, holiday]));
    const timetable = compileTimetable({ zone: timezone, holidays: null, specialDays: [], weeks }, closed, {
      ...spanWith(known, { fromMs: fromMs - dayMs, toMs: fromMs + stepMs }),
      zoneData: zoneDataVersion(),
    });
    this.last = { key, timetable };
    return timetable;
  }
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A span that takes in a known one at twice its length, so that many questions in any order compile it a few times only. */
function spanWith(known: Span | undefined, wanted: Span): Span {
  if (!known) return wanted;
  const knownMs = known.toMs - known.fromMs;
  const united =
    wanted.toMs > known.toMs
      ? { fromMs: known.fromMs, toMs: Math.max(wanted.toMs, known.toMs + knownMs) }
      : { fromMs: Math.min(wanted.fromMs, known.fromMs - knownMs), toMs: known.toMs };
  return united.toMs - united.fromMs <= longestStepMs && united.fromMs <= wanted.fromMs ? united : wanted;
}

/** The pauses in order, those that overlap or touch as one. */
function unitedWaits({ pauses }: BusinessQuestion): Span[] {
  const united: Span[] = [];
  for (const [fromMs, toMs] of (pauses ?? []).filter(([from, to]) => to > from).sort(([a], [b]) => a - b)) {
    const last = united.at(-1);
    if (last && fromMs <= last.toMs) united[united.length - 1] = { ...last, toMs: Math.max(last.toMs, toMs) };
    else united.push({ fromMs, toMs });
  }
  return united;
}

function factsOf(fromMs: number, targetMs: number, waits: readonly Span[]): ClockFact[] {
  const held = waits.flatMap((wait): ClockFact[] => [
    { kind: 'pause', atMs: wait.fromMs, reason: 'pause' },
    { kind: 'resume', atMs: wait.toMs },
  ]);
  return [{ kind: 'start', atMs: fromMs, targetMs, hours: 'asked' }, ...held];
}

function tooFar(what: string): UnusableQuestion {
  return new UnusableQuestion(`${what} more than ${longestYears} years after start`);
}

/** ISO 8601 with the offset of UTC in figures, milliseconds only where there are any. */
function written(atMs: number): string {
  const text = new Date(atMs).toISOString();
  // Years of more figures have a sign before them, which many a reader refuses.
  if (!/^\d{4}-/.test(text)) throw new UnusableQuestion('the answer lies outside the years 0000 to 9999');
  return text.replace('.000Z', '+00:00').replace('Z', '+00:00');
}
