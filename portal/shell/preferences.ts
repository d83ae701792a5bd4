import { useSyncExternalStore } from 'react';
import { listeners } from './listeners';
import { languages, type Language, type Wording } from '../wording/wording';

/** How often figures that count change on the page: each second at most, once a minute, or not at all (patterns 2.5). */
export const counterModes = ['live', 'minute', 'frozen'] as const;
export type CounterMode = (typeof counterModes)[number];

/** Whether single keys do something (patterns 10.1). */
export const keyModes = ['on', 'off'] as const;
export type KeyMode = (typeof keyModes)[number];

export interface Preferences {
  readonly language: Language;
  readonly counters: CounterMode;
  readonly keys: KeyMode;
}

const changes = listeners();
let preferences: Preferences = {
  language: kept('language', languages) ?? (browserLanguage().startsWith('fr') ? 'fr' : 'en'),
  counters: kept('counters', counterModes) ?? 'live',
  keys: kept('keys', keyModes) ?? 'on',
};

/** What the reader has chosen on this machine. */
export function currentPreferences(): Preferences {
  return preferences;
}

export function prefer(chosen: Partial<Preferences>): void {
  preferences = { ...preferences, ...chosen };
  document.documentElement.lang = preferences.language;
  try {
    for (const [name, value] of Object.entries(chosen)) localStorage.setItem(`cadran.${name}`, value);
  } catch {
    // Without storage the choice holds for this page.
  }
  changes.tell();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(changes.hear, currentPreferences);
}

export function useLanguage(): Language {
  return usePreferences().language;
}

/** The texts of a place in the reader's language. */
export function useWords<Texts>(words: Wording<Texts>): Texts {
  return words[useLanguage()];
}

function kept<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
  try {
    return values.find((value) => value === localStorage.getItem(`cadran.${name}`));
  } catch {
    return undefined;
  }
}

function browserLanguage(): string {
  return typeof navigator === 'undefined' ? 'fr' : navigator.language.toLowerCase();
}
