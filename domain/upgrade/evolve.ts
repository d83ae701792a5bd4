import { toEpochMs } from '../time/instant';
import { cadran } from '../ticket/actor';
import type { UpgradeEvent } from './events';
import { incidentsAfter } from './incidents';
import type { Owed } from './owed';
import type { UpgradeOpening, UpgradeState } from './schema';
import { settled } from './test-time';

/** An upgrade that has just been started and knows nothing yet. */
export function startedUpgrade(opening: UpgradeOpening): UpgradeState {
  return {
    version: 1,
    opening,
    calendar: null,
    test: { state: 'none', attempt: 0, detail: '' },
    notified: null,
    testEndsMs: null,
    givenBackMs: 0,
    suspendedSinceMs: null,
    testEndedAt: null,
    accepted: null,
    incidents: [],
    pause: null,
    rolloutSequence: 0,
    postponedUntilMs: null,
    refused: false,
    waivers: [],
    maintenance: null,
    maintenances: 0,
    windowsAfterMs: 0,
    promotion: null,
    withheld: null,
    promotedAt: null,
    stopped: null,
    owed: [],
    changedAtMs: toEpochMs(opening.startedAt),
  };
}

/** The event with which an upgrade begins. */
export function startingEvent(opening: UpgradeOpening): UpgradeEvent {
  return { type: 'started', at: opening.startedAt, by: cadran, data: { opening } };
}

/** What an event makes of an upgrade. Test time is settled after every one. */
export function evolve(state: UpgradeState, event: UpgradeEvent): UpgradeState {
  const atMs = toEpochMs(event.at);
  const changed = changedBy(state, event);
  return settled({ ...changed, changedAtMs: Math.max(state.changedAtMs, atMs) }, atMs);
}

const owing = (state: UpgradeState, owed: Owed): Pick<UpgradeState, 'owed'> => ({
  owed: [...state.owed.filter(({ id }) => id !== owed.id), owed],
});

const without = (state: UpgradeState, ...kinds: Owed['kind'][]): Pick<UpgradeState, 'owed'> => ({
  owed: state.owed.filter(({ kind }) => !kinds.includes(kind)),
});

function changedBy(state: UpgradeState, event: UpgradeEvent): UpgradeState {
  const { at, by } = event;
  switch (event.type) {
    case 'started':
      return state;
    case 'calendar-asked':
      return { ...state, ...owing(state, { kind: 'load-calendar', id: 'calendar', ...event.data }) };
    case 'calendar-loaded':
      return { ...state, ...without(state, 'load-calendar'), calendar: event.data.calendar };
    case 'test-asked': {
      const attempt = state.test.attempt + 1;
      const owed = owing(state, { kind: 'deploy-test', id: `test-${attempt}`, ...event.data });
      return { ...state, ...owed, test: { state: 'under-way', attempt, detail: '' } };
    }
    case 'test-deployed': {
      const { environment, detail } = event.data;
      const deployed = { ...state, ...without(state, 'deploy-test'), test: tested(state, 'done', detail) };
      if (state.opening.rules === undefined) return deployed;
      return { ...deployed, ...owing(deployed, { kind: 'register-test', id: 'register-test', environment }) };
    }
    case 'test-waiting': {
      const { by: whose, isWork, againAtMs, untilMs } = event.data;
      const test = { ...tested(state, 'waiting', whose), isWork, againAtMs, untilMs };
      return { ...state, ...without(state, 'deploy-test'), test };
    }
    case 'test-failed':
      return { ...state, ...without(state, 'deploy-test'), test: tested(state, 'failed', event.data.detail) };
    case 'test-by-hand':
      return { ...state, ...without(state, 'deploy-test'), test: tested(state, 'by-hand', event.data.detail) };
    case 'test-skipped':
      return { ...state, test: tested(state, 'none', event.data.why) };
    case 'notified': {
      const { testEndsAt } = event.data;
      // Who has no month to test is told as well, but nothing waits for it.
      const acceptedAt = testEndsAt === null ? at : null;
      return { ...state, notified: { at, acceptedAt }, testEndsMs: testEndsAt === null ? null : toEpochMs(testEndsAt) };
    }
    case 'notice-recorded':
      return noticed(state, at);
    case 'test-window-moved': {
      const notified = state.notified && { ...state.notified, at };
      return { ...state, notified, testEndsMs: toEpochMs(event.data.testEndsAt) };
    }
    case 'test-window-ended':
      return { ...state, testEndedAt: at };
    case 'accepted':
      return {
        ...state,
        accepted: { at, by, agreement: event.data.agreement },
        refused: false,
        postponedUntilMs: null,
      };
    case 'incident-reported':
    case 'incident-reopened':
    case 'incident-released':
      return incidentsAfter(state, event);
    case 'paused':
      return { ...state, pause: { at, reason: event.data.reason }, rolloutSequence: event.data.number };
    case 'resumed':
      return { ...state, pause: null, rolloutSequence: event.data.number };
    case 'stopped':
      return { ...state, stopped: { at, reason: event.data.reason }, rolloutSequence: event.data.number };
    case 'superseded':
      return { ...state, superseded: { at, ...event.data } };
    case 'needed-again':
      return { ...state, superseded: undefined };
    case 'superseded-for-good': {
      const { superseded } = state;
      return superseded ? { ...state, superseded: { at: superseded.at, installed: superseded.installed } } : state;
    }
    case 'refused':
      return { ...state, refused: true, waivers: [...state.waivers, event.data.waiver] };
    case 'postponed': {
      const { waiver, untilMs } = event.data;
      return { ...state, refused: false, postponedUntilMs: untilMs, waivers: [...state.waivers, waiver] };
    }
    case 'maintenance-wanted':
    case 'maintenance-announced':
    case 'maintenance-refused':
    case 'maintenance-dropped':
    case 'promotion-begun':
    case 'promotion-confirmed':
    case 'promotion-withheld':
    case 'promotion-failed':
    case 'promotion-not-started':
    case 'promoted':
      return promoting(state, event);
    case 'owed-done':
      return { ...state, owed: state.owed.filter(({ id }) => id !== event.data.owed.id) };
    case 'notice-sent':
      return event.data.template === 'test-available' && event.data.outcome === 'accepted' ? noticed(state, at) : state;
    case 'notice-dropped':
      return state;
  }
}

