import { sampleAnomaly } from '../anomalies/sample';
import type { FactsOfOthers } from '../ticket-facts';
import { example, type MakeCommand } from './command';

const INCIDENT = ['acknowledgeTicket', 'qualifyTicket'];
const proposal = { kind: 'workaround', answer: 'Use the other screen until 2026.5.' };

/** Incidents of one cause, and resolutions that wait for the client's agreement (annex "Anomalie", "Résolution"). */
export function anomalyCommands(command: MakeCommand, facts: FactsOfOthers) {
  return [
    command(
      'tieToAnomaly',
      'tie-to-anomaly',
      'Tie an incident to the anomaly that causes it; what is published of it is proposed to the client',
      [example('A known cause', { anomaly: sampleAnomaly }, INCIDENT)],
      { facts: (reference, { anomaly }) => facts.ofAnomaly(reference, anomaly) },
    ),
    command('untieFromAnomaly', 'untie-from-anomaly', 'Say that an incident has another cause', [
      example('Another cause', { reason: 'The printer was switched off.' }, [...INCIDENT, 'tieToAnomaly']),
    ]),
    command(
      'proposeResolution',
      'propose-resolution',
      'Propose a resolution: the resolution time runs until the client agrees',
      [example('A workaround', proposal, INCIDENT)],
    ),
    command(
      'acceptResolution',
      'accept-resolution',
      'Agree to the resolution that is proposed: the ticket is resolved',
      [
        example('Agreed', { number: 1 }, [...INCIDENT, 'proposeResolution'], 'dupont'),
        example('Agreed by phone', { agreement: 'Claire Dupont, by phone' }, [...INCIDENT, 'proposeResolution']),
      ],
    ),
    command('declineResolution', 'decline-resolution', 'Decline the resolution that is proposed, and say why', [
      example(
        'It does not help',
        { number: 1, reason: 'The other screen is empty too.' },
        [...INCIDENT, 'proposeResolution'],
        'dupont',
      ),
      example('Declined by phone', { reason: 'It is empty too.', agreement: 'Claire Dupont, by phone' }, [
        ...INCIDENT,
        'proposeResolution',
      ]),
    ]),
  ] as const;
}
