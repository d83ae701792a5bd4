import { example, type MakeCommand } from './command';

/** What people write on a ticket (annex §4). */
export function conversationCommands(command: MakeCommand) {
  return [
    command('noteOnTicket', 'note', 'Write a note for the provider alone: a client never sees it', [
      example('A note', { note: 'Same cause as last week?' }, []),
    ]),
  ] as const;
}
