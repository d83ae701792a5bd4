import { h } from './dom.js';
import { t } from './texts.js';

/** What went wrong, instead of what could not be shown. */
export function problemBox(error) {
  return h(
    'div',
    { class: 'problem', role: 'alert' },
    h('p', {}, error.message),
    error.detail && h('p', {}, error.detail),
  );
}

export function loading() {
  return h('p', { class: 'quiet', role: 'status' }, t('app.loading'));
}
