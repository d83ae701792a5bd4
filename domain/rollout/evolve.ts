import { toEpochMs } from '../time/instant';
import type { Report, RolloutEvent } from './events';
import { letterOf, noUpgrade, type RolloutOpening, type RolloutState } from './schema';

/** A rollout that has just been published. */
export function publishedRollout(opening: RolloutOpening): RolloutState {
  return {
    ...{ version: 1, opening, clients: null, letters: '', reports: [], started: 0, wanted: 0, nextWaveMs: null },
    ...{ pause: null, stopped: null, telling: [], messages: 0, changedAtMs: toEpochMs(opening.startedAt) },
  };
}

/** The event with which a rollout begins. */
export function publishingEvent(opening: RolloutOpening): RolloutEvent {
  return { type: 'published', at: opening.startedAt, by: opening.by, data: { opening } };
}

/** What an event makes of a rollout. */
export function evolve(state: RolloutState, event: RolloutEvent): RolloutState {
  return { ...changedBy(state, event), changedAtMs: Math.max(state.changedAtMs, toEpochMs(event.at)) };
}

function changedBy(state: RolloutState, event: RolloutEvent): RolloutState {
  const { at } = event;
  switch (event.type) {
    case 'published':
      return state;
    case 'clients-listed': {
      const { clients } = event.data;
      return { ...state, clients, letters: noUpgrade.repeat(clients.length), reports: clients.map(() => 0) };
    }
    case 'client-added':
      return withClient(state, event.data.client);
    case 'wave-due':
      return { ...state, ...event.data };
    case 'upgrades-started':
      return startedMore(state, event.data.started);
    case 'progressed':
      return {
        ...state,
        ...afterReports(state, event.data.reports),
        ...supersededBy(event.data.reports, toEpochMs(at)),
      };
    case 'paused':
      return { ...told(state, 'pause', event.data.reason, event), pause: { at, reason: event.data.reason } };
    case 'resumed': {
      const { pause, nextWaveMs } = state;
      const lostMs = pause ? toEpochMs(at) - toEpochMs(pause.at) : 0;
      const later = nextWaveMs === null ? null : nextWaveMs + lostMs;
      return { ...told(state, 'resume', '', event), pause: null, nextWaveMs: later };
    }
    case 'stopped':
      return {
        ...told(state, 'stop', event.data.reason, event),
        ...{ stopped: { at, reason: event.data.reason }, pause: null, nextWaveMs: null, wanted: state.started },
      };
    case 'closed':
      return { ...state, closed: true };
    case 'upgrades-told': {
      const { number, told: sofar } = event.data;
      const telling = state.telling.map((one) => (one.number === number ? { ...one, told: sofar } : one));
      return { ...state, telling: telling.filter((one) => one.told < state.started) };
    }
  }
}

/** Where no wave is to come that it could belong to, it is started at once. */
function withClient(state: RolloutState, client: string): RolloutState {
  const { clients, letters, reports, wanted, nextWaveMs } = state;
  const before = clients ?? [];
  const isLast = wanted === before.length && nextWaveMs === null;
  return {
    ...state,
    clients: [...before, client],
    letters: letters + noUpgrade,
    reports: [...reports, 0],
    wanted: isLast ? wanted + 1 : wanted,
  };
}

/** Those that have been started prepare; what was said while they were being started is told to them as well. */
function startedMore(state: RolloutState, started: number): RolloutState {
  const { letters, telling, messages, pause, stopped, started: before } = state;
  const marks = Array.from(letters, (letter, place) =>
    place < started && letter === noUpgrade ? letterOf.preparing : letter,
  );
  const said = stopped ?? pause;
  const known = telling.some(({ number }) => number === messages);
  const late: Message[] =
    said && !known ? [{ number: messages, kind: stopped ? 'stop' : 'pause', ...said, told: before }] : [];
  return { ...state, started, letters: marks.join(''), telling: [...telling, ...late] };
}

type Message = RolloutState['telling'][number];

function told(
  state: RolloutState,
  kind: Message['kind'],
  reason: string,
  { at, data }: { readonly at: string; readonly data: { readonly number: number } },
): RolloutState {
  const { number } = data;
  const message: Message = { number, kind, reason, at, told: 0 };
  return { ...state, messages: number, telling: state.started === 0 ? [] : [...state.telling, message] };
}

function supersededBy(reports: readonly Report[], atMs: number): Pick<RolloutState, 'supersededAtMs'> {
  return reports.some(({ status }) => status === 'superseded') ? { supersededAtMs: atMs } : {};
}

/** Reports in any order: of each upgrade the one with the highest number counts. */
function afterReports(
  { clients, letters, reports }: RolloutState,
  news: readonly Report[],
): Pick<RolloutState, 'letters' | 'reports'> {
  const places = new Map((clients ?? []).map((client, place) => [client, place]));
  const marks = Array.from(letters);
  const numbers = [...reports];
  for (const { client, status, number } of news) {
    const place = places.get(client);
    if (place === undefined || number <= (numbers[place] ?? 0)) continue;
    marks[place] = letterOf[status];
    numbers[place] = number;
  }
  return { letters: marks.join(''), reports: numbers };
}
