import type { MaintenanceNotice } from '../../maintenance/notices';
import type { Letter } from '../letter';
import type { Shown } from './shown';
import type { MaintenanceWords } from './texts-fr';

const when = ({ starts, ends }: Shown): Letter['facts'] => [
  ['Start:', starts],
  ['End of the window:', ends],
];
const what = ({ environments, downtime, why, version }: Shown): Letter['facts'] => [
  ['Expected downtime:', downtime],
  ['Environments:', environments],
  ...(version === '' ? [] : [['Version:', version] as const]),
  ['For:', why],
];
const reference = ({ reference: its }: MaintenanceNotice): Letter['facts'] => [['Reference:', its]];

const withdrawn: Readonly<Record<string, string>> = {
  'notice-late': 'The notice could not reach you seven calendar days before: nothing is done unannounced.',
  'would-overrun': 'It could not have ended within its window any more: it was not begun.',
  upgrade: 'The version cannot be put into production at that time.',
  frozen: 'No planned work is done at that time.',
};

/** What the mails about maintenances say in English (annex §10). */
export const english: MaintenanceWords = {
  texts: {
    planned: (n, s) => ({
      subject: `Planned maintenance: ${s.starts}`,
      paragraphs: [
        `A maintenance is planned. The service will not be available for about ${s.downtime}.`,
        'You will be reminded 24 hours before, and told once the service is operational again.',
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    unplanned: (n, s) => ({
      subject: `Unplanned update: ${s.starts}`,
      paragraphs: [
        `An unplanned update is needed to correct a security incident or a critical one. The service will not be available for about ${s.downtime}.`,
        `The provider cannot put it off. You can refuse or postpone it in the portal until it begins, ${s.starts}; you then bear all consequences (annex, article 10).`,
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    moved: (n, s) => ({
      subject: `Maintenance moved: ${s.starts}`,
      paragraphs: [
        'The maintenance that was announced takes place at another time.',
        ...(s.reason === '' ? [] : [s.reason]),
        ...(n.detail === '' ? [] : [`Put off by ${n.about}:`, n.detail]),
      ],
      facts: [
        ['Start before:', s.startedBefore],
        ['End before:', s.endedBefore],
        ...when(s),
        ...what(s),
        ...reference(n),
      ],
    }),
    reminder: (n, s) => ({
      subject: `Reminder, maintenance in 24 hours: ${s.starts}`,
      paragraphs: [
        `The maintenance that was announced is tomorrow. The service will not be available for about ${s.downtime}.`,
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    started: (n, s) => ({
      subject: `Maintenance begun: ${s.environments}`,
      paragraphs: [
        `The maintenance has begun. The service is not available for about ${s.downtime}.`,
        'You will be told that it is operational again once the checks have passed.',
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    overrun: (n, s) => ({
      subject: `Maintenance overruns: ${s.environments}`,
      paragraphs: [
        'The maintenance is not over at the end that was told. The service is still not available.',
        ...(n.kind === 'planned' ? ['Time past the window counts as unplanned downtime.'] : []),
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    operational: (n, s) => ({
      subject: `Operational again: ${s.environments}`,
      paragraphs: [
        'The maintenance is over and the checks have passed: the service is available again.',
        ...(n.outcome === 'rolled-back'
          ? ['The new version did not pass the checks: the version before it serves again.']
          : n.outcome === 'not-started'
            ? ['The new version was not installed.']
            : []),
      ],
      facts: [['Downtime:', s.lasted], ...what(s), ...reference(n)],
    }),
    cancelled: (n, s) => ({
      subject: `Maintenance cancelled: ${s.starts}`,
      paragraphs: ['The maintenance that was announced does not take place.', s.reason],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    withdrawn: (n, s) => ({
      subject: `Maintenance cancelled: ${s.starts}`,
      paragraphs: [
        'The maintenance that was announced does not take place.',
        withdrawn[n.about] ?? n.about,
        ...(s.reason === '' ? [] : [s.reason]),
      ],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    refused: (n, s) => ({
      subject: `Unplanned update refused: ${s.starts}`,
      paragraphs: [`The client, by ${n.about}, refuses this update and has signed:`, n.detail],
      facts: [...when(s), ...what(s), ...reference(n)],
    }),
    unreachable: (n, s) => ({
      subject: n.detail === 'nobody' ? `Nobody had the notice: ${n.client}` : `Contact cannot be reached: ${n.about}`,
      paragraphs:
        n.detail === 'nobody'
          ? [
              n.kind === 'unplanned'
                ? 'No contact of the client has had the notice: the maintenance begins all the same. Tell the client in another way.'
                : 'No contact of the client had the first notice in time: the maintenance counts as unplanned downtime. Move it.',
            ]
          : [
              n.detail === 'refused'
                ? `The mail server refuses ${n.about}. Tell this contact in another way, and set the contract right.`
                : `The notice to ${n.about} has not left yet. Tell this contact in another way.`,
            ],
      facts: [['Client:', n.client], ...when(s), ...what(s), ...reference(n)],
    }),
    unhealthy: (n, s) => ({
      subject: `To go on by hand: ${n.client}, ${n.about}`,
      paragraphs: ['The maintenance cannot end without you:', n.detail],
      facts: [['Client:', n.client], ...when(s), ...what(s), ...reference(n)],
    }),
  },
  footer: 'Automatic message of the provider. Support annex, article 10.',
};
