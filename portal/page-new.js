import { call, Problem } from './api.js';
import { announce, fill, h } from './dom.js';
import { keepDraft, newKey, readDraft } from './drafts.js';
import { choices, form } from './forms.js';
import { loading, problemBox } from './states.js';
import { t } from './texts.js';

const NAME = 'new-ticket';
const PRIORITIES = ['P1', 'P2', 'P3', 'P4'];

/** The form that opens a ticket. @param {(reference: string) => void} opened */
export function newPage(me, opened) {
  const body = h('div', {}, loading());
  let drawn = false;
  return {
    title: t('new.title'),
    element: h('div', { class: 'column' }, h('h1', { tabindex: '-1' }, t('new.title')), body),
    refresh: async () => {
      if (drawn) return;
      try {
        const items = await allEnvironments();
        drawn = true;
        fill(
          body,
          items.length === 0 ? h('p', { class: 'note' }, t('new.noEnvironment')) : ticketForm(items, me, opened),
        );
      } catch (error) {
        fill(body, problemBox(error));
        throw error;
      }
    },
  };
}

/** Support has those of all clients: they come in several pages. */
async function allEnvironments() {
  const all = [];
  let after;
  do {
    const page = await call('listEnvironments', { query: { limit: 200, after } });
    all.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

function ticketForm(environments, me, opened) {
  const ours = me.role !== 'client';
  const place = ({ client, code }) => `${client}/${code}`;
  const options = environments.map((one) => ({
    value: place(one),
    label: `${ours ? `${one.client} · ` : ''}${one.code} – ${one.product} ${one.version} (${t(`kind.${one.kind}`)})`,
  }));
  const fields = [
    {
      name: 'environment',
      label: t('new.environment'),
      help: t('new.environmentHelp'),
      type: 'select',
      options: [{ value: '', label: t('form.choose') }, ...options],
    },
    ours && {
      name: 'channel',
      label: t('new.channel'),
      help: t('new.phoneHelp'),
      type: 'select',
      options: choices('channel', ['portal', 'phone']),
      value: 'portal',
    },
    ours && { name: 'callerName', label: t('new.caller'), help: t('new.callerHelp'), maximum: 200, optional: true },
    {
      name: 'priority',
      label: t('new.priority'),
      type: 'select',
      options: choices('priority', PRIORITIES),
      value: 'P3',
    },
    { name: 'title', label: t('new.subject'), maximum: 200 },
    {
      name: 'description',
      label: t('new.description'),
      help: t('new.descriptionHelp'),
      type: 'textarea',
      rows: 7,
      maximum: 20_000,
    },
    { name: 'reproduction', label: t('new.reproduction'), type: 'textarea', rows: 3, maximum: 20_000, optional: true },
  ].filter(Boolean);
  const element = form({
    name: NAME,
    fields,
    submit: t('new.submit'),
    send: async ({ environment, callerName, ...values }) => {
      const [client, code] = environment.split('/');
      // One key for one filling, kept with the draft: sending again after a lost answer opens no second ticket.
      const key = readDraft(NAME).key ?? newKey();
      keepDraft(NAME, { ...readDraft(NAME), key });
      /** @type {any} the API says what is wrong with it */
      const body = { channel: 'portal', ...values, environment: code, ...(ours ? { client } : {}) };
      if (callerName) body.caller = { name: callerName };
      return call('openTicket', { body, headers: { 'idempotency-key': key } });
    },
    accepted: ({ reference }) => {
      announce(t('new.opened', { reference }));
      opened(reference);
    },
    refused: (error) => {
      // A plain refusal opened nothing: what is sent next is another filling.
      if (!(error instanceof Problem) || error.status >= 500 || [401, 408, 425, 429].includes(error.status)) return;
      const { key: _used, ...kept } = readDraft(NAME);
      keepDraft(NAME, kept);
    },
  });
  return h('div', { class: 'card' }, element);
}
