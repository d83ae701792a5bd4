import { en } from './texts-en.js';
import { fr } from './texts-fr.js';

const dictionaries = { fr, en };
const KEPT = 'cadran.language';
let current = kept() ?? (navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en');

export const languages = Object.keys(dictionaries);

export function language() {
  return current;
}

export function setLanguage(chosen) {
  current = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // Without storage the choice holds for this page.
  }
}

/**
 * The text of that name in the reader's language, `{name}` replaced.
 * @param {string} name
 * @param {Record<string, unknown>} [values]
 */
export function t(name, values = {}) {
  const text = dictionaries[current][name] ?? dictionaries.en[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, value) => String(values[value] ?? whole));
}

function kept() {
  try {
    const found = localStorage.getItem(KEPT);
    return found !== null && found in dictionaries ? found : undefined;
  } catch {
    return undefined;
  }
}
