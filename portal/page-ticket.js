import { actions, offered } from './actions.js';
import { call } from './api.js';
import { attachments } from './attachments.js';
import { clocks } from './clocks.js';
import { announce, fill, h } from './dom.js';
import { dateTime, day, money } from './format.js';
import { loading, problemBox } from './states.js';
import { language, t } from './texts.js';
import { anomalyBox, box, links, mergedNote, proposalBox, waits } from './ticket-boxes.js';
import { timeline } from './timeline.js';

/** One ticket. Each part is drawn anew only when it has changed, so that nobody is disturbed while typing. */
export function ticketPage(reference, me) {
  const parts = {
    head: h('div', {}, loading()),
    anomaly: h('div'),
    clocks: h('div'),
    actions: h('div'),
    facts: h('div'),
    timeline: h('div'),
  };
  const files = attachments(reference, me, async () => {
    show(await call('readTicket', { params: { reference } }));
    await showEvents();
  });
  let ticket;
  let eventsOf = -1;
  let anomalyDrawn = '';
  let tick = () => {};

  const show = (answered) => {
    // An answer asked for before a command may arrive after the command's own.
    if (ticket && answered.sequence < ticket.sequence) return;
    const before = ticket;
    ticket = answered;
    const drawn = clocks(ticket, performance.now());
    tick = drawn.tick;
    fill(parts.clocks, drawn.element);
    if (before?.sequence === ticket.sequence) return;
    fill(parts.head, head(ticket));
    fill(parts.facts, facts(ticket));
    const key = (one) =>
      JSON.stringify([
        offered(one, me),
        one.priority,
        one.category,
        one.level,
        one.links,
        one.quotation?.number,
        one.proposedResolution?.number,
        one.waits?.length,
      ]);
    if (!before || key(before) !== key(ticket)) {
      const open = parts.actions.querySelector('details[open]')?.getAttribute('data-action') ?? undefined;
      fill(parts.actions, actions(ticket, me, done, open));
    }
    if (before && before.status !== ticket.status) {
      announce(t('ticket.changed', { reference, status: t(`status.${ticket.status}`) }));
    }
  };

  const done = (answered) => {
    show(answered);
    fill(parts.actions, actions(ticket, me, done));
    document.querySelector('h1')?.focus();
    showEvents().catch(() => {});
  };

  const showEvents = async () => {
    if (eventsOf === ticket.sequence) return;
    const of = ticket;
    const [items] = await Promise.all([allEvents(reference), files.refresh(of)]);
    fill(parts.timeline, timeline(items, of));
    eventsOf = of.sequence;
  };

  const showAnomaly = async () => {
    const known = ticket.anomaly ? await call('readAnomalyOfTicket', { params: { reference } }) : null;
    const drawn = JSON.stringify([known, language()]);
    if (drawn === anomalyDrawn) return;
    fill(parts.anomaly, known && anomalyBox(known));
    anomalyDrawn = drawn;
  };

  return {
    title: reference,
    element: h(
      'div',
      { class: 'ticket' },
      h('p', {}, h('a', { href: '#/' }, '← ', t('ticket.back'))),
      parts.head,
      parts.anomaly,
      h(
        'div',
        { class: 'sides' },
        parts.clocks,
        h('div', {}, parts.actions, parts.facts, files.element, parts.timeline),
      ),
    ),
    tick: () => tick(),
    refresh: async () => {
      try {
        show(await call('readTicket', { params: { reference } }));
        await showEvents();
        await showAnomaly();
      } catch (error) {
        if (!ticket) fill(parts.head, h('h1', { tabindex: '-1' }, reference), problemBox(error));
        throw error;
      }
    },
  };
}

/** A long life comes in several pages. */
async function allEvents(reference) {
  const all = [];
  /** @type {number | null} */
  let after = 0;
  while (after !== null) {
    const { items, next } = await call('listTicketEvents', { params: { reference }, query: { after } });
    all.push(...items);
    after = next;
  }
  return all;
}

