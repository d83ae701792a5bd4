import type { Segment } from '../../../domain/clock/explanation';
import type { ClockFact } from '../../../domain/clock/facts';
import type { Reading } from '../../../domain/clock/reading';
import { Walk, type Tick, type World } from './clock-oracle';

/* What can be read off a walk through time: the figures of a clock, and its explanation. */

const knownTo = (facts: readonly ClockFact[], asOfMs: number): ClockFact[] =>
  facts.filter(({ atMs, kind }) => kind === 'exclude' || atMs <= asOfMs);

export function oracleReading(world: World, facts: readonly ClockFact[], asOfMs: number): Reading | undefined {
  const known = knownTo(facts, asOfMs);
  const { moments, usedUp, frozen } = new Walk(world, known, { untilMs: asOfMs });
  const now = moments[asOfMs];
  if (!now) return undefined;
  const { countedMs, targetMs, target } = frozen ?? now;
  const runs = (atMs: number): boolean => {
    const then = moments[atMs];
    return then?.state === 'running' && world.isOpen(then.hours, atMs);
  };
  let changesMs = asOfMs + 1;
  while (changesMs < world.spanMs && runs(changesMs) === runs(asOfMs)) changesMs += 1;
  const dueMs = usedUp.get(target);
  const resumed =
    now.state === 'paused' ? new Walk(world, known, { resumedAtMs: asOfMs }).usedUp.get(target) : undefined;
  const breached = countedMs > targetMs;
  const lateSince = breached ? (dueMs ?? NaN) : undefined;
  return {
    state: now.state,
    countedMs,
    targetMs,
    remainingMs: targetMs - countedMs,
    running: runs(asOfMs),
    asOfMs,
    changesMs: changesMs < world.spanMs ? changesMs : undefined,
    dueMs,
    dueIfResumedMs: resumed,
    breached,
    lateness:
      lateSince === undefined
        ? undefined
        : { supportMs: countedMs - targetMs, elapsedMs: (frozen?.fact.atMs ?? asOfMs) - lateSince },
    verdict: frozen && (breached ? 'breached' : 'met'),
    stoppedMs: frozen?.fact.atMs,
  };
}

/** Every millisecond told by what it is, neighbours that are told the same as one piece. */
export function oracleSegments(world: World, facts: readonly ClockFact[], asOfMs: number): Omit<Segment, 'clause'>[] {
  const { told, startMs = 0 } = new Walk(world, knownTo(facts, asOfMs), { toldAtMs: asOfMs });
  const pieces: Omit<Segment, 'clause'>[] = [];
  let lastKey = '';
  // Of time that runs, what let it run is told where it begins to, up to the first opening, closing or other day.
  let first: string | undefined;
  for (const [index, tick] of told.entries()) {
    const atMs = startMs + index;
    const plain = labelOf(world, tick, atMs);
    const what = [plain.reason, plain.names?.en, plain.source].join();
    if (told[index - 1]?.sinceMs !== tick.sinceMs) first = what;
    else if (first !== what) first = undefined;
    const tells = !tick.dropped && (tick.state !== 'running' || first !== undefined);
    const label = { ...plain, entered: tells ? enteredLate(tick) : null };
    const open = world.isOpen(tick.hours, atMs);
    const deductible = tick.dropped ? tick.state === 'running' : tick.state === 'paused' || tick.state === 'excluded';
    const deductedMs = open && deductible ? 1 : 0;
    const countedMs = label.counted ? 1 : 0;
    const { reason, hours, names, source, entered } = label;
    const key = [
      tick.target,
      reason,
      hours,
      names?.en,
      source,
      entered?.by,
      entered?.recordedMs,
      entered?.evidence,
    ].join();
    const last = pieces.at(-1);
    if (last && key === lastKey) {
      last.toMs += 1;
      last.countedMs += countedMs;
      last.deductedMs += deductedMs;
    } else pieces.push({ fromMs: atMs, toMs: atMs + 1, countedMs, deductedMs, ...label });
    lastKey = key;
  }
  return pieces;
}

function enteredLate({ because }: Tick): Segment['entered'] {
  const { by = null, recordedMs, evidence = null } = because ?? {};
  return because && recordedMs !== undefined && recordedMs > because.atMs ? { by, recordedMs, evidence } : null;
}

type Label = Pick<Segment, 'reason' | 'counted' | 'hours' | 'targetMs' | 'deadline' | 'names' | 'source'>;

function labelOf(world: World, { state, hours, targetMs, target, because, dropped }: Tick, atMs: number): Label {
  const plain = { counted: false, hours, targetMs, deadline: target, names: null, source: null };
  if (dropped) return { ...plain, reason: 'dropped' };
  if (state === 'running') {
    const day = world.hours[hours]?.days.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
    const { names, source } = day ?? plain;
    if (world.isOpen(hours, atMs)) return { ...plain, reason: 'support-hours', counted: true, names, source };
    if (!day) return { ...plain, reason: 'outside-hours' };
    return { ...plain, reason: source === 'contract' ? 'special-day' : 'holiday', names, source };
  }
  if (state === 'stopped') return { ...plain, reason: 'stopped' };
  const name = because?.kind === 'pause' ? because.reason : because?.kind === 'exclude' ? because.name : '';
  return {
    ...plain,
    reason: state === 'paused' ? 'paused' : 'planned-downtime',
    names: { fr: name, en: name },
  };
}
