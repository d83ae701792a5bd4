import { example, type MakeCommand } from './command';

/** What people write on a ticket (annex §4). */
export function conversationCommands(command: MakeCommand) {
  return [
    command(
      'writeMessage',
      'message',
      'Write to the other side; while the client is asked, its message is the answer',
      [
        example('By the client', { message: 'Printer 5 is empty as well.' }, [], 'dupont'),
        example('By support', { message: 'We have found the cause and are mending it.' }, ['acknowledgeTicket']),
      ],
    ),
    command(
      'withdrawMessage',
      'withdraw-message',
      'Withdraw a message of one’s own within ten seconds: nobody is told',
      [
        {
          ...example('Too late', { number: 1 }, []),
          refused: 409,
        },
      ],
    ),
    command('noteOnTicket', 'note', 'Write a note for the provider alone: a client never sees it', [
      example('A note', { note: 'Same cause as last week?' }, []),
    ]),
  ] as const;
}