function head(ticket) {
  const { admission } = ticket;
  const undecided = ticket.status === 'waiting-client' && ticket.quotation?.state === 'open';
  const reason = admission && t(`reason.${admission.reason}`, admission.facts);
  return h(
    'div',
    { class: 'head' },
    h('p', { class: 'quiet' }, ticket.reference),
    h('h1', { tabindex: '-1' }, ticket.title),
    h(
      'p',
      { class: 'pills' },
      h('span', { class: `pill ${ticket.status}` }, t(`status.${ticket.status}`)),
      h('span', { class: `pill ${ticket.priority}` }, t(`priority.${ticket.priority}`)),
    ),
    h('p', { class: 'sentence' }, t(`sentence.${ticket.status}${undecided ? '.quotation' : ''}`)),
    admission &&
      admission.decision !== 'admitted' &&
      h('p', { class: 'note' }, t(`admission.${admission.decision}`, { reason, clause: admission.clause })),
    ticket.merged && mergedNote(ticket.merged),
    ticket.proposedResolution && proposalBox(ticket.proposedResolution),
    ticket.rejection &&
      box(
        t('ticket.rejection', { scope: t(`scope.${ticket.rejection.outOfScope}`), clause: ticket.rejection.clause }),
        ticket.rejection.advice,
        'question',
      ),
    ticket.proposal &&
      box(
        t('ticket.proposal', { priority: ticket.proposal.priority, by: t(`by.${ticket.proposal.by.role}`) }),
        ticket.proposal.impact,
        'question',
      ),
    ticket.quotation && quotationBox(ticket.quotation),
    ticket.question && box(t('ticket.question'), ticket.question, 'question'),
    ticket.resolution && box(t(`ticket.resolution.${ticket.resolution.kind}`), ticket.resolution.answer, 'resolution'),
  );
}

/** What is to be paid for what, and until when one can decide. */
function quotationBox({ number, amount, currency, description, validUntil, state, reason }) {
  return h(
    'section',
    { class: `card ${state === 'open' ? 'question' : 'resolution'}` },
    h('h2', {}, t('ticket.quotation', { number, amount: money(amount, currency) })),
    h('p', {}, t(`quotation.${state}`, { day: day(validUntil) })),
    h('p', { class: 'typed' }, description),
    reason && h('blockquote', { class: 'typed' }, reason),
  );
}

/** Where the chain of a clock stands; for the provider's people alone. */
function escalation({ clock, next, acknowledged }, { zone }) {
  const at = (instant) => dateTime(instant, zone, true);
  const name = acknowledged ? 'taken' : next ? 'next' : 'last';
  const values = acknowledged ? { by: acknowledged.by, at: at(acknowledged.at) } : next && { at: at(next.at) };
  return t(`ticket.escalation.${name}`, { clock: t(`clock.${clock}`), ...values });
}

function facts(ticket) {
  const rows = [
    [t('ticket.opened'), dateTime(ticket.openedAt, ticket.zone)],
    ticket.closedAt && [t('ticket.closed'), dateTime(ticket.closedAt, ticket.zone)],
    [t('ticket.environment'), `${ticket.client} · ${ticket.environment}`],
    ticket.category && [t('ticket.category'), t(`category.${ticket.category}`)],
    [t('ticket.level'), ticket.level],
    [t('ticket.channel'), t(`channel.${ticket.channel}`)],
    ticket.caller && [t('ticket.caller'), [ticket.caller.name, ticket.caller.phone].filter(Boolean).join(', ')],
    ticket.followUpOf && [
      t('ticket.followUpOf'),
      h('a', { href: `#/tickets/${ticket.followUpOf}` }, ticket.followUpOf),
    ],
    ticket.assignee?.person && [t('field.person'), ticket.assignee.person],
    ticket.assignee?.team && [t('field.team'), ticket.assignee.team],
    ticket.reopenableUntil && [t('ticket.reopenableUntil'), dateTime(ticket.reopenableUntil, ticket.zone)],
    ticket.anomaly && [t('ticket.anomaly'), ticket.anomaly],
    ...links(ticket),
    ...waits(ticket),
    ...(ticket.escalations ?? []).map((one) => [t('ticket.escalation'), escalation(one, ticket)]),
  ].filter(Boolean);
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('ticket.description')),
    h('p', { class: 'typed' }, ticket.description),
    h(
      'dl',
      {},
      rows.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
    ),
  );
}
