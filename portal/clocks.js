import { h } from './dom.js';
import { dateTime, duration } from './format.js';
import { t } from './texts.js';

/** Below this target, seconds matter in the dates too. */
const SHORT_TARGET_MS = 600_000;

/**
 * Both clocks of a ticket. Between two answers of the API this only subtracts the time gone by, and stops where the API
 * said that something changes: it knows no calendar.
 * @returns {{ element: HTMLElement, tick: () => void }}
 */
export function clocks(ticket, receivedAt) {
  if (ticket.clocks.length === 0) return { element: h('div', { hidden: true }), tick: () => {} };
  const cards = ticket.clocks.map((clock) => card(clock, ticket.zone, receivedAt));
  const element = h(
    'section',
    { 'aria-labelledby': 'clocks-title' },
    h('h2', { id: 'clocks-title' }, t('ticket.clocks')),
    h(
      'div',
      { class: 'clocks' },
      cards.map((one) => one.element),
    ),
    h('p', { class: 'quiet small' }, t('clock.note')),
  );
  return { element, tick: () => cards.forEach((one) => one.tick()) };
}

function card(clock, zone, receivedAt) {
  const { targetMs } = clock;
  const date = (instant) => dateTime(instant, zone, targetMs < SHORT_TARGET_MS);
  const headline = h('p', { class: 'headline', role: 'timer', 'aria-live': 'off' });
  const counted = h('dd');
  const bar = h('progress', { max: targetMs, 'aria-label': t('clock.counted') });
  const element = h('article', { class: 'clock card' });
  const facts = [
    [t('clock.target'), duration(targetMs)],
    [t('clock.counted'), counted],
    clock.dueAt && [t(clock.breached ? 'clock.wasDue' : 'clock.due'), date(clock.dueAt)],
    clock.state === 'running' && !clock.running && clock.changesAt && [t('clock.resumes'), date(clock.changesAt)],
    clock.dueIfResumedNow && [t('clock.dueIfResumed'), date(clock.dueIfResumedNow)],
  ].filter(Boolean);
  const state = clock.state === 'running' && !clock.running ? 'outside' : clock.state;
  element.append(
    h(
      'div',
      { class: 'row' },
      h('h3', {}, t(`clock.${clock.clock}`), ' ', h('span', { class: 'quiet small' }, clock.clause)),
      h('span', { class: `pill ${state}` }, t(`clock.${state}`)),
    ),
    headline,
    bar,
    h(
      'dl',
      {},
      facts.map(([term, value]) => h('div', {}, h('dt', {}, term), value.nodeType ? value : h('dd', {}, value))),
    ),
  );
  const tick = () => {
    const now = countedNow(clock, receivedAt);
    const left = targetMs - now;
    const late = left < 0;
    counted.textContent = duration(now);
    bar.value = Math.min(now, targetMs);
    element.classList.toggle('late', late || clock.verdict === 'breached');
    element.classList.toggle('near', !late && clock.state !== 'stopped' && now >= targetMs * 0.75);
    element.classList.toggle('met', clock.verdict === 'met');
    headline.textContent = clock.verdict
      ? t(`clock.${clock.verdict}`, { time: duration(now) })
      : clock.state === 'stopped'
        ? t('clock.unjudged', { time: duration(now) })
        : // A countdown at zero is no breach yet, so what is left is rounded up.
          t(late ? 'clock.over' : 'clock.left', { time: duration(late ? left : Math.ceil(left / 1000) * 1000) });
  };
  tick();
  return { element, tick };
}

/** Support time counted by now, in ms: what was answered plus the time since, up to the next change that was told. */
function countedNow({ running, countedMs, asOf, changesAt }, receivedAt) {
  if (!running) return countedMs;
  const since = performance.now() - receivedAt;
  const until = changesAt ? Date.parse(changesAt) - Date.parse(asOf) : Infinity;
  return countedMs + Math.max(0, Math.min(since, until));
}
