import type { TicketClient } from '../../clients/ticket';
import { ticketCommand } from './command';
import { conversationCommands } from './conversation';
import { levelCommands } from './levels';
import { priorityCommands } from './priority';
import { qualificationCommands } from './qualification';
import { quotationCommands } from './quotation';
import { resolutionCommands } from './resolution';
import { waitingCommands } from './waiting';

/** The commands of a ticket, one operation each (annex §4, §7, §8, GTI, GTR). */
export function ticketCommandOperations(tickets: TicketClient) {
  const command = ticketCommand(tickets);
  return [
    ...qualificationCommands(command),
    ...priorityCommands(command),
    ...waitingCommands(command),
    ...resolutionCommands(command),
    ...levelCommands(command),
    ...conversationCommands(command),
    ...quotationCommands(command),
  ] as const;
}
