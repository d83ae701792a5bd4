import type { KeyAction } from './keymap';

/** The forms of a ticket that a key opens, by the names of their commands; the first that is offered. */
const formsOf: Partial<Record<KeyAction, readonly string[]>> = {
  reply: ['message'],
  note: ['note'],
  assign: ['assign'],
  priority: ['propose-priority', 'change-priority'],
  level: ['escalate', 'return'],
  ask: ['ask'],
};

/** Whether a key only opens a form. */
export function isForm(action: KeyAction): boolean {
  return Object.hasOwn(formsOf, action);
}

/** All that is offered on the page, by the names of the commands, with the line that opens each. */
export function formsOnPage(): { readonly name: string; readonly label: string }[] {
  return [...document.querySelectorAll<HTMLElement>('details[data-action]')].map((form) => ({
    name: form.dataset['action'] ?? '',
    label: form.querySelector('summary')?.textContent ?? '',
  }));
}

/** Opens the form of a command and puts the focus into its first field. @returns whether it is offered */
export function openForm(names: readonly string[]): boolean {
  const form = names
    .map((name) => document.querySelector<HTMLDetailsElement>(`details[data-action="${CSS.escape(name)}"]`))
    .find((found) => found !== null);
  if (!form) return false;
  for (let around: Element | null = form; around; around = around.parentElement?.closest('details') ?? null)
    (around as HTMLDetailsElement).open = true;
  form.scrollIntoView({ block: 'nearest' });
  // What stands folded in it can't take the focus.
  const fields = [...form.querySelectorAll<HTMLElement>('textarea, select, input')];
  const first = fields.find((field) => field.closest('details') === form);
  (first ?? form.querySelector<HTMLElement>('button'))?.focus();
  return true;
}

const TRIES = 50;
const BETWEEN_MS = 100;

/** As `openForm`, on a page that is still to be drawn; a form that is the page itself is open as it comes. */
export function openWhenThere(name: string, tries = TRIES): void {
  if (tries > 0 && !openForm([name])) setTimeout(() => openWhenThere(name, tries - 1), BETWEEN_MS);
}

/** Does what a key does to the page as it stands. @returns whether it did anything */
export function actOnPage(action: KeyAction, shift: boolean): boolean {
  const forms = formsOf[action];
  if (forms) return openForm(forms);
  switch (action) {
    case 'next':
      return focusRow(1);
    case 'previous':
      return focusRow(-1);
    case 'select':
      return selectRow(shift);
    case 'search':
      return focused('main [role="search"] input, main input[type="search"]');
    case 'band':
      return focused('#band-title, #clocks-title');
    case 'band-table':
      return clicked('.band h2 ~ button');
    case 'send': {
      const form = document.activeElement?.closest('form');
      form?.requestSubmit();
      return Boolean(form);
    }
    case 'leave':
      return leave();
    default:
      return false;
  }
}

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-row] .row-link')];

function rowWithFocus(): Element | null {
  return document.activeElement?.closest('[data-row]') ?? null;
}

function focusRow(step: 1 | -1): boolean {
  const links = rows();
  const current = rowWithFocus()?.querySelector('.row-link');
  const place = current ? links.indexOf(current as HTMLElement) + step : 0;
  const link = links[Math.max(0, Math.min(place, links.length - 1))];
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
  return Boolean(link);
}

function selectRow(shiftKey: boolean): boolean {
  const box = rowWithFocus()?.querySelector('input[type="checkbox"]');
  box?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }));
  return Boolean(box);
}

function focused(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  // A heading takes the focus only where it is told to.
  if (found && found.tabIndex < 0) found.tabIndex = -1;
  found?.focus();
  return Boolean(found);
}

function clicked(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.click();
  return Boolean(found);
}

/** Out of a form to the line that opens it; what was typed stays as a draft. */
function leave(): boolean {
  const form = document.activeElement?.closest('details[data-action]');
  if (!form || document.querySelector('dialog[open]')) return false;
  (form as HTMLDetailsElement).open = false;
  form.querySelector<HTMLElement>('summary')?.focus();
  return true;
}
