import { compileContract, compileHours } from '../../../domain/calendar/compile';
import { supportHoursOf } from '../../../domain/calendar/extension';
import { supportHoursSchema, type SupportHours, type Week } from '../../../domain/calendar/support-hours';
import type { Timetable } from '../../../domain/calendar/timetable';
import type { ClockFact } from '../../../domain/clock/facts';
import { clockLife } from '../../../domain/clock/life';
import type { ClockPolicies } from '../../../domain/clock/policies';
import { readClock, type Reading } from '../../../domain/clock/reading';
import { crossings, type Threshold } from '../../../domain/clock/thresholds';
import { contractSchema, type Contract, type Priority } from '../../../domain/contract/contract';
import { decide, type TicketCommand } from '../../../domain/ticket/decide';
import { evolve, openedTicket } from '../../../domain/ticket/evolve';
import type { PersonCommand } from '../../../domain/ticket/commands';
import type { TicketEvent } from '../../../domain/ticket/events';
import type { Actor, Admission, Terms, TicketState } from '../../../domain/ticket/schema';
import { termsOf } from '../../../domain/ticket/terms';
import { toInstant } from '../../../domain/time/instant';
import { sampleContract } from '../../sample-contract';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** An instant by the wall in Paris, in winter or in summer. The offset is written out, so that no calendar computes what is expected. */
export const winter = (wall: string): number => Date.parse(`${wall}+01:00`);
export const summer = (wall: string): number => Date.parse(`${wall}+02:00`);

export const nine: [string, string][] = [['09:00', '17:00']];
export const workdays: Week = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
export const whole: [string, string][] = [['00:00', '24:00']];
export const allDays: Week = { mon: whole, tue: whole, wed: whole, thu: whole, fri: whole, sat: whole, sun: whole };

/** A week compiled for a span of UTC dates, in Paris and without holidays unless said. */
export function compiled(
  week: Week,
  more: Partial<SupportHours> = {},
  from = '2026-01-01',
  to = '2029-01-01',
): Timetable {
  const hours = supportHoursSchema.parse({ zone: 'Europe/Paris', week, ...more });
  return compileHours(supportHoursOf({ only: hours }, 'only'), Date.parse(from), Date.parse(to));
}

/** Monday to Friday 9 to 17, and every hour. */
export const timetables = { office: compiled(workdays), always: compiled(allDays) };

export const policies: ClockPolicies = {
  onRetarget: 'carry-elapsed',
  onReopen: 'continue',
  deductPlannedDowntime: false,
};

interface Setting extends Partial<ClockPolicies> {
  readonly office?: Timetable;
}

/** The clock at an instant. */
export function read(facts: readonly ClockFact[], asOfMs: number, { office, ...more }: Setting = {}): Reading {
  const known = office ? { ...timetables, office } : timetables;
  const reading = readClock(facts, known, { ...policies, ...more }, asOfMs);
  if (!reading) throw new Error('the clock has not started');
  return reading;
}

/** Each threshold crossed, as `[threshold, instant]`. */
export function crossed(
  facts: readonly ClockFact[],
  thresholds: readonly Threshold[] = ['breach'],
  more: Partial<ClockPolicies> = {},
): [Threshold, number][] {
  const life = clockLife(facts, timetables, { ...policies, ...more });
  return crossings(life, timetables, thresholds).map(({ threshold, atMs }) => [threshold, atMs]);
}

type Fact<Kind extends ClockFact['kind']> = Extract<ClockFact, { kind: Kind }>;

export function start(atMs: number, targetMs: number, hours = 'office'): Fact<'start'> {
  return { kind: 'start', atMs, targetMs, hours };
}
export function retarget(atMs: number, targetMs: number, hours = 'office'): Fact<'retarget'> {
  return { kind: 'retarget', atMs, targetMs, hours };
}
export const pause = (atMs: number): Fact<'pause'> => ({ kind: 'pause', atMs, reason: 'waiting-client' });
export const resume = (atMs: number): Fact<'resume'> => ({ kind: 'resume', atMs });
export const stop = (atMs: number): Fact<'stop'> => ({ kind: 'stop', atMs });
export const reopen = (atMs: number): Fact<'reopen'> => ({ kind: 'reopen', atMs });

