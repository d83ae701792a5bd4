/** What people have typed and not sent: kept over a reload, each person's apart. */
const memory = new Map();
let owner = '';

export function draftsOf(email) {
  owner = email;
}

export function readDraft(name) {
  const key = `cadran.draft.${owner}.${name}`;
  if (memory.has(key)) return memory.get(key) ?? {};
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') ?? {};
  } catch {
    return {};
  }
}

export function keepDraft(name, values) {
  const key = `cadran.draft.${owner}.${name}`;
  memory.set(key, values);
  try {
    localStorage.setItem(key, JSON.stringify(values));
  } catch {
    // Storage full or forbidden: the draft lasts as long as the page.
  }
}

export function dropDraft(name) {
  const key = `cadran.draft.${owner}.${name}`;
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // It was never stored.
  }
}

/** A key for one filling of a form, so that sending it twice does it once. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
