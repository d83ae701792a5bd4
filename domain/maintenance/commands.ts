import { z } from 'zod';
import type { Decision } from '../decider';
import { refusal, type Refusal } from '../refusal';
import { text } from '../text';
import type { Actor } from '../ticket/actor';
import { instantSchema, toEpochMs, toInstant, type Instant } from '../time/instant';
import { cadran } from '../ticket/actor';
import type { MaintenanceEvent } from './events';
import { bilingualSchema, fits, spanSchema, type MaintenanceOpening, type Span } from './opening';
import { takenSchema, type Taken } from './overlap';
import type { MaintenanceState, MaintenanceStatus } from './schema';
import { unplannedSpan } from './unplanned';
import { maintenanceWaiverSchema } from './waiver';

export type MaintenanceDecision = Decision<MaintenanceEvent> | { readonly refusal: Refusal };

/** Who gives a command, and when. */
export interface GivenBy {
  readonly by: Actor;
  readonly at: Instant;
  readonly nowMs: number;
}

/** One command of a maintenance: what it takes, who may give it, in which states, and what it makes of the maintenance. */
interface MaintenanceRule<Data extends z.ZodObject> {
  readonly data: Data;
  readonly roles: readonly Actor['role'][];
  readonly in: readonly MaintenanceStatus[];
  decide(state: MaintenanceState, data: z.output<Data>, given: GivenBy): MaintenanceDecision;
}

function rule<Data extends z.ZodObject>(declared: MaintenanceRule<Data>): MaintenanceRule<Data> {
  return declared;
}

const releases: readonly Actor['role'][] = ['release-manager', 'admin', 'cadran'];

/** What was signed; who and when stand in the command. */
const signedSchema = maintenanceWaiverSchema.pick({ language: true, text: true, digest: true, signedBy: true });

/**
 * What people tell a maintenance. Windows arrive compiled: the edge has looked up whether the contract has them, which maintenance is
 * in the way (`taken`), and the first one that is free and can still be announced in time (`earliest`), which a refusal names.
 */
export const maintenanceRules = {
  move: rule({
    data: z.strictObject({
      window: spanSchema,
      earliest: instantSchema.nullable(),
      /** An older edge does not say. */
      taken: takenSchema.nullable().optional(),
      reason: bilingualSchema,
    }),
    roles: releases,
    in: ['scheduled'],
    decide(state, { window, earliest, taken, reason }, { by, at, nowMs }) {
      const { kind, work, expectedDowntimeMinutes } = state.opening;
      if (kind === 'unplanned') return refusal('not-postponable');
      if (work.kind === 'promotion') return refusal('window-of-upgrade', { upgrade: work.upgrade });
      const unfit = whyUnfit(window, expectedDowntimeMinutes, nowMs, { earliest, taken });
      if (unfit) return unfit;
      if (window.startMs === state.window.startMs && window.endMs === state.window.endMs)
        return refusal('window-unchanged', { start: toInstant(window.startMs) });
      return { events: [{ type: 'moved', at, by, data: { from: state.window, to: window, reason } }] };
    },
  }),
  cancel: rule({
    data: z.strictObject({ reason: bilingualSchema }),
    roles: releases,
    // It may wait for another maintenance by then; an upgrade that has said "go" is told that it was not begun.
    in: ['scheduled', 'asking'],
    decide({ opening }, data, { by, at }) {
      const told = { outcome: 'not-started' as const, detail: data.reason.en };
      return {
        events: [
          ...(opening.work.kind === 'promotion'
            ? [{ type: 'promotion-decided' as const, at, by: cadran, data: told }]
            : []),
          { type: 'cancelled', at, by, data },
        ],
      };
    },
  }),
  /** The work of people is done: from here on the checks decide (annex §10, "retour aux conditions opérationnelles"). */
  finish: rule({
    data: z.strictObject({
      evidence: text(2000).optional().describe('How it was seen to work: asked for where no health check says so.'),
      outcome: z.enum(['done', 'rolled-back']).optional().describe('Of a promotion that people did; done unless told.'),
    }),
    roles: releases,
    in: ['in-progress'],
    decide({ course }, { evidence = null, outcome = 'done' }, { by, at }) {
      if (course.phase !== 'working') return refusal('work-not-by-hand', { phase: course.phase });
      return { events: [{ type: 'work-finished', at, by, data: { evidence, outcome } }] };
    },
  }),
  refuse: rule({
    data: signedSchema,
    roles: ['client', 'admin'],
    in: ['scheduled'],
    decide(state, signed, { by, at }) {
      const waiver = { kind: 'refusal' as const, until: null, ...signed, by, at };
      return whyNotPutOff(state) ?? { events: [{ type: 'refused', at, by, data: { waiver } }] };
    },
  }),
  postpone: rule({
    data: signedSchema.extend({ until: instantSchema }),
    roles: ['client', 'admin'],
    in: ['scheduled'],
    decide(state, { until, ...signed }, { by, at, nowMs }) {
      const { startMs, endMs } = state.window;
      const early = whyNotUntil(toInstant(startMs), until, nowMs);
      if (early) return early;
      const waiver = { kind: 'postponement' as const, until, ...signed, by, at };
      const to = unplannedSpan(toEpochMs(until), endMs - startMs);
      return (
        whyNotPutOff(state) ?? { events: [{ type: 'postponed', at, by, data: { from: state.window, to, waiver } }] }
      );
    },
  }),
} as const satisfies Record<string, MaintenanceRule<z.ZodObject>>;

