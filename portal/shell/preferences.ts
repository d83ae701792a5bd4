import { useSyncExternalStore } from 'react';
import type { BodyOf } from '../api/call';
import { listeners } from './listeners';
import { languages, type Language, type Wording } from '../wording/wording';

/** As the API keeps them for each person. */
type Kept = Required<BodyOf<'keepPreferences'>>;

/** How often figures that count change on the page: each second at most, once a minute, or not at all (patterns 2.5). */
export const counterModes = ['live', 'minute', 'frozen'] as const satisfies readonly Kept['counters'][];
export type CounterMode = (typeof counterModes)[number];

/** Whether single keys do something (patterns 10.1). */
export const keyModes = ['on', 'off'] as const satisfies readonly Kept['keys'][];
export type KeyMode = (typeof keyModes)[number];

export const schemes = ['light', 'dark', 'auto'] as const satisfies readonly Kept['scheme'][];

export interface Preferences extends Kept {
  readonly language: Language;
  readonly counters: CounterMode;
  readonly keys: KeyMode;
  readonly scheme: (typeof schemes)[number];
  /** The signs that stand for the usual keys, by what they do. */
  readonly remapped: Readonly<Record<string, string>>;
}

/** What was chosen on this machine and is not on the server yet, by name: it counts there too once it is. */
const UNSENT = 'unsent';

const changes = listeners();
let preferences: Preferences = {
  language: kept('language', languages) ?? (browserLanguage().startsWith('fr') ? 'fr' : 'en'),
  counters: kept('counters', counterModes) ?? 'live',
  keys: kept('keys', keyModes) ?? 'on',
  scheme: kept('scheme', schemes) ?? 'auto',
  remapped: (keptJson('remapped') as Record<string, string> | null) ?? {},
};

/** What the reader has chosen. */
export function currentPreferences(): Preferences {
  return preferences;
}

export const hearPreferences = changes.hear;

export function prefer(chosen: Partial<Preferences>): void {
  keep(UNSENT, JSON.stringify([...new Set([...unsentNames(), ...Object.keys(chosen)])]));
  apply(chosen);
}

/** What the server does not know of yet. */
export function unsentPreferences(): Partial<Preferences> {
  const names = unsentNames();
  return Object.fromEntries(Object.entries(preferences).filter(([name]) => names.includes(name)));
}

/** The server has these now. */
export function preferencesSent(sent: Partial<Preferences>): void {
  const isSent = (name: string): boolean =>
    Object.hasOwn(sent, name) && sent[name as keyof Preferences] === preferences[name as keyof Preferences];
  keep(UNSENT, JSON.stringify(unsentNames().filter((name) => !isSent(name))));
}

/** Takes what the reader has chosen on any machine, but for what was chosen here since. */
export function takePreferences(chosen: BodyOf<'keepPreferences'>): void {
  const names = unsentNames();
  apply(Object.fromEntries(Object.entries(chosen).filter(([name]) => !names.includes(name))));
}

function apply(chosen: Partial<Preferences>): void {
  preferences = { ...preferences, ...chosen };
  document.documentElement.lang = preferences.language;
  for (const [name, value] of Object.entries(chosen))
    keep(name, typeof value === 'string' ? value : JSON.stringify(value));
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

function unsentNames(): readonly string[] {
  return (keptJson(UNSENT) as string[] | null) ?? [];
}

function kept<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
  const found = inStorage(name);
  return values.find((value) => value === found);
}

function keptJson(name: string): unknown {
  try {
    return JSON.parse(inStorage(name) ?? 'null');
  } catch {
    return null;
  }
}

function inStorage(name: string): string | null {
  try {
    return localStorage.getItem(`cadran.${name}`);
  } catch {
    return null;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`cadran.${name}`, value);
  } catch {
    // Without storage the choice holds for this page.
  }
}

function browserLanguage(): string {
  return typeof navigator === 'undefined' ? 'fr' : navigator.language.toLowerCase();
}
