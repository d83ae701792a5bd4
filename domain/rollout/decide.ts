import { refusal } from '../refusal';
import { cadran, type Actor } from '../ticket/actor';
import { toInstant } from '../time/instant';
import { rolloutRules, type Answer, type RolloutPersonCommand, type RolloutRule } from './commands';
import type { Report, RolloutEvent } from './events';
import { evolve } from './evolve';
import type { RolloutState } from './schema';
import { isOver, isOverForGood, reopenableUntilMs } from './standing';
import { nextWave } from './waves';

/** What a rollout is told: by the release manager, by time, by the register, by its upgrades, and of what it did. */
export type RolloutCommand =
  | (RolloutPersonCommand & { actor: Actor; nowMs: number })
  | { type: 'tick'; nowMs: number }
  | { type: 'list-clients'; nowMs: number; clients: readonly string[] }
  | { type: 'started'; nowMs: number; started: number }
  | { type: 'told'; nowMs: number; number: number; told: number }
  | { type: 'take-reports'; nowMs: number; reports: readonly Report[] };

/** What a command makes of a rollout: the events, with the wave that is due then, or a refusal that changes nothing. */
export function decide(state: RolloutState, command: RolloutCommand): Answer {
  const answer = 'actor' in command ? byPerson(state, command) : { events: fromOutside(state, command) };
  if ('refusal' in answer) return answer;
  const after = answer.events.reduce(evolve, state);
  const waves = dueWaves(after, command.nowMs);
  return { events: [...answer.events, ...waves, ...dueClosing(waves.reduce(evolve, after), command.nowMs)] };
}

function byPerson(state: RolloutState, command: Extract<RolloutCommand, { actor: Actor }>): Answer {
  const { type, actor, nowMs } = command;
  const rule: RolloutRule = rolloutRules[type];
  if (!rule.roles.includes(actor.role)) return refusal('not-allowed', { command: type, role: actor.role });
  // A client that comes late reopens one that is done, for as long as it stays.
  const over = type === 'add-client' ? isOverForGood(state) : isOver(state);
  if (over || state.stopped) return refusal('rollout-over');
  return rule.decide(state, command.data, { by: actor, at: toInstant(nowMs) });
}

function fromOutside(state: RolloutState, command: Exclude<RolloutCommand, { actor: Actor }>): RolloutEvent[] {
  const told = { at: toInstant(command.nowMs), by: cadran };
  switch (command.type) {
    case 'tick':
      return [];
    case 'list-clients':
      return state.clients ? [] : [{ type: 'clients-listed', ...told, data: { clients: [...command.clients] } }];
    case 'started':
      if (command.started <= state.started) return [];
      return [{ type: 'upgrades-started', ...told, data: { started: command.started } }];
    case 'told':
      return [{ type: 'upgrades-told', ...told, data: { number: command.number, told: command.told } }];
    case 'take-reports':
      return [{ type: 'progressed', ...told, data: { reports: [...command.reports] } }];
  }
}

/** The waves that are due by now: the first as soon as the clients are known. */
function dueWaves(state: RolloutState, nowMs: number): RolloutEvent[] {
  const events: RolloutEvent[] = [];
  for (let current = state; isWaveDue(current, nowMs); current = events.reduce(evolve, state))
    events.push({ type: 'wave-due', at: toInstant(nowMs), by: cadran, data: nextWave(current, nowMs) });
  return events;
}

function isWaveDue({ clients, wanted, nextWaveMs, pause, stopped }: RolloutState, nowMs: number): boolean {
  if (!clients || pause || stopped || wanted >= clients.length) return false;
  return wanted === 0 || (nextWaveMs !== null && nextWaveMs <= nowMs);
}

/** When it closes by itself, once it is done, epoch milliseconds. */
function closesAtMs(state: RolloutState): number | undefined {
  return isOver(state) && !state.closed ? reopenableUntilMs(state) : undefined;
}

function dueClosing(state: RolloutState, nowMs: number): RolloutEvent[] {
  const atMs = closesAtMs(state);
  return atMs !== undefined && atMs <= nowMs ? [{ type: 'closed', at: toInstant(atMs), by: cadran, data: {} }] : [];
}

/** When something is due by itself, epoch milliseconds: the next wave, or the end of the wait for upgrades that may come back. */
export function nextInstantMs(state: RolloutState): number | undefined {
  return closesAtMs(state) ?? nextWaveAtMs(state);
}

function nextWaveAtMs({ nextWaveMs, pause, stopped }: RolloutState): number | undefined {
  return nextWaveMs === null || pause || stopped ? undefined : nextWaveMs;
}
