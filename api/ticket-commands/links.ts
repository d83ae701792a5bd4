import { earlierTicket } from '../operation';
import type { FactsOfOthers } from '../ticket-facts';
import { example, type MakeCommand } from './command';

const upgrade = { kind: 'caused-by-upgrade', to: 'wms@2026.3' };
const CRITICAL = ['acknowledgeTicket', 'qualifyTicket'];

/** Tickets that belong together, and duplicates (annex §4, §9, §10). */
export function linkCommands(command: MakeCommand, facts: FactsOfOthers) {
  return [
    command(
      'linkTicket',
      'link',
      'Link a ticket to its parent, a related ticket, the upgrade that caused it, or the outage that it is part of',
      [example('Caused by an upgrade', upgrade, CRITICAL)],
      { facts: (reference, data) => facts.ofLink(reference, data) },
    ),
    command('unlinkTicket', 'unlink', 'Take a link away', [
      example('It was not the upgrade', upgrade, [...CRITICAL, 'linkTicket']),
    ]),
    command(
      'mergeTicket',
      'merge-into',
      'Close a duplicate: it goes on in the ticket that was opened first, and is counted there',
      [example('The same matter', { reference: earlierTicket, reason: 'Both are about printer 4.' }, [])],
      { facts: (_reference, data) => facts.ofTicket(data.reference) },
    ),
  ] as const;
}
