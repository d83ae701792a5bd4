import { z } from 'zod';
import { piecesOf } from '../calendar/pieces';
import type { Timetable } from '../calendar/timetable';
import { entrySchema, lateEntry, type Entry } from './facts';
import { countedIn, type Stop, type Stretch, type Timetables } from './life';

const ms = z.number().int();

/** Why time is counted or not. What a pause is for stands in `detail`. */
export const segmentReasonSchema = z.enum([
  'support-hours',
  'outside-hours',
  'holiday',
  'special-day',
  'paused',
  'planned-downtime',
  'stopped',
  'dropped',
]);
export type SegmentReason = z.infer<typeof segmentReasonSchema>;

/** The annex clause that each reason stands on. */
export const segmentClauses: Record<SegmentReason, string> = {
  'support-hours': '§5',
  'outside-hours': '§5',
  holiday: '§5',
  'special-day': '§5',
  paused: 'GTR',
  'planned-downtime': 'Arrêt Planifié',
  stopped: 'GTR',
  dropped: '§7',
};

/**
 * A piece of a clock's life, `[fromMs, toMs)` in epoch milliseconds, counted whole or not at all. `countedMs` is its share of
 * the time counted: the shares add up to the reading exactly. `deductedMs` is the support time that it takes out.
 */
export const segmentSchema = z
  .strictObject({
    fromMs: ms,
    toMs: ms,
    counted: z.boolean(),
    countedMs: ms,
    deductedMs: ms,
    reason: segmentReasonSchema,
    clause: z.string(),
    hours: z.string(),
    /** The target that held, milliseconds of support, and its number: 0 for the first one, one more with each change. */
    targetMs: ms,
    deadline: z.number().int(),
    /**
     * The name in both languages, with its source, of the holiday or special day on which the time lies, counted or not; the
     * reason of a pause; the name of a downtime.
     */
    names: z.strictObject({ fr: z.string(), en: z.string() }).nullable(),
    source: z.string().nullable(),
    /** Who entered what the segment stands on later than it happened, when, and on what evidence. */
    entered: entrySchema.nullable(),
  })
  .meta({ id: 'Segment' });
export type Segment = z.infer<typeof segmentSchema>;

/**
 * Why a clock stands where it stands at an instant (epoch milliseconds): its life from the start in order, without gap or
 * overlap. Where time was counted again in other hours, or dropped, the segments show what holds at that instant (annex §7).
 * A stopped clock is told up to its stop, what came after it is told once it was reopened.
 */
export function explain(life: readonly Stretch[], timetables: Timetables, untilMs: number): Segment[] {
  // What changes the target at the very instant decides too how the time before it counts.
  const lived = life.filter(({ fromMs }) => fromMs <= untilMs);
  const stop = lived.at(-1)?.stop;
  const endMs = stop?.atMs ?? untilMs;
  const told = inForce(stop ? [...lived.filter(({ fromMs }) => fromMs < endMs), stop] : lived);
  const segments = told
    .filter(({ fromMs }) => fromMs < endMs)
    .flatMap((stretch) => segmentsOf(stretch, timetables, Math.min(stretch.toMs, endMs)));
  return joined(segments);
}

/** The stop that a reading at an instant stands on, its reason if it is no end of the matter, and its late entry; `null` for a clock that is not stopped then. */
export function stopTold(
  life: readonly Stretch[],
  atMs: number,
): { atMs: number; reason?: string; entered: Entry | null } | null {
  const stretch = life.findLast(({ fromMs }) => fromMs <= atMs);
  if (!stretch?.stop) return null;
  const reason = stretch.because.kind === 'stop' ? stretch.because.reason : undefined;
  return { atMs: stretch.stop.atMs, ...(reason === undefined ? {} : { reason }), entered: lateEntry(stretch.because) };
}

type Told = Stretch & { readonly dropped: boolean };

