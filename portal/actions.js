import { call } from './api.js';
import { announce, h } from './dom.js';
import { money } from './format.js';
import { choices, form } from './forms.js';
import { CORRECTION_OFFERS, correctionFieldsOf, correctionOf } from './actions-waits.js';
import { bodyOf, LINK_OFFERS, linkFieldsOf, RESOLUTION_OFFERS } from './actions-links.js';
import { t } from './texts.js';

/** @typedef {'acknowledgeTicket' | 'answerSupport' | 'confirmTicket' | 'reopenTicket' | 'qualifyTicket' | 'resolveTicket' | 'askClient' | 'changeTicketPriority' | 'noteOnTicket' | 'writeMessage' | 'proposePriority' | 'acceptPriority' | 'declinePriority' | 'withdrawPriority' | 'rejectTicket' | 'escalateTicket' | 'returnTicket' | 'assignTicket' | 'linkTicket' | 'unlinkTicket' | 'mergeTicket' | 'tieToAnomaly' | 'untieFromAnomaly' | 'proposeResolution' | 'acceptResolution' | 'declineResolution' | 'acknowledgeEscalation' | 'quoteTicket' | 'acceptQuotation' | 'refuseQuotation' | 'withdrawQuotation' | 'correctWait' | 'recordWait' | 'reconsiderTicket'} CommandId */

const PRIORITIES = ['P1', 'P2', 'P3', 'P4'];
const CATEGORIES = ['provider-incident', 'client-incident', 'client-request', 'additional-request'];
const CAUSES = ['client', 'third-party', 'partner-provider'];
const SUPPORT = ['support', 'admin'];
const EVERYBODY = ['client', ...SUPPORT];
const WORKED_ON = ['acknowledged', 'qualified', 'in-progress'];
const IN_HAND = [...WORKED_ON, 'waiting-client'];
const OPEN = ['new', ...IN_HAND, 'resolved'];
const QUOTED = ['qualified', 'in-progress', 'waiting-client'];

const isAsked = ({ question }) => question !== null;
const waitsForDecision = ({ quotation }) => quotation?.state === 'open';

/**
 * Who is offered what, and when. The API decides by itself: this only spares people what it would refuse.
 * @type {Record<string, { operation: CommandId, roles: string[], statuses: string[], when?: (ticket: any, me: any) => boolean }>}
 */
const OFFERS = {
  ...RESOLUTION_OFFERS,
  'acknowledge-escalation': {
    operation: 'acknowledgeEscalation',
    roles: SUPPORT,
    statuses: ['new', ...IN_HAND],
    when: ({ escalations = [] }) => escalations.some(({ reached }) => reached.some((one) => !one.acknowledged)),
  },
  acknowledge: { operation: 'acknowledgeTicket', roles: SUPPORT, statuses: ['new'] },
  'accept-quotation': {
    ...{ operation: 'acceptQuotation', roles: EVERYBODY, statuses: QUOTED },
    when: waitsForDecision,
  },
  'refuse-quotation': {
    ...{ operation: 'refuseQuotation', roles: EVERYBODY, statuses: QUOTED },
    when: waitsForDecision,
  },
  answer: { operation: 'answerSupport', roles: EVERYBODY, statuses: ['waiting-client'], when: isAsked },
  confirm: { operation: 'confirmTicket', roles: EVERYBODY, statuses: ['resolved'] },
  reopen: { operation: 'reopenTicket', roles: EVERYBODY, statuses: ['resolved'] },
  qualify: { operation: 'qualifyTicket', roles: SUPPORT, statuses: [...IN_HAND, 'resolved'] },
  resolve: {
    ...{ operation: 'resolveTicket', roles: SUPPORT, statuses: ['qualified', 'in-progress', 'waiting-client'] },
    when: ({ category }) => category !== null,
  },
  quote: {
    ...{ operation: 'quoteTicket', roles: SUPPORT, statuses: QUOTED },
    when: (ticket) => ticket.category === 'additional-request' && !isAsked(ticket),
  },
  'withdraw-quotation': {
    ...{ operation: 'withdrawQuotation', roles: SUPPORT, statuses: QUOTED },
    when: waitsForDecision,
  },
  ask: { operation: 'askClient', roles: SUPPORT, statuses: WORKED_ON },
  message: { operation: 'writeMessage', roles: EVERYBODY, statuses: OPEN },
  note: { operation: 'noteOnTicket', roles: SUPPORT, statuses: OPEN },
  escalate: { operation: 'escalateTicket', roles: SUPPORT, statuses: IN_HAND, when: ({ level }) => level !== 'N3' },
  return: { operation: 'returnTicket', roles: SUPPORT, statuses: IN_HAND, when: ({ level }) => level !== 'N1' },
  assign: { operation: 'assignTicket', roles: SUPPORT, statuses: OPEN },
  'accept-priority': { operation: 'acceptPriority', roles: EVERYBODY, statuses: OPEN, when: proposedBy('other') },
  'decline-priority': { operation: 'declinePriority', roles: EVERYBODY, statuses: OPEN, when: proposedBy('other') },
  'withdraw-priority': { operation: 'withdrawPriority', roles: EVERYBODY, statuses: OPEN, when: proposedBy('own') },
  'propose-priority': {
    operation: 'proposePriority',
    roles: EVERYBODY,
    statuses: OPEN,
    when: ({ proposal }) => !proposal,
  },
  'change-priority': { operation: 'changeTicketPriority', roles: SUPPORT, statuses: OPEN },
  reject: { operation: 'rejectTicket', roles: SUPPORT, statuses: ['new', ...IN_HAND] },
  ...LINK_OFFERS,
  ...CORRECTION_OFFERS,
};

