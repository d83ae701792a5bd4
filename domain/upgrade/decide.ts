import type { z } from 'zod';
import { refusal } from '../refusal';
import { cadran, type Actor } from '../ticket/actor';
import { toInstant } from '../time/instant';
import type { UpgradeCalendar } from './calendar';
import { upgradeRules, type UpgradePersonCommand } from './commands';
import { byRegisters, consequences, dueBefore } from './course';
import type { UpgradeEvent } from './events';
import { evolve } from './evolve';
import type { UpgradeFacts } from './facts';
import type { ToldTicket } from './incidents';
import type { Owed } from './owed';
import { begun, ended, type BeginRequest, type PromotionEnd } from './promoting';
import type { PromotionFacts } from './promotion';
import type { Answer, Rule } from './rule';
import { isOver } from './standing';
import { byRollout, byTicket, type RolloutMessage } from './telling';

/** Until when something waits for its turn in a test environment, epoch milliseconds; an older program does not say all of it. */
interface Waiting {
  /** That it waits for a maintenance, and for no version. */
  readonly isWork?: true;
  readonly againAtMs: number;
  readonly untilMs?: number | null;
}

/** What became of what was owed. */
export type Outcome =
  | { readonly kind: 'load-calendar'; readonly calendar: UpgradeCalendar }
  | { readonly kind: 'deploy-test'; readonly outcome: 'done' | 'failed' | 'by-hand'; readonly detail: string }
  | ({ readonly kind: 'deploy-test'; readonly outcome: 'waiting'; readonly by: string } & Waiting)
  | { readonly kind: 'register-test'; readonly detail: string }
  | { readonly kind: 'tie-ticket'; readonly told: ToldTicket | null }
  | { readonly kind: 'announce-maintenance'; readonly reference: string }
  | { readonly kind: 'announce-maintenance'; readonly refusal: string; readonly earliestMs: number | null }
  | { readonly kind: 'withdraw-maintenance'; readonly detail: string }
  | { readonly kind: 'open-incident'; readonly ticket: string }
  | { readonly kind: 'install-version'; readonly detail: string };

type GivenByPerson = UpgradePersonCommand & { actor: Actor; nowMs: number; facts?: UpgradeFacts | undefined };

/** What an upgrade is told: by people, by time, by its rollout, by tickets and maintenances, and of what it owed. */
export type UpgradeCommand =
  | GivenByPerson
  | { type: 'tick'; nowMs: number }
  | { type: 'did'; nowMs: number; owed: Owed; outcome: Outcome }
  | { type: 'ticket-told'; nowMs: number; told: ToldTicket }
  | { type: 'rollout-told'; nowMs: number; message: RolloutMessage }
  | { type: 'registers-changed'; nowMs: number }
  | ({ type: 'begin-promotion'; nowMs: number; facts: PromotionFacts } & BeginRequest)
  | ({ type: 'promotion-ended'; nowMs: number } & PromotionEnd);

/**
 * What a command makes of an upgrade: the events, or a refusal that changes nothing. Events of one instant stand in this order: what
 * was due before it, the command, and what follows from it at once.
 */
export function decide(state: UpgradeStateOf, command: UpgradeCommand): Answer {
  const { nowMs } = command;
  const before = dueBefore(state, nowMs);
  const known = before.reduce(evolve, state);
  const answer = 'actor' in command ? byPerson(known, command) : { events: fromOutside(known, command) };
  if ('refusal' in answer) return answer;
  const after = answer.events.reduce(evolve, known);
  return { events: [...before, ...answer.events, ...consequences(after, nowMs)] };
}

type UpgradeStateOf = Parameters<typeof evolve>[0];

function byPerson(state: UpgradeStateOf, command: GivenByPerson): Answer {
  const { type, actor, nowMs, facts = {} } = command;
  const rule: Rule<z.ZodObject> = upgradeRules[type];
  if (!rule.roles.includes(actor.role)) return refusal('not-allowed', { command: type, role: actor.role });
  if (isOver(state)) return refusal('upgrade-over', { command: type });
  if (state.promotion && !mayBeSaid(state.promotion).includes(type))
    return refusal('upgrade-promoting', { command: type });
  return rule.decide(state, command.data, { by: actor, at: toInstant(nowMs), nowMs, facts });
}

/** What people may say while it is promoted: a veto at any time, another word until something is installed. */
function mayBeSaid({ confirmed }: NonNullable<UpgradeStateOf['promotion']>): readonly string[] {
  const vetoes = ['report-incident', 'withdraw-incident'];
  return confirmed === false ? [...vetoes, 'refuse', 'postpone'] : vetoes;
}

function fromOutside(state: UpgradeStateOf, command: Exclude<UpgradeCommand, GivenByPerson>): UpgradeEvent[] {
  const at = toInstant(command.nowMs);
  switch (command.type) {
    case 'tick':
      return [];
    case 'did':
      return did(state, command);
    case 'ticket-told':
      return byTicket(state, command.told, at);
    case 'rollout-told':
      return byRollout(state, command.message, command.nowMs);
    case 'registers-changed':
      return byRegisters(state, command.nowMs);
    case 'begin-promotion':
      return begun(state, command, command.nowMs);
    case 'promotion-ended':
      return ended(state, command, command.nowMs);
  }
}

function did(
  state: UpgradeStateOf,
  { owed, outcome, nowMs }: Extract<UpgradeCommand, { type: 'did' }>,
): UpgradeEvent[] {
  if (!state.owed.some(({ id }) => id === owed.id)) return [];
  const told = { at: toInstant(nowMs), by: cadran };
  const done = (detail: string): UpgradeEvent => ({ type: 'owed-done', ...told, data: { owed, detail } });
  switch (outcome.kind) {
    case 'load-calendar':
      return [{ type: 'calendar-loaded', ...told, data: { calendar: outcome.calendar } }];
    case 'deploy-test': {
      const environment = owed.kind === 'deploy-test' ? owed.environment : '';
      if (outcome.outcome === 'waiting') {
        const { by, isWork, againAtMs, untilMs } = outcome;
        const more = { ...(isWork ? { isWork } : {}), ...(untilMs === undefined ? {} : { untilMs }) };
        return [{ type: 'test-waiting', ...told, data: { environment, by, againAtMs, ...more } }];
      }
      const type = { done: 'test-deployed', failed: 'test-failed', 'by-hand': 'test-by-hand' } as const;
      return [{ type: type[outcome.outcome], ...told, data: { environment, detail: outcome.detail } }];
    }
    case 'tie-ticket':
      return [
        done(outcome.told ? 'tied' : 'no such ticket'),
        ...(outcome.told ? byTicket(state, outcome.told, told.at) : []),
      ];
    case 'announce-maintenance': {
      const number = owed.kind === 'announce-maintenance' ? owed.number : 0;
      if ('reference' in outcome)
        return [{ type: 'maintenance-announced', ...told, data: { number, reference: outcome.reference } }];
      const { refusal: why, earliestMs } = outcome;
      return [{ type: 'maintenance-refused', ...told, data: { number, refusal: why, earliestMs } }];
    }
    case 'open-incident':
      return [
        { type: 'incident-reported', ...told, data: { ticket: outcome.ticket, origin: 'provider', sequence: 0 } },
      ];
    case 'register-test':
    case 'withdraw-maintenance':
    case 'install-version':
      return [done(outcome.detail)];
  }
}
