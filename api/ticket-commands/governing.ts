import { example, type MakeCommand } from './command';

/** What governs a ticket: the version of its contract (annex §6), and whether it has the benefit of the support (annex §2). */
export function governingCommands(command: MakeCommand) {
  return [
    command(
      'amendTicket',
      'amend',
      'Put a ticket under another version of its contract; nothing happens where nothing would change (annex §6)',
      [example('The version that governs it already', { contractVersion: 1, reason: 'Amendment 1' }, [], 'admin')],
    ),
    command(
      'reconsiderTicket',
      'reconsider',
      'Decide again whether a ticket that was taken without SLA is admitted; one that is admitted stays so (annex §2)',
      [example('After a payment', { reason: 'FA-2025-001 is paid' }, [])],
    ),
  ] as const;
}
