import { Offline, Problem } from './api.js';
import { h } from './dom.js';
import { dropDraft, keepDraft, readDraft } from './drafts.js';
import { t } from './texts.js';

/**
 * A form that loses nothing: what is typed is kept as a draft until it was accepted, and what is wrong is told beside the
 * field, or at the top.
 * @template Answered
 * @param {{
 *   name: string, fields: any[], submit: string,
 *   send: (values: Record<string, string>) => Promise<Answered>,
 *   accepted: (answered: Answered) => void, refused?: (error: Error) => void,
 * }} plan `send` gets the values, empty ones left out; `accepted` its result
 */
export function form({ name, fields, submit, send, accepted, refused = () => {} }) {
  const id = (field) => `${name}-${field}`.replace(/[^\w-]/g, '-');
  const draft = readDraft(name);
  const problem = h('div', { class: 'problem', role: 'alert', hidden: true, tabindex: '-1' });
  const button = h('button', { type: 'submit', class: 'primary', id: id('submit') }, submit);
  const controls = new Map(fields.map((field) => [field.name, control(field, id(field.name), draft[field.name])]));
  const values = () => Object.fromEntries([...controls].map(([field, { input }]) => [field, input.value]));

  const show = (top, errors) => {
    for (const { error, input } of controls.values()) {
      error.textContent = '';
      input.removeAttribute('aria-invalid');
    }
    const elsewhere = [];
    for (const { field = '', message } of errors) {
      const known =
        controls.get(field) ??
        controls.get(
          field
            .split(/[./[\]]/)
            .filter(Boolean)
            .at(-1),
        );
      if (known) {
        known.error.textContent = message;
        known.input.setAttribute('aria-invalid', 'true');
      } else elsewhere.push(field ? `${field}: ${message}` : message);
    }
    problem.replaceChildren(...top.map((text) => h('p', {}, text)), ...elsewhere.map((text) => h('p', {}, text)));
    problem.hidden = problem.childElementCount === 0;
    const wrong = [...controls.values()].find(({ input }) => input.hasAttribute('aria-invalid'));
    if (wrong) wrong.input.focus();
    else if (!problem.hidden) problem.focus();
  };

  const element = h(
    'form',
    {
      novalidate: true,
      oninput: () => keepDraft(name, { ...readDraft(name), ...values() }),
      onsubmit: async (event) => {
        event.preventDefault();
        if (button.disabled) return;
        const missing = fields.filter(
          (field) => !field.optional && controls.get(field.name)?.input.value.trim() === '',
        );
        if (missing.length > 0) {
          const errors = missing.map((field) => ({ field: field.name, message: t('problem.required') }));
          return show([t('problem.check')], errors);
        }
        show([], []);
        button.disabled = true;
        button.textContent = t('form.sending');
        try {
          const filled = Object.entries(values()).filter(([, value]) => value.trim() !== '');
          const answered = await send(Object.fromEntries(filled));
          // The draft goes first, so that a form drawn anew is an empty one.
          dropDraft(name);
          accepted(answered);
        } catch (error) {
          if (!(error instanceof Problem || error instanceof Offline)) console.error(error);
          button.disabled = false;
          refused(error);
          show([error.message, error.detail].filter(Boolean), error.errors ?? []);
        } finally {
          button.disabled = false;
          button.textContent = submit;
        }
      },
    },
    problem,
    [...controls.values()].map(({ row }) => row),
    button,
  );
  return element;
}

function control(field, id, drafted) {
  const { type = 'text', label, help, options, optional = false, maximum, autocomplete } = field;
  const described = [help && `${id}-help`, `${id}-error`].filter(Boolean).join(' ');
  const common = { id, name: field.name, required: !optional, 'aria-describedby': described };
  const input =
    type === 'select'
      ? h('select', common, options.map(option))
      : type === 'textarea'
        ? h('textarea', { ...common, rows: field.rows ?? 5, maxlength: maximum })
        : h('input', { ...common, type, maxlength: maximum, autocomplete });
  const value = drafted ?? field.value ?? '';
  // A draft may name a choice that is gone.
  if (type !== 'select' || options.some((one) => one.value === value)) input.value = value;
  const error = h('p', { class: 'error', id: `${id}-error` });
  const row = h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label, optional && h('span', { class: 'quiet' }, ` (${t('form.optional')})`)),
    help && h('p', { class: 'help', id: `${id}-help` }, help),
    input,
    error,
  );
  return { row, input, error };
}

function option({ value, label }) {
  return h('option', { value }, label);
}

/**
 * Choices from names of texts, with none chosen at first.
 * @param {string} prefix
 * @param {string[]} values
 * @param {{ none?: string }} [more]
 */
export function choices(prefix, values, { none } = {}) {
  const first = none === undefined ? [] : [{ value: '', label: none }];
  return [...first, ...values.map((value) => ({ value, label: t(`${prefix}.${value}`) }))];
}