export type MaintenanceCommandName = keyof typeof maintenanceRules;
export const maintenanceCommandNames = Object.keys(maintenanceRules) as MaintenanceCommandName[];

/** Why one that begins at an instant is not postponed until another at `nowMs`, epoch milliseconds; `undefined`: it can be. */
export function whyNotUntil(start: Instant, until: Instant, nowMs: number): { refusal: Refusal } | undefined {
  const isLater = toEpochMs(until) > Math.max(toEpochMs(start), nowMs);
  return isLater ? undefined : refusal('postponed-to-earlier', { start });
}

/** Only an unplanned maintenance can be refused or postponed here; of a version, the upgrade takes it (annex §10). */
function whyNotPutOff({ opening: { kind, work } }: MaintenanceState): { refusal: Refusal } | undefined {
  if (kind === 'planned') return refusal('not-refusable');
  return work.kind === 'promotion' ? refusal('waiver-of-upgrade', { upgrade: work.upgrade }) : undefined;
}

/** A window is an evening or a night: one of years would make any stop in it a planned one. */
const longestPlannedMs = 24 * 3_600_000;

/** What the edge knows of other windows: who is in the way, and the first one that would do. */
export interface OtherWindows {
  readonly earliest?: Instant | null;
  readonly taken?: Taken | null | undefined;
}

/** Why a planned window does not do at an instant (epoch milliseconds). */
export function whyUnfit(
  window: Span,
  minutes: number,
  nowMs: number,
  { earliest = null, taken = null }: OtherWindows = {},
): { refusal: Refusal } | undefined {
  const params = { start: toInstant(window.startMs), earliest: earliest ?? '' };
  if (window.endMs - window.startMs > longestPlannedMs)
    return refusal('window-too-long', { hours: longestPlannedMs / 3_600_000 });
  if (!fits(window, minutes)) return refusal('window-too-short', { ...params, minutes });
  if (window.noticeByMs < nowMs) return refusal('notice-late', { ...params, noticeBy: toInstant(window.noticeByMs) });
  return taken ? refusal('window-taken', { ...params, ...taken }) : undefined;
}

/** Why a maintenance is not opened at an instant (epoch milliseconds). An unplanned one is put off for none (annex §10). */
export function whyNotOpen(
  { kind, window, expectedDowntimeMinutes, contacts }: MaintenanceOpening,
  nowMs: number,
  others: OtherWindows = {},
): { refusal: Refusal } | undefined {
  if (contacts.client.length === 0) return refusal('nobody-to-tell');
  return kind === 'planned' ? whyUnfit(window, expectedDowntimeMinutes, nowMs, others) : undefined;
}
