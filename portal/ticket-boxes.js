import { h } from './dom.js';
import { dateTime, duration } from './format.js';
import { t } from './texts.js';

/** Something that somebody wrote, under a title. */
export function box(title, text, kind) {
  return h('section', { class: `card ${kind}` }, h('h2', {}, title), h('p', { class: 'typed' }, text));
}

/** Where a duplicate goes on. */
export function mergedNote({ into }) {
  return h('p', { class: 'note' }, t('ticket.merged'), ' ', h('a', { href: `#/tickets/${into}` }, into));
}

/** A resolution that waits for the client's agreement. */
export function proposalBox({ kind, answer, version }) {
  const delivered = version ? [t('ticket.inVersion', { version })] : [];
  return box([t(`ticket.proposed.${kind}`), ...delivered].join(' – '), answer, 'question');
}

/** The known cause of an incident, as its client may see it. */
export function anomalyBox({ state, workaround, fix }) {
  return h(
    'section',
    { class: 'card resolution' },
    h('h2', {}, t('ticket.anomaly')),
    h('p', {}, t(`anomaly.${state}`)),
    workaround && [h('h3', {}, t('ticket.resolution.workaround')), h('p', { class: 'typed' }, workaround)],
    fix && [h('h3', {}, t('ticket.fixIn', { version: fix.version })), h('p', { class: 'typed' }, fix.answer)],
  );
}

/** What a ticket is tied to, as terms and where they lead. */
export function links({ links = [], duplicates = [] }) {
  const rows = [
    ...links.map(({ kind, to }) => [t(`link.${kind}`), to]),
    ...duplicates.map((reference) => [t('link.duplicate'), reference]),
  ];
  return rows.map(([term, to]) => [term, to.startsWith('T-') ? h('a', { href: `#/tickets/${to}` }, to) : to]);
}

/** How long the client was waited for, and apart from it the time held although it had replied. */
export function waits({ waits = [], zone }) {
  return waits.map(({ number, from, to, deductedMs, heldThoughRepliedMs }) => [
    t('ticket.wait', { number }),
    [
      t(to === null ? 'ticket.waitSince' : 'ticket.waited', {
        ...{ from: dateTime(from, zone), to: to && dateTime(to, zone), time: duration(deductedMs) },
      }),
      ...(heldThoughRepliedMs > 0 ? [t('ticket.heldThoughReplied', { time: duration(heldThoughRepliedMs) })] : []),
    ].join(' – '),
  ]);
}
