import { example, type MakeCommand } from './command';

const from = '2026-03-02T09:10:00.000Z';
const to = '2026-03-02T10:00:00.000Z';
const proof = 'Call with Claire Dupont';

/** Questions to the client, and its answers (annex GTR). */
export function waitingCommands(command: MakeCommand) {
  return [
    command('askClient', 'ask', 'Ask the client: the resolution time is paused until the answer', [
      example('A question', { question: 'Since which version?' }, ['acknowledgeTicket']),
    ]),
    command('answerSupport', 'answer', "The client's answer: the resolution time goes on", [
      example('An answer', { answer: 'Since 2026.3.' }, ['acknowledgeTicket', 'askClient'], 'dupont'),
    ]),
    command('correctWait', 'correct-wait', 'Correct when a wait for the client began or ended, with the evidence', [
      {
        ...example('It had begun earlier', { wait: 1, from, proof }, [
          'acknowledgeTicket',
          'askClient',
          'answerSupport',
        ]),
        refused: 422,
      },
    ]),
    command('recordWait', 'record-wait', 'Enter a wait for the client that nobody had entered, with the evidence', [
      { ...example('Asked and answered by phone', { question: 'Since when?', from, to, proof }, []), refused: 422 },
    ]),
  ] as const;
}
