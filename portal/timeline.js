import { h } from './dom.js';
import { dateTime, day, money } from './format.js';
import { t } from './texts.js';

/** Whose reason is in somebody's words. */
const WITH_REASON = [
  ...['reopened', 'returned', 'qualified', 'priority-declined'],
  ...['terms-amended', 'admission-reconsidered', 'quotation-refused', 'quotation-withdrawn'],
  ...['merged', 'untied-from-anomaly', 'resolution-declined'],
];
/** Kept for those who count, and nothing to read. */
const SILENT = ['timetables-extended'];
/** Of these a client gets to know that they happened, and not what. */
const AMONG_PROVIDERS = [
  'admission-decided',
  'notice-sent',
  'notice-dropped',
  'escalated',
  'returned',
  'duplicate-taken',
];

/**
 * What happened to a ticket, latest first.
 * @param {import('./api.js').AnswerOf<'listTicketEvents'>['items']} events
 */
export function timeline(events, ticket) {
  const told = events.filter(isTold).toSorted((a, b) => b.sequence - a.sequence);
  return h(
    'section',
    { 'aria-labelledby': 'timeline-title' },
    h('h2', { id: 'timeline-title' }, t('ticket.timeline')),
    h(
      'ol',
      { class: 'timeline', reversed: true },
      told.map((event) => entry(event, ticket)),
    ),
  );
}

function isTold({ type, data }) {
  if (SILENT.includes(type)) return false;
  return !AMONG_PROVIDERS.includes(type) || Object.keys(data).length > 0;
}

/** @param {{ type: string, at: string, by: { id: string, role: string }, data: Record<string, any> }} event */
function entry({ type, at, by, data }, { zone }) {
  const reason = WITH_REASON.includes(type) ? data.reason : undefined;
  const offer = type === 'quoted' ? data.description : undefined;
  const quoted =
    data.question ??
    data.answer ??
    data.impact ??
    data.advice ??
    data.message ??
    data.note ??
    data.proof ??
    data.comment ??
    reason ??
    data.agreement ??
    offer;
  // Clients know the provider's people by their role alone.
  const who = ['cadran', by.id].includes(by.role) ? t(`by.${by.role}`) : `${by.id} (${t(`by.${by.role}`)})`;
  const small = type.startsWith('notice-') || type === 'announcement-withdrawn';
  return h(
    'li',
    { class: `${type}${small ? ' minor' : ''}` },
    h('p', { class: 'what' }, sentence(type, data, zone)),
    quoted && h('blockquote', { class: 'typed' }, quoted),
    h(
      'p',
      { class: 'quiet small' },
      h('time', { datetime: at }, dateTime(at, zone, true)),
      ` · ${who}`,
      data.channel && ` · ${t(`channel.${data.channel}`)}`,
    ),
  );
}

function sentence(type, data, zone) {
  const variant =
    data.admission?.decision ??
    data.outcome ??
    (['resolved', 'resolution-proposed'].includes(type) ? data.kind : undefined);
  const closing = { closed: data.reason, 'quotation-withdrawn': data.cause }[type];
  const before = type === 'warned' && typeof data.threshold === 'string' ? 'before' : undefined;
  const clocks = data.acknowledged?.map(({ clock }) => t(`clock.${clock}`)).join(', ');
  const name = [`event.${type}`, variant ?? closing ?? before].filter(Boolean).join('.');
  return t(name, {
    ...data,
    left: typeof data.threshold === 'string' && left(data.threshold),
    link: type.endsWith('linked') && t(`link.${data.kind}`),
    version: data.version ? `, ${t('ticket.inVersion', { version: data.version })}` : '',
    to: data.to ?? [data.person, data.team].filter(Boolean).join(', '),
    clock: clocks ?? (data.clock && t(`clock.${data.clock}`)),
    amount: data.amount && money(data.amount, data.currency),
    day: data.validUntil && day(data.validUntil),
    category: data.category && t(`category.${data.category}`),
    scope: data.outOfScope && t(`scope.${data.outOfScope}`),
    // A correction says in whole what it makes of a wait.
    ...(type.startsWith('wait-') ? { from: dateTime(data.from, zone), to: data.to && dateTime(data.to, zone) } : {}),
  });
}

/** `-PT1H30M` and `breach+PT1H30M` as 1 h 30 min. */
function left(threshold) {
  return threshold.replace(/^.*PT/, '').replace('H', ' h ').replace('M', ' min ').replace('S', ' s').trim();
}
