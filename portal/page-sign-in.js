import { Problem } from './api.js';
import { h } from './dom.js';
import { draftsOf } from './drafts.js';
import { SignInError } from './pkce.js';
import { signIn } from './session.js';
import { loading, problemBox } from './states.js';
import { t } from './texts.js';

/** @param {boolean} over whether a session has just ended @param {Error} [problem] why the last sign-in went no further */
export function signInPage(over, problem) {
  draftsOf('');
  const told = h('div', {}, problem && problemBox(inWords(problem)));
  const leave = async () => {
    button.disabled = true;
    told.replaceChildren();
    try {
      await signIn();
    } catch (error) {
      told.replaceChildren(problemBox(inWords(error)));
    } finally {
      button.disabled = false;
    }
  };
  const button = h('button', { type: 'button', class: 'primary', id: 'sign-in', onclick: leave }, t('signIn.submit'));
  return {
    title: t('signIn.title'),
    element: h(
      'div',
      { class: 'card narrow' },
      h('h1', { tabindex: '-1' }, t('signIn.title')),
      over
        ? h('p', { class: 'note', role: 'status' }, t('problem.sessionOver'))
        : h('p', { class: 'quiet' }, t('signIn.lead')),
      told,
      button,
    ),
  };
}

/** While the issuer is asked who has come back from it. */
export function arrivingPage() {
  return {
    title: t('signIn.title'),
    element: h('div', { class: 'card narrow' }, h('h1', { tabindex: '-1' }, t('signIn.title')), loading()),
  };
}

/** In the language of the page as it is drawn now. */
function inWords(error) {
  if (!(error instanceof SignInError)) return error;
  return new Problem(400, { title: t(`signIn.problem.${error.reason}`, { detail: error.detail }) });
}
