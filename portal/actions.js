import { call } from './api.js';
import { announce, h } from './dom.js';
import { choices, form } from './forms.js';
import { t } from './texts.js';

/** @typedef {'acknowledgeTicket' | 'answerSupport' | 'confirmTicket' | 'reopenTicket' | 'qualifyTicket' | 'resolveTicket' | 'askClient' | 'changeTicketPriority' | 'noteOnTicket' | 'writeMessage'} CommandId */

const PRIORITIES = ['P1', 'P2', 'P3', 'P4'];
const CATEGORIES = ['provider-incident', 'client-incident', 'client-request', 'additional-request'];
const CAUSES = ['client', 'third-party', 'partner-provider'];
const SUPPORT = ['support', 'admin'];
const EVERYBODY = ['client', ...SUPPORT];
const WORKED_ON = ['acknowledged', 'qualified', 'in-progress'];
const OPEN = ['new', ...WORKED_ON, 'waiting-client', 'resolved'];

/**
 * Who is offered what, and when. The API decides by itself: this only spares people what it would refuse.
 * @type {Record<string, { operation: CommandId, roles: string[], statuses: string[] }>}
 */
const OFFERS = {
  acknowledge: { operation: 'acknowledgeTicket', roles: SUPPORT, statuses: ['new'] },
  answer: { operation: 'answerSupport', roles: EVERYBODY, statuses: ['waiting-client'] },
  confirm: { operation: 'confirmTicket', roles: EVERYBODY, statuses: ['resolved'] },
  reopen: { operation: 'reopenTicket', roles: EVERYBODY, statuses: ['resolved'] },
  qualify: { operation: 'qualifyTicket', roles: SUPPORT, statuses: [...WORKED_ON, 'waiting-client', 'resolved'] },
  resolve: { operation: 'resolveTicket', roles: SUPPORT, statuses: ['qualified', 'in-progress', 'waiting-client'] },
  ask: { operation: 'askClient', roles: SUPPORT, statuses: WORKED_ON },
  message: { operation: 'writeMessage', roles: EVERYBODY, statuses: OPEN },
  note: { operation: 'noteOnTicket', roles: SUPPORT, statuses: OPEN },
  'change-priority': {
    operation: 'changeTicketPriority',
    roles: SUPPORT,
    statuses: OPEN,
  },
};

export function offered(ticket, me) {
  return Object.keys(OFFERS).filter(
    (name) => OFFERS[name].roles.includes(me.role) && OFFERS[name].statuses.includes(ticket.status),
  );
}

/**
 * The forms of what a person can do with a ticket now.
 * @param {(ticket: object) => void} done gets the ticket as the API answers it after the command
 * @param {string} [open] which one stood open
 */
export function actions(ticket, me, done, open) {
  const names = offered(ticket, me);
  const heading = h('h2', { id: 'actions-title' }, t('ticket.actions'));
  if (names.length === 0) return h('div', { hidden: true });
  return h(
    'section',
    { 'aria-labelledby': 'actions-title', class: 'actions' },
    heading,
    names.map((name) => action(name, ticket, done, name === open)),
  );
}

function action(name, ticket, done, open) {
  const fields = fieldsOf(name, ticket);
  const sent = form({
    name: `${ticket.reference}.${name}`,
    fields,
    submit: t(`action.${name}`),
    // The API says what is wrong with what was typed.
    send: (/** @type {any} */ body) => call(OFFERS[name].operation, { params: { reference: ticket.reference }, body }),
    accepted: (answered) => {
      announce(t('action.done'));
      done(answered);
    },
  });
  if (fields.length === 0) return h('div', { class: 'card' }, sent);
  return h(
    'details',
    { class: 'card', name: 'action', open, 'data-action': name },
    h('summary', { id: `summary-${name}` }, t(`action.${name}`)),
    sent,
  );
}

function fieldsOf(name, ticket) {
  const long = { type: 'textarea', maximum: 20_000 };
  const priority = { name: 'priority', label: t('new.priority'), type: 'select', value: ticket.priority };
  const cause = {
    name: 'cause',
    label: t('field.cause'),
    help: t('field.causeHelp'),
    type: 'select',
    options: choices('cause', CAUSES, { none: t('form.choose') }),
    optional: true,
  };
  const category = { name: 'category', label: t('field.category'), type: 'select' };
  const priorities = choices('priority', PRIORITIES);
  switch (name) {
    case 'qualify': {
      const options = choices('category', CATEGORIES, { none: t('form.choose') });
      const value = ticket.category ?? '';
      return [{ ...category, options, value }, { ...priority, options: priorities }, cause];
    }
    case 'change-priority': {
      const options = choices('category', CATEGORIES, { none: t('field.sameCategory') });
      const agreement = { name: 'agreement', label: t('field.agreement'), help: t('field.agreementHelp') };
      return [
        { ...priority, options: priorities },
        { ...category, options, optional: true },
        cause,
        { ...agreement, type: 'textarea', rows: 3, maximum: 1000 },
      ];
    }
    case 'message':
      return [{ name: 'message', label: t('field.message'), help: t('field.messageHelp'), ...long }];
    case 'note':
      return [{ name: 'note', label: t('field.note'), help: t('field.noteHelp'), ...long }];
    case 'ask':
      return [{ name: 'question', label: t('field.question'), ...long }];
    case 'answer':
      return [{ name: 'answer', label: t('field.answer'), ...long }];
    case 'resolve': {
      const options = choices('field.kind', ['fix', 'workaround']);
      const kind = { name: 'kind', label: t('field.kind'), type: 'select', options, value: 'fix' };
      return [kind, { name: 'answer', label: t('field.resolution'), ...long }];
    }
    case 'reopen':
      return [{ name: 'reason', label: t('field.reason'), ...long }];
    default:
      return [];
  }
}