/** The stretches as they count now: those before a restart do not, those before a recount do in the hours of the recount. */
function inForce(life: readonly (Stretch | Stop)[]): Told[] {
  const told: Told[] = [];
  for (const stretch of life) {
    for (const [index, earlier] of told.entries()) {
      if (stretch.before === 'dropped') told[index] = { ...earlier, dropped: true };
      if (stretch.before === 'recounted' && !earlier.dropped) told[index] = { ...earlier, hours: stretch.hours };
    }
    if ('state' in stretch) told.push({ ...stretch, dropped: false });
  }
  return told;
}

type MakeSegment = (
  reason: SegmentReason,
  span: { readonly fromMs: number; readonly toMs: number },
  more?: Partial<Pick<Segment, 'deductedMs' | 'names' | 'source' | 'entered'>>,
) => Segment;

function segmentsOf(stretch: Told, timetables: Timetables, toMs: number): Segment[] {
  const { state, fromMs, hours, targetMs, deadline, because, dropped } = stretch;
  const timetable = timetables[hours];
  // Each field by its name: copying parts of objects would take ten times as long.
  const segment: MakeSegment = (reason, span, more) => ({
    fromMs: span.fromMs,
    toMs: span.toMs,
    counted: reason === 'support-hours',
    countedMs: reason === 'support-hours' ? span.toMs - span.fromMs : 0,
    deductedMs: more?.deductedMs ?? 0,
    reason,
    clause: segmentClauses[reason],
    hours,
    targetMs,
    deadline,
    names: more?.names ?? null,
    source: more?.source ?? null,
    entered: more?.entered ?? null,
  });
  const whole = { fromMs, toMs };
  const deductedMs = countedIn(timetables, { state: 'running', hours }, fromMs, toMs);
  if (dropped) return [segment('dropped', whole, { deductedMs: state === 'running' ? deductedMs : 0 })];
  const entered = lateEntry(because);
  if (state === 'running') {
    const [first, ...rest] = timetable ? hoursOf(timetable, fromMs, toMs, segment) : [];
    return first ? [entered ? { ...first, entered } : first, ...rest] : [];
  }
  if (state === 'stopped') return [segment('stopped', whole, { entered })];
  if (because.kind === 'exclude')
    return [segment('planned-downtime', whole, { deductedMs, entered, names: { fr: because.name, en: because.name } })];
  const names = because.kind === 'pause' ? { fr: because.reason, en: because.reason } : null;
  return [segment('paused', whole, { deductedMs, entered, names })];
}

/** Openings and what lies between them, holidays and special days by name. */
function hoursOf(timetable: Timetable, fromMs: number, toMs: number, segment: MakeSegment): Segment[] {
  return piecesOf(timetable, fromMs, toMs).map((piece) => {
    const { open, rule } = piece;
    const closed = !rule ? 'outside-hours' : rule.source === 'contract' ? 'special-day' : 'holiday';
    return segment(open ? 'support-hours' : closed, piece, rule);
  });
}

/** Neighbours that say the same under the same target are one. */
function joined(segments: readonly Segment[]): Segment[] {
  const whole: Segment[] = [];
  for (const segment of segments) {
    const last = whole.at(-1);
    if (last && last.toMs === segment.fromMs && saysTheSame(last, segment)) {
      whole[whole.length - 1] = {
        ...last,
        toMs: segment.toMs,
        countedMs: last.countedMs + segment.countedMs,
        deductedMs: last.deductedMs + segment.deductedMs,
      };
    } else whole.push(segment);
  }
  return whole;
}

function saysTheSame(a: Segment, b: Segment): boolean {
  return (
    a.deadline === b.deadline &&
    a.reason === b.reason &&
    a.hours === b.hours &&
    a.source === b.source &&
    a.names?.fr === b.names?.fr &&
    a.names?.en === b.names?.en &&
    a.entered?.by === b.entered?.by &&
    a.entered?.recordedMs === b.entered?.recordedMs &&
    a.entered?.evidence === b.entered?.evidence
  );
}
