import { example, type MakeCommand } from './command';

/** The priority by agreement (annex §7). */
export function priorityCommands(command: MakeCommand) {
  return [
    command('changeTicketPriority', 'change-priority', 'Record an agreement on another priority', [
      example('Agreed by phone', { priority: 'P3', agreement: 'Claire Dupont, by phone' }, ['acknowledgeTicket']),
    ]),
  ] as const;
}
