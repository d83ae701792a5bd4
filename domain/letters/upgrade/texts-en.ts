import { dayText } from '../../time/date-words';
import { named, told, type UpgradeWords } from './words';

const outcomes: Record<string, string> = {
  'rolled-back': 'the version before it works again',
  failed: 'the version before it could not be brought back',
};
const released: Record<string, string> = {
  resolved: 'it is resolved',
  closed: 'it is closed',
  rejected: 'it is rejected',
  withdrawn: 'the client has withdrawn it',
  'not-an-incident': 'support has qualified it as a request',
  merged: 'it goes on in another ticket',
  untied: 'the version is not its cause',
};
const withheld: Record<string, string> = {
  'incident-open': 'a reported incident is open',
  paused: 'the rollout is paused',
  frozen: 'a freeze is in force',
  refused: 'the version is refused',
  postponed: 'the version is put off',
  stopped: 'the rollout is stopped',
  'test-not-over': 'the test window is not over',
  'other-maintenance': 'another maintenance is planned',
  over: 'the upgrade is over',
  'other-environments': 'another version runs by now in one of the environments',
  'more-environments': 'another production environment needs the version as well',
};

/** Mails about upgrades in English. */
export const english: UpgradeWords = {
  texts: {
    'test-available': (n, { testEnds }) =>
      told(
        `${named(n)} is available in your test environment`,
        [
          `Version ${named(n)} is installed in your test environment. You have one month to test it, until ${testEnds}.`,
          'After that, if no incident was reported, it goes into production in the next maintenance window. A reported incident stops the promotion until it is resolved.',
          n.testEndsMs === null ? null : 'You can accept the version earlier.',
        ],
        [['Documentation:', n.delivery.documentation.en]],
      ),
    available: (n) =>
      told(
        `${named(n)} will be installed`,
        [`The update ${named(n)} goes into production in the next maintenance window.`],
        [['Documentation:', n.delivery.documentation.en]],
      ),
    unplanned: (n) =>
      told(
        `Unplanned update: ${named(n)}`,
        [
          n.text,
          'The provider cannot put this update off. You may refuse it or put it off; you then bear all consequences, which are shown before you sign.',
        ],
        [['Documentation:', n.delivery.documentation.en]],
      ),
    'support-warning': (n) =>
      told(`Support of your version ${n.installed ?? ''} is about to end`, [
        `Support is for the latest version and the two before it. Your version ${n.installed ?? ''} will soon not be among them.`,
        n.supportEndsOn === null
          ? 'It ends when a next version is published.'
          : `It ends on ${dayText(n.supportEndsOn, 'en')}.`,
      ]),
    unreachable: (n) =>
      told(
        `${n.client} could not be told of ${named(n)}`,
        [
          'No contact of the client has received the first notice: its month to test has not begun. Tell it by other means, and record it.',
        ],
        n.text === null ? [] : [[n.text, n.reason ?? '']],
      ),
    'test-failed': (n) => told(`${named(n)} could not be installed for testing at ${n.client}`, [n.text], [], false),
    'test-window-moved': (n, { testEnds }) =>
      told(`Your test window of ${named(n)} is counted anew`, [
        `The first notice reached you late: your month is counted from then on, until ${testEnds}.`,
      ]),
    accepted: (n) => told(`${named(n)} is accepted`, [n.text]),
    'incident-reported': (n) =>
      told(`${named(n)}: incident ${n.ticket ?? ''}`, [
        'An incident is reported against this version. It does not go into production while that is open.',
      ]),
    'incident-released': (n) =>
      told(`${named(n)}: the incident ${n.ticket ?? ''} does not stop it any more`, [
        `The incident does not stop the promotion any more: ${released[n.reason ?? ''] ?? n.reason ?? ''}.`,
      ]),
    paused: (n) => told(`${named(n)}: the rollout is paused`, [n.text, 'Your test window is lengthened by as much.']),
    resumed: (n) => told(`${named(n)}: the rollout goes on`, ['Your test window goes on.']),
    stopped: (n) => told(`${named(n)}: the rollout is stopped`, [n.text], [], false),
    superseded: (n) =>
      told(
        `${named(n)} will not be installed`,
        [`Version ${n.text ?? ''} runs in production by now: ${named(n)} will not be installed any more.`],
        [],
        false,
      ),
    'needed-again': (n, { testEnds }) =>
      told(`${named(n)} will be installed after all`, [
        `What we had noted of your production was mistaken: it runs ${n.installed ?? 'an older version'} and needs ${named(n)}, which will be installed.`,
        n.testEndsMs === null ? null : `The time since then is given back: you can test until ${testEnds}.`,
      ]),
    refused: (n) => told(`${named(n)} is refused`, [n.text], [['Digest of the text that was signed:', n.reason ?? '']]),
    postponed: (n) =>
      told(`${named(n)} is put off`, [n.text], [['Digest of the text that was signed:', n.reason ?? '']]),
    withheld: (n) =>
      told(`${named(n)} has not gone into production`, [
        `The promotion that was planned does not take place: ${withheld[n.reason ?? ''] ?? n.reason ?? ''}.`,
      ]),
    'promotion-failed': (n) =>
      told(`${named(n)}: the promotion has failed`, [
        `The promotion has failed: ${outcomes[n.reason ?? ''] ?? n.reason ?? ''}. The provider opens an incident.`,
      ]),
    promoted: (n) =>
      told(
        `${named(n)} is in production`,
        ['The version is in production.'],
        [['Documentation:', n.delivery.documentation.en]],
        false,
      ),
  },
  date: { earliest: 'At the earliest:', planned: 'Planned:', latest: 'At the latest:' },
  reasons: {
    over: 'done',
    stopped: 'the rollout is stopped',
    superseded: 'the version in production does not need it any more',
    refused: 'refused by the client',
    paused: 'the rollout is paused',
    'incident-open': 'a reported incident is open',
    preparing: 'being prepared',
    unreachable: 'the client has not been told yet',
    accepted: 'accepted by the client',
    'test-window': 'the first window after the month to test',
    'no-test-window': 'the first window, without a test window',
    postponed: 'put off by the client',
    unplanned: 'unplanned update',
    announced: 'announced maintenance',
    notice: 'the first window that can be announced seven days before, if you accept now',
    'no-window-known': 'no window is known',
    'support-ends': 'the last window before the installed version is not supported any more',
    'support-end-unknown': 'no end of support is known',
  },
  link: 'Your upgrade:',
  footer: 'Cadran, support follow-up. This notice is sent automatically.',
};
