/**
 * Makes an element. Text is always set as text: nothing that a person typed is ever read as HTML.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [properties] `class`, `on…` listeners, booleans and attributes
 * @param {...unknown} children nodes, texts, lists of them; null, undefined and false are left out
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' && 'value' in element) element.value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

/** Replaces what an element holds, and gives the focus back to the element with the same id where it was inside. */
export function fill(element, ...children) {
  /** @type {any} an element of a form has a selection, others have not */
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const { id, selectionStart = null, selectionEnd = null } = focused ?? {};
  element.replaceChildren();
  append(element, children);
  /** @type {any} */
  const again = id ? document.getElementById(id) : null;
  again?.focus({ preventScroll: true });
  if (again && selectionStart !== null) again.setSelectionRange?.(selectionStart, selectionEnd);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child);
  }
}

/** Tells something to those who listen to the page instead of looking at it. */
export function announce(text) {
  byId('live').textContent = text;
}

/** An element of the page itself, which has all that it is asked for. @param {string} id */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}
