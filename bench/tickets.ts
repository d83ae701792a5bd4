import { explain } from '../domain/clock/explanation';
import type { ClockFact } from '../domain/clock/facts';
import { clockLife, type Timetables } from '../domain/clock/life';
import type { ClockPolicies } from '../domain/clock/policies';
import { readClock } from '../domain/clock/reading';
import { hourMs, minuteMs, type Case } from './cases';
import type { MinuteWalk } from './minute-walk';

/** What happened to one ticket, and when its clock is read (epoch milliseconds). */
export interface Ticket {
  readonly facts: readonly ClockFact[];
  readonly startMs: number;
  readonly asOfMs: number;
}

const policies: ClockPolicies = { onRetarget: 'carry-elapsed', onReopen: 'continue', deductPlannedDowntime: false };
/** Hours after the start. The waits lie so that neither target is used up before the clock is read. */
const [wait, goesOn, changes, waitsAgain, goesOnAgain, read] = [2, 26, 30, 50, 75, 80].map(
  (hours) => hours * hourMs,
) as [number, number, number, number, number, number];
const targetHours = { before: 90, after: 50 };

/** Two waits for the client, and between them a change from a priority counted at all hours to one of office hours. */
export function ticketOf({ startMs }: Case): Ticket {
  const facts: ClockFact[] = [
    { kind: 'start', atMs: startMs, targetMs: targetHours.before * hourMs, hours: 'always' },
    { kind: 'pause', atMs: startMs + wait, wait: 'log files', reason: 'client' },
    { kind: 'resume', atMs: startMs + goesOn, wait: 'log files' },
    { kind: 'retarget', atMs: startMs + changes, targetMs: targetHours.after * hourMs, hours: 'office' },
    { kind: 'pause', atMs: startMs + waitsAgain, wait: 'a test', reason: 'client' },
    { kind: 'resume', atMs: startMs + goesOnAgain, wait: 'a test' },
  ];
  return { facts, startMs, asOfMs: startMs + read };
}

/** The whole reading of a ticket's clock; gives the deadline (epoch milliseconds). */
export function readDeadline({ facts, asOfMs }: Ticket, timetables: Timetables): number {
  return readClock(facts, timetables, policies, asOfMs)?.dueMs ?? NaN;
}

/** Why a clock stands where it stands, from its start to an instant (epoch milliseconds); gives how many segments tell it. */
export function explainUntil({ facts }: Ticket, timetables: Timetables, untilMs: number): number {
  return explain(clockLife(facts, timetables, policies), timetables, untilMs).length;
}

/** Whether deadline and time counted are those of the minute walk. */
export function readingIsRight({ facts, startMs, asOfMs }: Ticket, timetables: Timetables, walk: MinuteWalk): boolean {
  const reading = readClock(facts, timetables, policies, asOfMs);
  const counts = countsIn(startMs, walk);
  let counted = 0;
  for (let atMs = startMs; atMs < asOfMs; atMs += minuteMs) if (counts(atMs)) counted += 1;
  return (
    reading?.countedMs === counted * minuteMs && reading.dueMs === walk.after(startMs, targetHours.after * 60, counts)
  );
}

/** Whether the segments follow each other from the start to the deadline, count the minutes of the walk, and no others. */
export function explanationIsRight(
  { facts, startMs }: Ticket,
  timetables: Timetables,
  dueMs: number,
  walk: MinuteWalk,
): boolean {
  const counts = countsIn(startMs, walk);
  let atMs = startMs;
  for (const segment of explain(clockLife(facts, timetables, policies), timetables, dueMs)) {
    if (segment.fromMs !== atMs || segment.countedMs !== (segment.counted ? segment.toMs - segment.fromMs : 0))
      return false;
    for (; atMs < segment.toMs; atMs += minuteMs) if (counts(atMs) !== segment.counted) return false;
  }
  return atMs === dueMs;
}

/** Which minutes count, given by the instant at which they begin. */
function countsIn(startMs: number, walk: MinuteWalk): (atMs: number) => boolean {
  return (atMs) => {
    const afterMs = atMs - startMs;
    const waiting = (afterMs >= wait && afterMs < goesOn) || (afterMs >= waitsAgain && afterMs < goesOnAgain);
    return !waiting && (afterMs < changes || walk.isOpen(atMs));
  };
}