const target = (hours: string, intervention: string, resolution: string): Contract['targets']['P1'] => ({
  hours,
  intervention,
  resolution,
});

/** P1 at all hours in 3 h and 4 h; P2, P3 and P4 in office hours, in 1 h and 8 h, 4 h and 16 h, 8 h and 40 h. */
export const contract = contractSchema.parse({
  ...sampleContract(),
  hours: { office: { zone: 'Europe/Paris', week: workdays }, always: { zone: 'Europe/Paris', week: allDays } },
  targets: {
    P1: target('always', 'PT3H', 'PT4H'),
    P2: target('office', 'PT1H', 'PT8H'),
    P3: target('office', 'PT4H', 'PT16H'),
    P4: target('office', 'PT8H', 'PT40H'),
  },
});

const admission: Admission = { decision: 'admitted', reason: 'eligible', clause: '§2', facts: {} };
export const supporter: Actor = { id: 'n1', role: 'support' };
export const client: Actor = { id: 'claire', role: 'client' };

interface Opening {
  readonly admittedMs?: number;
  readonly terms?: Partial<Terms>;
  readonly decision?: Admission['decision'];
  readonly reachesDays?: number;
}

/** A ticket opened by a client, and what the registers said of it. */
export function openedBy(
  priority: Priority,
  openedMs: number,
  { admittedMs = openedMs, terms, decision = 'admitted', reachesDays = 60 }: Opening = {},
): { state: TicketState; events: TicketEvent[] } {
  const state = openedTicket({
    reference: 'T-0123456789',
    client: 'dupont',
    environment: 'prod',
    title: 'Title',
    description: 'Text',
    reproduction: null,
    priority,
    channel: 'api',
    openedAt: toInstant(openedMs),
    requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
  });
  return give(state, {
    type: 'admit',
    nowMs: admittedMs,
    admission: { ...admission, decision },
    terms: decision === 'admitted' ? { ...termsOf(contract, 'fr'), ...terms } : null,
    timetables: compileContract(contract, openedMs, openedMs + reachesDays * 24 * hour),
  });
}

/** The ticket after commands one after another, and the events that they made. */
export function give(state: TicketState, ...commands: TicketCommand[]): { state: TicketState; events: TicketEvent[] } {
  const events: TicketEvent[] = [];
  for (const command of commands) {
    const decision = decide(state, command);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    events.push(...decision.events);
    state = decision.events.reduce(evolve, state);
  }
  return { state, events };
}

/** A command given at an instant, by support unless said; `happenedMs` where it happened earlier, on what evidence. */
export function command(
  told: PersonCommand,
  nowMs: number,
  { actor = supporter, ...more }: { actor?: Actor; happenedMs?: number; evidence?: string } = {},
): TicketCommand {
  return { ...told, actor, nowMs, ...more };
}

export const acknowledge: PersonCommand = { type: 'acknowledge', data: {} };
export const ask: PersonCommand = { type: 'ask', data: { question: '?' } };
export const answer: PersonCommand = { type: 'answer', data: { answer: '!' } };
export const resolve: PersonCommand = { type: 'resolve', data: { kind: 'fix', answer: 'ok' } };
export const reopenTicket: PersonCommand = { type: 'reopen', data: { reason: 'again' } };
export const confirm: PersonCommand = { type: 'confirm', data: { agreement: 'by phone' } };
export const qualify = (priority: 'P1' | 'P2' | 'P3'): PersonCommand => ({
  type: 'qualify',
  data: { category: 'provider-incident', priority, reason: 'analysed', agreement: 'by phone' },
});
export const changePriority = (priority: Priority): PersonCommand => ({
  type: 'change-priority',
  data: { priority, agreement: 'by phone' },
});
export const tick = (nowMs: number): TicketCommand => ({ type: 'tick', nowMs });

/** What was told of the clocks, as `clock threshold instant`. */
export function toldOf(events: readonly TicketEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'warned' || event.type === 'breached'
      ? [`${event.data.clock} ${event.data.threshold} ${event.at}`]
      : [],
  );
}
