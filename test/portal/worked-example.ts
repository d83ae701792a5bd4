import { contractSchema } from '../../domain/contract/contract';
import { openedTicket } from '../../domain/ticket/evolve';
import { governing } from '../../domain/ticket/governing';
import type { TicketState } from '../../domain/ticket/schema';
import { explanationOf } from '../../api/explanation';
import type { ExplainedClock } from '../../portal/band/pieces';
import { acknowledge, admitted, answer, ask, at, qualify, told } from '../domain/governed-ticket';
import { sampleContract } from '../sample-contract';

/** The worked example of patterns §18: Paris, Monday to Friday 08:30 to 18:00, P2 in 8 h, created Monday at 16:00. */
const day: [string, string][] = [['08:30', '18:00']];
const hours = { zone: 'Europe/Paris', week: { mon: day, tue: day, wed: day, thu: day, fri: day } };
const contract = contractSchema.parse({
  ...sampleContract(),
  hours: { office: { ...hours, holidays: null, specialDays: [] } },
  targets: Object.fromEntries(
    ['P1', 'P2', 'P3', 'P4'].map((one) => [one, { hours: 'office', intervention: 'PT1H', resolution: 'PT8H' }]),
  ),
});

/** Asked on Tuesday at 9:12, not answered yet. */
export function asked(): TicketState {
  const state = openedTicket({
    ...{ reference: 'T-0000001042', client: 'dupont', environment: 'prod', title: 'X', description: 'X' },
    ...{ reproduction: null, priority: 'P2', channel: 'portal', openedAt: '2026-11-23T15:00:00.000Z' },
    requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
  });
  const admit = {
    type: 'admit',
    nowMs: at('23T15:00'),
    admission: admitted,
    ...governing(contract, 'fr', at('20T00:00'), at('20T00:00') + 30 * 86_400_000),
  } as const;
  return told(state, admit, acknowledge('23T15:30'), qualify('23T15:30', 'P2'), ask('24T08:12')).state;
}

export function resolutionAt(state: TicketState, time: string): ExplainedClock {
  const clock = explanationOf(state, at(time), 'fr').clocks.find(({ clock }) => clock === 'resolution');
  if (!clock) throw new Error('no resolution clock');
  return clock;
}

/** Answered on Tuesday at 15:40. */
export const answered = (): TicketState => told(asked(), answer('24T14:40')).state;
