import { decide, type TicketCommand } from '../../domain/ticket/decide';
import { evolve, openedTicket, ticketFromEvents } from '../../domain/ticket/evolve';
import type { Actor, TicketState } from '../../domain/ticket/schema';

const openedAt = '2026-11-23T08:00:00.000Z';
const claire: Actor = { id: 'claire', role: 'client' };
const support: Actor = { id: 'n1', role: 'support' };
const opening: TicketState['opening'] = {
  ...{ reference: 'T-0123456789', client: 'dupont', environment: 'prod', title: 'T', description: 'D' },
  ...{ reproduction: null, priority: 'P2', channel: 'api', openedAt },
  requester: { ...claire, email: null, language: 'fr' },
};
const file = { id: '0'.repeat(32), name: 'a.log', type: 'text/plain' as const, size: 3, sha256: '0'.repeat(64) };

function attach(state: TicketState, actor: Actor, internal: boolean, mostOfTicket = 2) {
  const data = { ...file, internal, mostOfTicket };
  const command = { type: 'attach', actor, nowMs: Date.parse(openedAt) + 1000, data } as TicketCommand;
  return decide(state, command);
}

const refusalOf = (answer: ReturnType<typeof attach>) => ('refusal' in answer ? answer.refusal : undefined);

test('a file is a fact of the ticket with its author and instant, and changes neither state nor clocks', () => {
  const opened = openedTicket(opening);
  const answer = attach(opened, claire, false);
  if ('refusal' in answer) throw new Error(answer.refusal.code);
  const at = '2026-11-23T08:00:01.000Z';
  expect(answer.events).toEqual([{ type: 'attached', at, by: claire, data: file }]);
  const after = answer.events.reduce(evolve, opened);
  expect(after).toEqual({ ...opened, conversation: 1, attachments: [{ ...file, internal: false, at, by: claire }] });
  const told = { type: 'opened' as const, at: openedAt, by: claire, data: { opening } };
  expect(ticketFromEvents([told, ...answer.events])).toEqual(after);
});

test('an internal one has another event, which no client sees, and is given by no client', () => {
  const opened = openedTicket(opening);
  expect(refusalOf(attach(opened, claire, true))).toMatchObject({ code: 'not-allowed', clause: '§2' });
  const answer = attach(opened, support, true);
  expect(answer).toMatchObject({ events: [{ type: 'attached-internally' }] });
});

test('a ticket has no more than it may have, and none once it has ended', () => {
  const opened = openedTicket(opening);
  const one = { ...file, internal: false, at: openedAt, by: claire };
  const full = { ...opened, attachments: [one, one] };
  expect(refusalOf(attach(full, support, false))).toMatchObject({ code: 'attachments-full', params: { most: 2 } });
  expect(refusalOf(attach(full, support, false, 3))).toBeUndefined();
  expect(refusalOf(attach({ ...opened, status: 'closed' }, claire, false))).toMatchObject({ code: 'wrong-status' });
});
