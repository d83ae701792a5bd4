import { example, type MakeCommand } from './command';

/** Questions to the client, and its answers (annex GTR). */
export function waitingCommands(command: MakeCommand) {
  return [
    command('askClient', 'ask', 'Ask the client: the resolution time is paused until the answer', [
      example('A question', { question: 'Since which version?' }, ['acknowledgeTicket']),
    ]),
    command('answerSupport', 'answer', "The client's answer: the resolution time goes on", [
      example('An answer', { answer: 'Since 2026.3.' }, ['acknowledgeTicket', 'askClient'], 'dupont'),
    ]),
  ] as const;
}
