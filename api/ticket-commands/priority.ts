import { example, type MakeCommand } from './command';

/** The priority by agreement (annex §7). */
export function priorityCommands(command: MakeCommand) {
  return [
    command('changeTicketPriority', 'change-priority', 'Record an agreement on another priority', [
      example('Agreed by phone', { priority: 'P3', agreement: 'Claire Dupont, by phone' }, ['acknowledgeTicket']),
    ]),
    command('proposePriority', 'propose-priority', 'Propose another priority to the other side, with the impact', [
      example('By the client', { priority: 'P1', impact: 'No order leaves the warehouse.' }, [], 'dupont'),
      example('By support', { priority: 'P3', impact: 'One printer of twelve.' }, ['acknowledgeTicket']),
    ]),
    command('acceptPriority', 'accept-priority', 'Accept the priority that the other side proposes', [
      example('Accepted', {}, ['proposePriority']),
    ]),
    command(
      'declinePriority',
      'decline-priority',
      'Decline the priority that the other side proposes, with the reason',
      [example('Declined', { reason: 'Orders can be printed at the next desk.' }, ['proposePriority'])],
    ),
    command('withdrawPriority', 'withdraw-priority', "Withdraw one's own proposal", [
      example('Withdrawn', {}, ['proposePriority'], 'dupont'),
    ]),
  ] as const;
}