function tested(
  { test: { attempt } }: UpgradeState,
  state: UpgradeState['test']['state'],
  detail: string,
): UpgradeState['test'] {
  return { state, attempt, detail };
}

/** The client knows: by the first recipient whose mail server took the notice, or by a person. */
function noticed(state: UpgradeState, at: string): UpgradeState {
  const { notified } = state;
  if (!notified || notified.acceptedAt !== null) return state;
  return { ...state, notified: { ...notified, acceptedAt: at } };
}

type PromotionEvent = Extract<UpgradeEvent, { type: `maintenance-${string}` | `promotion-${string}` | 'promoted' }>;

/** What becomes of the maintenance that promotes, and of the promotion. */
function promoting(state: UpgradeState, event: PromotionEvent): UpgradeState {
  const { at } = event;
  switch (event.type) {
    case 'maintenance-wanted': {
      const { number } = event.data;
      const kind = state.opening.unplanned ? ('unplanned' as const) : ('planned' as const);
      const owed = owing(state, { kind: 'announce-maintenance', id: `announce-${number}`, ...event.data });
      return { ...state, ...owed, maintenances: number, maintenance: { ...event.data, reference: null, kind } };
    }
    case 'maintenance-announced': {
      const { number, reference } = event.data;
      const { maintenance } = state;
      const kept = { ...state, ...without(state, 'announce-maintenance') };
      if (maintenance?.number === number) return { ...kept, maintenance: { ...maintenance, reference } };
      // It was given up while it was being announced.
      return { ...kept, ...owing(kept, withdrawing(reference, 'withheld')) };
    }
    case 'maintenance-refused': {
      const { number, earliestMs } = event.data;
      const kept = { ...state, ...without(state, 'announce-maintenance') };
      if (state.maintenance?.number !== number) return kept;
      return { ...kept, maintenance: null, windowsAfterMs: afterWindow(state, (earliestMs ?? 0) - 1) };
    }
    case 'maintenance-dropped': {
      const { reference, why } = event.data;
      const kept: UpgradeState = { ...state, maintenance: null };
      return reference === null ? kept : { ...kept, ...owing(state, withdrawing(reference, why)) };
    }
    case 'promotion-begun': {
      const { asksAgain, ...begun } = event.data;
      return { ...state, promotion: { ...begun, begunAt: at, ...(asksAgain ? { confirmed: false } : {}) } };
    }
    case 'promotion-confirmed':
      return { ...state, promotion: state.promotion && { ...state.promotion, ...event.data, confirmed: true } };
    case 'promotion-withheld': {
      const { maintenance } = event.data;
      const own = state.maintenance?.reference === maintenance;
      // The maintenance ends by itself: it asked, and was told no.
      const ended = own ? { maintenance: null, windowsAfterMs: afterWindow(state, 0) } : {};
      // It had begun, and was stopped while the service was being closed.
      const promotion = state.promotion?.maintenance === maintenance ? null : state.promotion;
      return { ...state, withheld: maintenance, promotion, ...ended };
    }
    case 'promotion-not-started':
      return { ...state, promotion: null, maintenance: null, windowsAfterMs: afterWindow(state, 0) };
    case 'promotion-failed': {
      const { maintenance } = event.data;
      const ended = { promotion: null, maintenance: null, windowsAfterMs: afterWindow(state, 0) };
      const owed = owing(state, { kind: 'open-incident', id: `incident-${maintenance}`, ...event.data });
      return { ...incidentsAfter(state, event), ...ended, ...owed };
    }
    case 'promoted': {
      const { environments } = state.maintenance ?? {};
      const installed = environments ? { environments } : {};
      return {
        ...state,
        promotion: null,
        maintenance: null,
        promotedAt: at,
        ...owing(state, { kind: 'install-version', id: 'install', ...installed }),
      };
    }
  }
}

const withdrawing = (reference: string, why: string): Owed => ({
  kind: 'withdraw-maintenance',
  id: `withdraw-${reference}`,
  reference,
  why,
});

/** Only windows after the one of this maintenance, and after an instant, are looked at from now on. */
function afterWindow({ windowsAfterMs, maintenance }: UpgradeState, atLeastMs: number): number {
  return Math.max(windowsAfterMs, maintenance?.window.startMs ?? 0, atLeastMs);
}