/** Whether another priority is proposed by the reader's own side, or by the other one. */
function proposedBy(side) {
  return ({ proposal }, me) =>
    Boolean(proposal) && ((proposal.by.role === 'client') === (me.role === 'client') ? 'own' : 'other') === side;
}

export function offered(ticket, me) {
  return Object.keys(OFFERS).filter(
    (name) =>
      OFFERS[name].roles.includes(me.role) &&
      OFFERS[name].statuses.includes(ticket.status) &&
      (OFFERS[name].when?.(ticket, me) ?? true),
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
    names.map((name) => action(name, ticket, me, done, name === open)),
  );
}

function action(name, ticket, me, done, open) {
  const fields = fieldsOf(name, ticket, me);
  const { quotation, proposedResolution } = ticket;
  const label = t(`action.${name}`, { amount: quotation && money(quotation.amount, quotation.currency) });
  // Which one was read: another may take its place meanwhile.
  const decided = { quotation, resolution: proposedResolution }[name.replace(/^(accept|refuse|decline|withdraw)-/, '')];
  const about = {
    ...(decided?.number ? { number: decided.number } : {}),
    ...(ticket.proposal && /^(accept|decline)-priority$/.test(name) ? { priority: ticket.proposal.priority } : {}),
  };
  const sent = form({
    name: `${ticket.reference}.${name}`,
    fields,
    submit: label,
    // The API says what is wrong with what was typed.
    send: (/** @type {any} */ typed) => {
      /** @type {any} */
      const body = name === 'escalate' ? withReproduction(typed) : correctionOf(name, bodyOf(name, typed));
      return call(OFFERS[name].operation, { params: { reference: ticket.reference }, body: { ...body, ...about } });
    },
    accepted: (answered) => {
      announce(t('action.done'));
      done(answered);
    },
  });
  if (fields.length === 0) return h('div', { class: 'card' }, sent);
  return h(
    'details',
    { class: 'card', name: 'action', open, 'data-action': name },
    h('summary', { id: `summary-${name}` }, label),
    sent,
  );
}

