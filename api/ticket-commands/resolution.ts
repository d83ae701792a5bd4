import { example, type MakeCommand } from './command';

const RESOLVED = ['acknowledgeTicket', 'qualifyTicket', 'resolveTicket'];

/** Resolving, and what the client says of it (annex §4). */
export function resolutionCommands(command: MakeCommand) {
  return [
    command('resolveTicket', 'resolve', 'Resolve with a fix or a workaround: the resolution time stops', [
      example('A workaround', { kind: 'workaround', answer: 'Use the other screen until 2026.5.' }, [
        'acknowledgeTicket',
        'qualifyTicket',
      ]),
    ]),
    command('reopenTicket', 'reopen', 'Say that it is not resolved: the resolution time goes on', [
      example('Not resolved', { reason: 'The screen is empty again.' }, RESOLVED, 'dupont'),
    ]),
    command('confirmTicket', 'confirm', 'Confirm the resolution: the ticket is closed', [
      example('Confirmed', {}, RESOLVED, 'dupont'),
    ]),
  ] as const;
}
