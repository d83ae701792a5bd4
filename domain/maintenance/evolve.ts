import { courseAfter, courseBegun, entered, type Course } from './course';
import { downtimeBegun, downtimeEnded, downtimeOverran } from './downtime';
import type { MaintenanceEvent } from './events';
import { begunSpan } from './first-notice';
import type { Delivery } from './ledger';
import type { MaintenanceOpening, Span } from './opening';
import type { MaintenanceState } from './schema';
import { toEpochMs } from '../time/instant';
import { deliveriesOf } from './told';

/** A maintenance before its first event. */
export function openedMaintenance(opening: MaintenanceOpening): MaintenanceState {
  return {
    rules: opening.rules ?? 1,
    opening,
    events: 0,
    changedAt: opening.openedAt,
    status: 'scheduled',
    window: opening.window,
    revision: 0,
    moves: [],
    reminded: false,
    noticeMissed: false,
    ledger: [],
    course: courseBegun,
    startedAt: null,
    overranAt: null,
    endedAt: null,
    reason: null,
    downtime: [],
    outcome: null,
    evidence: null,
    waivers: [],
  };
}

export function openingEvent(opening: MaintenanceOpening): MaintenanceEvent {
  return { type: 'opened', at: opening.openedAt, by: opening.by, data: { opening } };
}

/** The maintenance after an event. */
export function evolve(state: MaintenanceState, event: MaintenanceEvent): MaintenanceState {
  const events = state.events + 1;
  const changedAt = event.type === 'notice-sent' || event.type === 'notice-dropped' ? state.changedAt : event.at;
  const changed = { ...changedBy(state, event), events, changedAt };
  return { ...changed, ledger: [...changed.ledger, ...deliveriesOf(event, changed, events)] };
}

function changedBy(state: MaintenanceState, event: MaintenanceEvent): MaintenanceState {
  const { at } = event;
  switch (event.type) {
    case 'opened':
    case 'people-wanted':
      return state;
    case 'moved':
      return moved(state, event, event.data.to, event.data.reason);
    case 'postponed': {
      const { waiver, to } = event.data;
      return { ...moved(state, event, to, state.opening.why), waivers: [...state.waivers, waiver] };
    }
    case 'refused': {
      const { waiver } = event.data;
      return { ...calledOff(state, at, 'refused'), waivers: [...state.waivers, waiver] };
    }
    case 'cancelled':
      return { ...calledOff(state, at, 'cancelled'), reason: event.data.reason };
    case 'withdrawn':
      // Where it had waited for another maintenance it has closed nothing itself.
      return { ...calledOff(state, at, 'withdrawn'), downtime: [], reason: event.data.reason ?? null };
    case 'reminded':
      return { ...state, reminded: true };
    case 'notice-missed':
      return { ...state, noticeMissed: true };
    case 'contact-unreachable':
      return withDelivery(state, event.data, { alarmed: true });
    case 'upgrade-asked':
    case 'freeze-asked':
      return { ...state, status: 'asking', course: entered(state.course, 'asking') };
    case 'started': {
      const { notice, installed } = event.data;
      const downtime = downtimeBegun(state.downtime, at, notice);
      const window = begunSpan(state, at);
      const begun = { ...state, status: 'in-progress' as const, startedAt: at, window, downtime };
      return { ...begun, ...(installed ? { installed } : {}), course: entered(state.course, 'entering') };
    }
    case 'upgrade-asked-again': {
      const { go, installed } = event.data;
      const course = entered(state.course, go ? 'deploying' : 'leaving');
      return { ...state, course, ...(installed ? { installed } : {}) };
    }
    case 'step-done': {
      const { kind, outcome } = event.data;
      return { ...state, course: courseAfter(state, kind, outcome, toEpochMs(at)).course };
    }
    case 'work-finished':
      return { ...state, evidence: event.data.evidence ?? state.evidence, course: finished(state.course, event.data) };
    case 'overran':
      return { ...state, overranAt: at, downtime: downtimeOverran(state.downtime, at) };
    case 'promotion-decided':
      return { ...state, outcome: { ...event.data, at, told: false } };
    case 'promotion-told':
      return state.outcome ? { ...state, outcome: { ...state.outcome, told: true } } : state;
    case 'operational':
      return { ...state, status: 'operational', endedAt: at, downtime: downtimeEnded(state.downtime, at) };
    case 'notice-sent': {
      const { outcome, detail } = event.data;
      return withDelivery(state, event.data, { state: outcome, at, detail });
    }
    case 'notice-dropped':
      return withDelivery(state, event.data, { state: 'dropped', at, detail: event.data.reason });
  }
}

function moved(
  state: MaintenanceState,
  { at, by }: Pick<MaintenanceEvent, 'at' | 'by'>,
  to: Span,
  reason: MaintenanceState['moves'][number]['reason'],
): MaintenanceState {
  return {
    ...state,
    window: to,
    revision: state.revision + 1,
    reminded: false,
    noticeMissed: false,
    moves: [...state.moves, { from: state.window, to, at, by, reason }],
  };
}

function calledOff(
  state: MaintenanceState,
  at: string,
  status: 'refused' | 'cancelled' | 'withdrawn',
): MaintenanceState {
  return { ...state, status, endedAt: at, revision: state.revision + 1, course: entered(state.course, 'over') };
}

function finished(course: Course, { outcome }: { readonly outcome: 'done' | 'rolled-back' }): Course {
  const rolledBack = course.rolledBack || outcome === 'rolled-back';
  return { ...entered(course, 'checking'), cycle: course.cycle + 1, rolledBack };
}

function withDelivery(
  state: MaintenanceState,
  { of, template, recipient }: Pick<Delivery, 'of' | 'template' | 'recipient'>,
  change: Partial<Delivery>,
): MaintenanceState {
  const ledger = state.ledger.map((one) =>
    one.of === of && one.template === template && one.recipient === recipient ? { ...one, ...change } : one,
  );
  return { ...state, ledger };
}
