import { dateTime } from './format.js';
import { t } from './texts.js';

const SUPPORT = ['support', 'admin'];
const OPEN = ['new', 'acknowledged', 'qualified', 'in-progress', 'waiting-client', 'resolved'];

/** What support sets right: when a client was waited for, and whether a ticket is eligible by now. @type {Record<string, any>} */
export const CORRECTION_OFFERS = {
  'correct-wait': {
    ...{ operation: 'correctWait', roles: SUPPORT, statuses: OPEN },
    when: ({ waits = [] }) => waits.length > 0,
  },
  'record-wait': { operation: 'recordWait', roles: SUPPORT, statuses: OPEN },
  reconsider: {
    ...{ operation: 'reconsiderTicket', roles: SUPPORT, statuses: OPEN },
    when: ({ admission }) => admission?.decision === 'without-sla',
  },
};

/** The fields of their forms; none of another one. */
export function correctionFieldsOf(name, { waits = [], zone }) {
  const instant = (of) => ({ name: of, label: t(`field.${of}`), help: t('field.instantHelp'), type: 'datetime-local' });
  const proof = {
    name: 'proof',
    label: t('field.proof'),
    help: t('field.proofHelp'),
    type: 'textarea',
    rows: 2,
    maximum: 2000,
  };
  switch (name) {
    case 'correct-wait': {
      const options = waits.map(({ number, from }) => ({
        value: String(number),
        label: `${number} · ${dateTime(from, zone)}`,
      }));
      const wait = {
        name: 'wait',
        label: t('field.wait'),
        type: 'select',
        options,
        value: options.at(-1)?.value ?? '',
      };
      return [wait, { ...instant('from'), optional: true }, { ...instant('to'), optional: true }, proof];
    }
    case 'record-wait':
      return [
        { name: 'question', label: t('field.question'), type: 'textarea', rows: 3, maximum: 20_000 },
        ...[instant('from'), instant('to'), proof],
      ];
    case 'reconsider':
      return [{ name: 'reason', label: t('field.why'), type: 'textarea', rows: 2, maximum: 2000, optional: true }];
    default:
      return [];
  }
}

/** What is sent of them: the number as one, and instants, which are typed by the clock of the reader's machine. */
export function correctionOf(name, typed) {
  if (!name.endsWith('-wait')) return typed;
  const { wait, from, to, ...more } = typed;
  const instant = (of, text) => (text === undefined ? {} : { [of]: new Date(text).toISOString() });
  return {
    ...more,
    ...(wait === undefined ? {} : { wait: Number(wait) }),
    ...instant('from', from),
    ...instant('to', to),
  };
}
