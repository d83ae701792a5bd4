import { call } from './api.js';
import { fill, h } from './dom.js';
import { dateTime } from './format.js';
import { problemBox } from './states.js';
import { t } from './texts.js';

const PAGE = { limit: 50 };

/** The tickets that the API shows to this person. */
export function listPage(me) {
  const body = h('div', {}, h('p', { class: 'quiet', role: 'status' }, t('app.loading')));
  let first;
  let more = [];
  let next;
  let shown = '';

  const draw = () => {
    const seen = new Set(first.map(({ reference }) => reference));
    const tickets = [...first, ...more.filter(({ reference }) => !seen.has(reference))];
    const drawn = JSON.stringify([tickets.map((one) => [one.reference, one.sequence, late(one)]), next]);
    if (drawn === shown) return;
    shown = drawn;
    if (tickets.length === 0) fill(body, empty(me));
    else fill(body, table(tickets, me), next && moreButton());
  };

  const moreButton = () =>
    h(
      'button',
      {
        type: 'button',
        id: 'more',
        onclick: async () => {
          try {
            const page = await call('listTickets', { query: { ...PAGE, after: next } });
            more = [...more, ...page.items];
            next = page.next;
            draw();
          } catch (error) {
            body.append(problemBox(error));
          }
        },
      },
      t('list.more'),
    );

  return {
    title: t('list.title'),
    element: h(
      'div',
      {},
      h(
        'div',
        { class: 'row' },
        h('h1', { tabindex: '-1' }, t('list.title')),
        mayOpen(me) && h('a', { class: 'button primary', href: '#/new' }, t('app.new')),
      ),
      body,
    ),
    refresh: async () => {
      try {
        const page = await call('listTickets', { query: PAGE });
        first = page.items;
        if (more.length === 0) next = page.next;
        draw();
      } catch (error) {
        if (first === undefined) fill(body, problemBox(error));
        throw error;
      }
    },
  };
}

export function mayOpen({ role }) {
  return role === 'client' || role === 'support' || role === 'admin';
}

function empty(me) {
  return h(
    'div',
    { class: 'card empty' },
    h('p', {}, t('list.empty')),
    mayOpen(me) && h('p', { class: 'quiet' }, t('list.emptyHint')),
  );
}

function late(ticket) {
  return ticket.clocks.some(
    ({ breached, verdict, state }) => breached && (state !== 'stopped' || verdict === 'breached'),
  );
}

function table(tickets, me) {
  const withClient = me.role !== 'client';
  const cell = (name, ...content) => h('td', { 'data-label': t(`list.${name}`) }, ...content);
  const names = ['ticket', withClient && 'client', 'priority', 'status', 'due'].filter(Boolean);
  return h(
    'table',
    { class: 'tickets' },
    h('caption', { class: 'unseen' }, t('list.title')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        names.map((name) => h('th', { scope: 'col' }, t(`list.${name}`))),
      ),
    ),
    h(
      'tbody',
      {},
      tickets.map((ticket) =>
        h(
          'tr',
          {},
          h(
            'th',
            { scope: 'row' },
            h('a', { href: `#/tickets/${ticket.reference}`, id: `row-${ticket.reference}` }, ticket.title),
            h('span', { class: 'quiet small block' }, ticket.reference),
          ),
          withClient && cell('client', ticket.client),
          cell('priority', h('span', { class: `pill ${ticket.priority}` }, ticket.priority)),
          cell('status', h('span', { class: `pill ${ticket.status}` }, t(`status.${ticket.status}`))),
          cell(
            'due',
            late(ticket) && h('span', { class: 'pill late' }, t('list.late')),
            ' ',
            ticket.nextDeadline
              ? dateTime(ticket.nextDeadline, ticket.zone)
              : h('span', { class: 'quiet' }, t('list.noDue')),
          ),
        ),
      ),
    ),
  );
}
