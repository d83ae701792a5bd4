import { example, type MakeCommand } from './command';

const reproduction = {
  steps: 'Place an order on the test environment.',
  expected: 'Printer 4 prints it.',
  observed: 'The queue keeps it.',
  environment: 'test, version 2026.3',
};

/** Levels with their hand-over documents, and who works on a ticket (annex §8). */
export function levelCommands(command: MakeCommand) {
  return [
    command('escalateTicket', 'escalate', 'Hand a ticket to the next level, with the document that it asks for', [
      example('To N2, in the words of N1', { to: 'N2', reformulation: 'Printer 4 gets no orders.' }, [
        'acknowledgeTicket',
      ]),
      example('To N3, reproduced', { to: 'N3', reproduction }, ['acknowledgeTicket', 'escalateTicket']),
    ]),
    command('returnTicket', 'return', 'Give a ticket back to a lower level, with the reason', [
      example('Back to N1', { to: 'N1', reason: 'The printer is switched off.' }, [
        'acknowledgeTicket',
        'escalateTicket',
      ]),
    ]),
    command('assignTicket', 'assign', 'Say which person or team works on a ticket; without both, nobody does', [
      example('To a person', { person: 'n1@support.example' }, []),
      example('To a team', { team: 'printing' }, []),
      example('To nobody', {}, []),
    ]),
  ] as const;
}
