import { example, type MakeCommand } from './command';

const qualified = { category: 'provider-incident', priority: 'P3' };

const ENTERED_LATE = { happenedAt: '2026-03-02T09:10:00.000Z', evidence: 'The list of calls' };

/** The time taken into account and the qualification (annex §4). */
export function qualificationCommands(command: MakeCommand) {
  return [
    command('acknowledgeTicket', 'acknowledge', 'Take a ticket into account: the intervention time stops', [
      example('Taken into account', {}, []),
      {
        ...example('Entered later, with the evidence; not before the ticket was opened', ENTERED_LATE, []),
        refused: 409,
      },
    ]),
    command('qualifyTicket', 'qualify', 'Say what a ticket is, and its priority', [
      example('An incident of the provider', qualified, ['acknowledgeTicket']),
      example("A third party's doing", { category: 'client-incident', cause: 'third-party', priority: 'P2' }, [
        'acknowledgeTicket',
      ]),
      example('Out of the subscription', { category: 'additional-request', priority: 'P4' }, ['acknowledgeTicket']),
    ]),
    command('rejectTicket', 'reject', 'Refuse what support does not do, with what the client can do instead', [
      example('Training', { outOfScope: 'training', advice: 'Our courses: training@editor.example' }, []),
    ]),
  ] as const;
}
