import { Offline, Problem, whenSignedOut } from './api.js';
import { byId, fill, h } from './dom.js';
import { draftsOf } from './drafts.js';
import { timeOfDay } from './format.js';
import { listPage, mayOpen } from './page-list.js';
import { newPage } from './page-new.js';
import { arrivingPage, signInPage } from './page-sign-in.js';
import { ticketPage } from './page-ticket.js';
import { SignInError } from './pkce.js';
import { finishSignIn, forgetSession, isComingBack, signOut } from './session.js';
import { language, languages, setLanguage, t } from './texts.js';

const POLL_MS = 5_000;

const main = byId('main');
const connection = byId('connection');
let me;
let page;
let sessionOver = false;
let arriving = false;
let signInProblem;
let receivedAt = new Date();

function choosePage() {
  if (arriving) return arrivingPage();
  if (!me) return signInPage(sessionOver, signInProblem);
  const [, name = '', reference] = location.hash.split('/');
  if (name === 'new' && mayOpen(me)) return newPage(me, (opened) => (location.hash = `#/tickets/${opened}`));
  if (name === 'tickets' && reference) return ticketPage(decodeURIComponent(reference), me);
  if (name === '') return listPage(me);
  return { title: t('app.unknownPage'), element: h('h1', { tabindex: '-1' }, t('app.unknownPage')) };
}

/** @param {boolean} [moved] to another page: the reader is brought to its beginning */
function draw(moved = false) {
  setLanguage(language());
  byId('skip').textContent = t('app.skip');
  page = choosePage();
  document.title = `${page.title} – Cadran`;
  fill(byId('header'), header());
  main.replaceChildren(page.element);
  connection.hidden = true;
  if (moved) {
    window.scrollTo(0, 0);
    main.querySelector('h1')?.focus({ preventScroll: true });
  }
  refresh();
}

async function refresh() {
  const asked = page;
  if (!asked.refresh || asked.busy) return;
  asked.busy = true;
  try {
    await asked.refresh();
    receivedAt = new Date();
    if (asked === page) connection.hidden = true;
  } catch (error) {
    if (error instanceof Offline && asked === page) {
      const text = t('app.offline', { time: timeOfDay(receivedAt) });
      if (connection.textContent !== text) connection.textContent = text;
      connection.hidden = false;
    } else if (!(error instanceof Problem || error instanceof Offline)) console.error(error);
  } finally {
    asked.busy = false;
  }
}

function header() {
  const languageButtons = languages.map((one) =>
    h(
      'button',
      {
        type: 'button',
        id: `language-${one}`,
        lang: one,
        'aria-pressed': String(one === language()),
        onclick: () => {
          setLanguage(one);
          draw();
        },
      },
      one.toUpperCase(),
    ),
  );
  const at = (hash) => (location.hash === hash || (hash === '#/' && location.hash === '') ? 'page' : undefined);
  return [
    h(
      'a',
      { class: 'brand', id: 'brand', href: '#/' },
      h('img', { src: 'favicon.svg', alt: '', width: 28, height: 28 }),
      'Cadran',
    ),
    me &&
      h(
        'nav',
        {},
        h('a', { href: '#/', id: 'nav-list', 'aria-current': at('#/') }, t('app.tickets')),
        mayOpen(me) && h('a', { href: '#/new', id: 'nav-new', 'aria-current': at('#/new') }, t('app.new')),
      ),
    h('div', { class: 'languages', role: 'group', 'aria-label': t('app.language') }, languageButtons),
    me &&
      h(
        'div',
        { class: 'who' },
        h('span', {}, me.name, h('span', { class: 'quiet small block' }, me.client ?? t(`by.${me.role}`))),
        h('button', { type: 'button', id: 'sign-out', onclick: () => leave(false) }, t('app.signOut')),
      ),
  ];
}

function signedIn(who) {
  me = who;
  sessionOver = false;
  signInProblem = undefined;
  draftsOf(who.email ?? who.id);
  draw(true);
}

/** @param {boolean} over whether the session ended by itself: what was typed stays, for the one who signs in again */
function leave(over) {
  me = undefined;
  sessionOver = over;
  if (over) forgetSession();
  // Whoever cannot be reached: this page has forgotten the token all the same.
  else signOut().catch(() => {});
  draw(true);
}

async function arrive() {
  arriving = true;
  draw();
  try {
    const who = await finishSignIn();
    arriving = false;
    signedIn(who);
  } catch (error) {
    if (![Problem, Offline, SignInError].some((known) => error instanceof known)) console.error(error);
    arriving = false;
    signInProblem = error;
    draw(true);
  }
}

whenSignedOut(() => me && leave(true));
window.addEventListener('hashchange', () => {
  // The link that skips to the content is no page.
  if (location.hash !== '#main') draw(true);
});
window.addEventListener('online', refresh);
document.addEventListener('visibilitychange', () => document.hidden || refresh());
setInterval(() => document.hidden || refresh(), POLL_MS);
setInterval(() => page.tick?.(), 1_000);
if (isComingBack()) arrive();
else draw();
