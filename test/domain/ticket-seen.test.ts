import { decide } from '../../domain/ticket/decide';
import { evolve, openedTicket } from '../../domain/ticket/evolve';
import type { TicketState } from '../../domain/ticket/schema';

const openedAt = '2026-11-23T08:00:00.000Z';
const nowMs = Date.parse('2026-11-23T09:00:00.000Z');
const opened = openedTicket({
  ...{ reference: 'T-0123456789', client: 'dupont', environment: 'prod', title: 'T', description: 'D' },
  ...{ reproduction: null, priority: 'P2', channel: 'api', openedAt },
  requester: { id: 'claire', role: 'client', email: null, language: 'fr' },
});
const people = { claire: 'client', nadia: 'support', paul: 'support' } as const;

type Said = { type: 'message'; data: { message: string } } | { type: 'note'; data: { note: string } };

function said(state: TicketState, who: keyof typeof people, what: Said, seen?: number): TicketState | string {
  const actor = { id: who, role: people[who] };
  const decision = decide(state, { ...what, actor, nowMs, ...(seen === undefined ? {} : { seen }) });
  return 'refusal' in decision ? decision.refusal.code : decision.events.reduce(evolve, state);
}

const message: Said = { type: 'message', data: { message: 'Hello' } };

test('of two who answer at once the second is refused, and may send anyway', () => {
  const first = said(opened, 'nadia', message, 0) as TicketState;
  expect(first.conversation).toBe(1);
  expect(said(first, 'paul', message, 0)).toBe('newer-entries');
  expect(said(first, 'paul', message, 1)).toMatchObject({ conversation: 2 });
  expect(said(first, 'paul', message)).toMatchObject({ conversation: 2 });
});

test('what the client writes refuses too, an internal note does not', () => {
  const asked = said(opened, 'claire', message) as TicketState;
  expect(said(asked, 'nadia', message, 0)).toBe('newer-entries');
  const noted = said(opened, 'paul', { type: 'note', data: { note: 'N' } }) as TicketState;
  expect(said(noted, 'nadia', message, 0)).toMatchObject({ conversation: 1 });
});

test('who takes a ticket only if nobody has it is refused once somebody does', () => {
  const take = (state: TicketState, person: string) => {
    const actor = { id: person, role: 'support' } as const;
    const data = { person, team: null, unlessTaken: true } as const;
    const decision = decide(state, { type: 'assign', data, actor, nowMs });
    return 'refusal' in decision ? decision.refusal : decision.events.reduce(evolve, state);
  };
  const taken = take(opened, 'nadia@support.example') as TicketState;
  expect(taken.assignee).toEqual({ person: 'nadia@support.example', team: null });
  expect(take(taken, 'paul@support.example')).toMatchObject({
    code: 'taken',
    params: { person: 'nadia@support.example' },
  });
  expect(take(taken, 'nadia@support.example')).toMatchObject({ assignee: taken.assignee });
});