function fieldsOf(name, ticket, me) {
  const long = { type: 'textarea', maximum: 20_000 };
  const short = { type: 'textarea', rows: 3, maximum: 5000 };
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
  const agreement = { name: 'agreement', label: t('field.agreement'), help: t('field.agreementHelp') };
  // What the client said to support is entered with the evidence of it.
  const evidence = me.role === 'client' ? [] : [{ ...agreement, type: 'textarea', rows: 3, maximum: 1000 }];
  const why = { name: 'reason', label: t('field.why'), type: 'textarea', rows: 3, maximum: 5000, optional: true };
  switch (name) {
    case 'confirm':
      return evidence;
    case 'quote':
      return [
        { name: 'amount', label: t('field.amount'), help: t('field.amountHelp'), maximum: 16 },
        { name: 'currency', label: t('field.currency'), value: 'EUR', maximum: 3 },
        { name: 'validUntil', label: t('field.validUntil'), help: t('field.validUntilHelp'), type: 'date' },
        { name: 'description', label: t('field.quoted'), help: t('field.quotedHelp'), ...long, maximum: 5000 },
      ];
    case 'accept-quotation':
      return evidence;
    case 'refuse-quotation':
      return [why, ...evidence];
    case 'withdraw-quotation':
      return [why];
    case 'qualify': {
      const options = choices('category', CATEGORIES, { none: t('form.choose') });
      const value = ticket.category ?? '';
      const why = { name: 'reason', label: t('field.changeReason'), ...short };
      return [
        { ...category, options, value },
        { ...priority, options: priorities },
        cause,
        ...(ticket.category ? [why, { ...agreement, type: 'textarea', rows: 3, maximum: 1000, optional: true }] : []),
      ];
    }
    case 'change-priority': {
      const options = choices('category', CATEGORIES, { none: t('field.sameCategory') });
      return [
        { ...priority, options: priorities },
        { ...category, options, optional: true },
        cause,
        { ...agreement, type: 'textarea', rows: 3, maximum: 1000 },
      ];
    }
    case 'propose-priority':
      return [
        { ...priority, options: priorities },
        { name: 'impact', label: t('field.impact'), help: t('field.impactHelp'), ...short },
      ];
    case 'decline-priority':
      return [{ name: 'reason', label: t('field.declineReason'), ...short }];
    case 'reject': {
      const given = ticket.quotation && !waitsForDecision(ticket) ? ['unaccepted-quotation'] : [];
      const scopes = ['usage-help', 'training', 'parameterization', ...given];
      const options = choices('scope', scopes, { none: t('form.choose') });
      return [
        { name: 'outOfScope', label: t('field.outOfScope'), type: 'select', options, value: '' },
        { name: 'advice', label: t('field.advice'), ...short },
      ];
    }
    case 'escalate':
      return escalation(ticket);
    case 'return': {
      const options = ['N1', 'N2'].filter((level) => level < ticket.level).map((value) => ({ value, label: value }));
      const to = { name: 'to', label: t('ticket.level'), type: 'select', options, value: options[0].value };
      return [to, { name: 'reason', label: t('field.returnReason'), ...short }];
    }
    case 'assign':
      return [
        { name: 'person', label: t('field.person'), optional: true, value: ticket.assignee?.person ?? '' },
        { name: 'team', label: t('field.team'), optional: true, value: ticket.assignee?.team ?? '' },
      ];
    case 'acknowledge-escalation':
      return [{ name: 'comment', label: t('field.comment'), type: 'textarea', rows: 3, maximum: 2000, optional: true }];
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
      return [...linkFieldsOf(name, ticket, me), ...correctionFieldsOf(name, ticket)];
  }
}

/** What the next level asks for: N2 the request in support's words, N3 how the anomaly is reproduced. */
function escalation({ level }) {
  const to = level === 'N1' ? 'N2' : 'N3';
  const next = { name: 'to', label: t('ticket.level'), type: 'select', options: [{ value: to, label: to }], value: to };
  const document = (name, rows) => ({ name, label: t(`field.${name}`), type: 'textarea', rows, maximum: 5000 });
  if (to === 'N2') return [next, document('reformulation', 4)];
  return [next, document('steps', 4), document('expected', 2), document('observed', 2), document('environment', 1)];
}

/** The four parts of a reproduction are one document. */
function withReproduction({ to, reformulation, ...reproduction }) {
  return to === 'N2' ? { to, reformulation } : { to, reproduction };
}
