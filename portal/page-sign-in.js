import { portalSettings, signIn } from './api.js';
import { h } from './dom.js';
import { draftsOf } from './drafts.js';
import { form } from './forms.js';
import { t } from './texts.js';

const SAMPLES = ['claire@dupont.example', 'oliver@harbour.example', 'paul@presse.example', 'n1@support.example'];

/** @param {(me: object) => void} signedIn @param {boolean} over whether a session has just ended */
export function signInPage(signedIn, over) {
  draftsOf('');
  const element = form({
    name: 'sign-in',
    secret: true,
    fields: [
      { name: 'email', label: t('signIn.email'), type: 'email', autocomplete: 'username', maximum: 200 },
      {
        name: 'password',
        label: t('signIn.password'),
        type: 'password',
        autocomplete: 'current-password',
        maximum: 200,
      },
    ],
    submit: t('signIn.submit'),
    send: ({ email, password }) => signIn(email.trim(), password),
    accepted: signedIn,
  });
  const samples = h('div', { class: 'samples', hidden: true });
  portalSettings()
    .then((settings) => {
      if (!settings.samples) return;
      const fillIn = (email) => {
        element.elements.namedItem('email').value = email;
        element.elements.namedItem('password').value = 'cadran';
        element.requestSubmit();
      };
      const buttons = SAMPLES.map((email) => h('button', { type: 'button', onclick: () => fillIn(email) }, email));
      samples.replaceChildren(h('p', { class: 'quiet small' }, t('signIn.samples')), ...buttons);
      samples.hidden = false;
    })
    // Signing in asks for the settings again, and tells what is wrong.
    .catch(() => {});
  return {
    title: t('signIn.title'),
    element: h(
      'div',
      { class: 'card narrow' },
      h('h1', { tabindex: '-1' }, t('signIn.title')),
      over
        ? h('p', { class: 'note', role: 'status' }, t('problem.sessionOver'))
        : h('p', { class: 'quiet' }, t('signIn.lead')),
      element,
      samples,
    ),
  };
}
