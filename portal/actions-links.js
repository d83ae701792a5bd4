import { choices } from './forms.js';
import { t } from './texts.js';

const SUPPORT = ['support', 'admin'];
const RESOLVABLE = ['qualified', 'in-progress', 'waiting-client'];
const WORKED_ON = ['acknowledged', ...RESOLVABLE];
const OPEN = ['new', ...WORKED_ON, 'resolved'];
const LINKS = ['child-of', 'related-to', 'caused-by-upgrade', 'part-of-outage'];

const isProposed = (ticket) => Boolean(ticket.proposedResolution);
const isIncident = ({ category }) => category === 'provider-incident' || category === 'client-incident';

/** What is answered to a resolution that is proposed: first of all that can be done. @type {Record<string, any>} */
export const RESOLUTION_OFFERS = {
  'accept-resolution': {
    operation: 'acceptResolution',
    roles: ['client', ...SUPPORT],
    statuses: RESOLVABLE,
    when: isProposed,
  },
  'decline-resolution': {
    operation: 'declineResolution',
    roles: ['client', ...SUPPORT],
    statuses: RESOLVABLE,
    when: isProposed,
  },
};

/** What ties a ticket to others and to the cause of its incident. @type {Record<string, any>} */
export const LINK_OFFERS = {
  'propose-resolution': { operation: 'proposeResolution', roles: SUPPORT, statuses: RESOLVABLE },
  'tie-to-anomaly': {
    operation: 'tieToAnomaly',
    roles: SUPPORT,
    statuses: WORKED_ON,
    when: (ticket) => isIncident(ticket) && !ticket.anomaly,
  },
  'untie-from-anomaly': {
    operation: 'untieFromAnomaly',
    roles: SUPPORT,
    statuses: OPEN,
    when: ({ anomaly }) => Boolean(anomaly),
  },
  link: { operation: 'linkTicket', roles: SUPPORT, statuses: OPEN },
  unlink: { operation: 'unlinkTicket', roles: SUPPORT, statuses: OPEN, when: ({ links = [] }) => links.length > 0 },
  'merge-into': { operation: 'mergeTicket', roles: SUPPORT, statuses: ['new', ...WORKED_ON] },
};

/** The fields of their forms. */
export function linkFieldsOf(name, ticket, me) {
  const long = { type: 'textarea', maximum: 20_000 };
  switch (name) {
    case 'accept-resolution': {
      const agreement = { name: 'agreement', label: t('field.agreement'), help: t('field.agreementHelp') };
      return me.role === 'client' ? [] : [{ ...agreement, type: 'textarea', rows: 3, maximum: 1000 }];
    }
    case 'decline-resolution':
      return [{ name: 'reason', label: t('field.declinedResolution'), ...long }];
    case 'propose-resolution': {
      const options = choices('field.kind', ['fix', 'workaround']);
      return [
        { name: 'kind', label: t('field.kind'), type: 'select', options, value: 'workaround' },
        { name: 'answer', label: t('field.proposal'), help: t('field.proposalHelp'), ...long },
        { name: 'version', label: t('field.version'), maximum: 40, optional: true },
      ];
    }
    case 'tie-to-anomaly':
      return [{ name: 'anomaly', label: t('field.anomaly'), help: t('field.anomalyHelp'), maximum: 12 }];
    case 'untie-from-anomaly':
      return [{ name: 'reason', label: t('field.untieReason'), ...long, maximum: 5000 }];
    case 'link': {
      const options = choices('link', LINKS);
      return [
        { name: 'kind', label: t('field.link'), type: 'select', options, value: 'related-to' },
        { name: 'to', label: t('field.linkTo'), help: t('field.linkToHelp'), maximum: 100 },
      ];
    }
    case 'unlink': {
      const options = ticket.links.map(({ kind, to }) => ({
        value: `${kind} ${to}`,
        label: `${t(`link.${kind}`)} ${to}`,
      }));
      return [{ name: 'link', label: t('field.link'), type: 'select', options, value: options[0].value }];
    }
    case 'merge-into':
      return [
        { name: 'reference', label: t('field.mergeInto'), help: t('field.mergeIntoHelp'), maximum: 12 },
        { name: 'reason', label: t('field.mergeReason'), ...long, maximum: 5000 },
      ];
    default:
      return [];
  }
}

/** What the API takes of what was typed: a link that is chosen is two fields. */
export function bodyOf(name, { link, ...typed }) {
  if (name !== 'unlink') return typed;
  const space = link.indexOf(' ');
  return { kind: link.slice(0, space), to: link.slice(space + 1) };
}
