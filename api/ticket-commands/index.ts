import type { TicketClient } from '../../clients/ticket';
import { FactsOfOthers } from '../ticket-facts';
import { anomalyCommands } from './anomalies';
import { ticketCommand } from './command';
import { conversationCommands } from './conversation';
import { governingCommands } from './governing';
import { escalationCommands } from './escalation';
import { levelCommands } from './levels';
import { linkCommands } from './links';
import { priorityCommands } from './priority';
import { qualificationCommands } from './qualification';
import { quotationCommands } from './quotation';
import { resolutionCommands } from './resolution';
import { waitingCommands } from './waiting';

/** The commands of a ticket, one operation each (annex §4, §7, §8, GTI, GTR). */
export function ticketCommandOperations(tickets: TicketClient) {
  const command = ticketCommand(tickets);
  const facts = new FactsOfOthers(tickets);
  return [
    ...qualificationCommands(command),
    ...priorityCommands(command),
    ...waitingCommands(command),
    ...resolutionCommands(command),
    ...levelCommands(command),
    ...conversationCommands(command),
    ...governingCommands(command),
    ...linkCommands(command, facts),
    ...anomalyCommands(command, facts),
    ...escalationCommands(command),
    ...quotationCommands(command),
  ] as const;
}
