import { call, Offline, Problem } from './api.js';
import { announce, fill, h } from './dom.js';
import { newKey } from './drafts.js';
import { dateTime } from './format.js';
import { t } from './texts.js';

/** @typedef {import('./api.js').AnswerOf<'listTicketAttachments'>} Listed */

const MAY_ADD = ['client', 'support', 'admin'];
const ENDED = ['closed', 'rejected'];

/**
 * The files of a ticket, and what adds one.
 * @param {string} reference
 * @param {{ role: string }} me
 * @param {() => Promise<void>} added called when the ticket has one more
 */
export function attachments(reference, me, added) {
  const list = h('div');
  const picker = h('div');
  /** @param {any} ticket */
  const refresh = async (ticket) => {
    const listed = await call('listTicketAttachments', { params: { reference } });
    fill(list, files(reference, listed, ticket.zone));
    const may = MAY_ADD.includes(me.role) && !ENDED.includes(ticket.status);
    // Once there it stays: nobody is disturbed while choosing.
    if (may !== picker.hasChildNodes()) fill(picker, may && chooser(reference, me, listed.limits, added));
  };
  return {
    element: h(
      'section',
      { class: 'card', 'aria-labelledby': 'files-title' },
      h('h2', { id: 'files-title' }, t('files.title')),
      list,
      picker,
    ),
    refresh,
  };
}

/** @param {string} reference @param {Listed} listed @param {string | null} zone */
function files(reference, { items }, zone) {
  if (items.length === 0) return h('p', { class: 'quiet' }, t('files.none'));
  const problem = h('p', { class: 'error', role: 'alert' });
  return [
    problem,
    h(
      'ul',
      { class: 'files' },
      items.map((file) =>
        h(
          'li',
          {},
          h('button', { type: 'button', onclick: () => fetched(reference, file, problem) }, file.name),
          file.internal && h('span', { class: 'pill' }, t('files.internal')),
          h('span', { class: 'quiet small' }, ` ${size(file.size)} · ${t(`by.${file.by.role}`)} · `),
          h('time', { class: 'quiet small', datetime: file.at }, dateTime(file.at, zone)),
        ),
      ),
    ),
  ];
}

/** Saves a file; the browser never shows it as a page. */
async function fetched(reference, { id, name }, problem) {
  problem.textContent = '';
  try {
    const bytes = await call('fetchTicketAttachment', { params: { reference, id } });
    const address = URL.createObjectURL(new Blob([/** @type {any} */ (bytes)], { type: 'application/octet-stream' }));
    h('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    problem.textContent = inWords(error);
  }
}

function chooser(reference, me, { mostBytes, mostOfTicket, endings }, added) {
  const input = h('input', {
    type: 'file',
    id: 'files-input',
    multiple: true,
    required: true,
    accept: endings.map((ending) => `.${ending}`).join(','),
    'aria-describedby': 'files-help',
  });
  const internal = h('input', { type: 'checkbox', id: 'files-internal' });
  const button = h('button', { type: 'submit', class: 'primary' }, t('files.add'));
  const progress = h('progress', { hidden: true, 'aria-label': t('form.sending') });
  const told = h('ul', { class: 'error', role: 'alert' });
  /** A file that is sent again is the same one. @type {WeakMap<File, string>} */
  const keys = new WeakMap();

  const send = async (/** @type {File} */ file) => {
    if (file.size > mostBytes) return t('files.tooLarge', { most: size(mostBytes) });
    const key = keys.get(file) ?? newKey();
    keys.set(file, key);
    try {
      await call('attachToTicket', {
        params: { reference },
        query: { name: file.name, internal: internal.checked ? 'true' : undefined },
        headers: { 'idempotency-key': key },
        body: /** @type {any} */ (file),
      });
      return undefined;
    } catch (error) {
      return inWords(error);
    }
  };

  return h(
    'form',
    {
      onsubmit: async (event) => {
        event.preventDefault();
        const chosen = [...(input.files ?? [])];
        fill(told);
        button.disabled = true;
        progress.hidden = false;
        progress.max = chosen.length;
        const faults = [];
        for (const [index, file] of chosen.entries()) {
          progress.value = index;
          button.textContent = t('files.sending', { number: index + 1, all: chosen.length, name: file.name });
          const fault = await send(file);
          if (fault !== undefined) faults.push(`${file.name}: ${fault}`);
        }
        progress.hidden = true;
        button.textContent = t('files.add');
        button.disabled = false;
        fill(
          told,
          faults.map((fault) => h('li', {}, fault)),
        );
        // What was refused stays chosen, so that it can be sent again.
        if (faults.length === 0) input.value = '';
        if (faults.length < chosen.length) {
          announce(t('action.done'));
          await added();
        }
      },
    },
    h('label', { for: 'files-input' }, t('files.choose')),
    h(
      'p',
      { class: 'help', id: 'files-help' },
      t('files.help', { size: size(mostBytes), most: mostOfTicket, endings: endings.join(', ') }),
    ),
    input,
    me.role !== 'client' && h('label', { for: 'files-internal' }, internal, ' ', t('files.internalHelp')),
    told,
    progress,
    button,
  );
}

function inWords(error) {
  if (!(error instanceof Problem || error instanceof Offline)) console.error(error);
  const { detail } = /** @type {{ detail?: string }} */ (error);
  return detail ?? error.message;
}

/** Bytes for people, in units of 1024. */
function size(bytes) {
  const [amount, unit] =
    bytes < 1024 ? [bytes, 'B'] : bytes < 1024 * 1024 ? [bytes / 1024, 'kB'] : [bytes / 1024 / 1024, 'MB'];
  return `${Number(amount.toPrecision(3))} ${t(`files.${unit}`)}`;
}
