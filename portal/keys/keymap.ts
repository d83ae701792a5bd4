/** What a key does, by the name of its text. */
export type KeyAction =
  | ('help' | 'palette' | 'search' | 'next' | 'previous' | 'open' | 'select' | 'new')
  | ('queue' | 'mine' | 'escalations' | 'rollouts' | 'calendar' | 'take-next')
  | ('next-ticket' | 'previous-ticket' | 'reply' | 'note' | 'assign' | 'priority' | 'level' | 'ask')
  | ('copy' | 'band' | 'band-table' | 'send' | 'leave');

/** Where a key counts: everywhere, or only where the page has what it is about. */
export type KeyPlace = 'everywhere' | 'list' | 'ticket';

export interface Binding {
  readonly action: KeyAction;
  /** As people read it; one after the other where there are two. */
  readonly keys: readonly string[];
  readonly place: KeyPlace;
}

/** The table of keys (patterns §10). None of them resolves, closes or refuses: they open forms. */
export const bindings: readonly Binding[] = [
  { action: 'help', keys: ['?'], place: 'everywhere' },
  { action: 'palette', keys: ['Ctrl+K'], place: 'everywhere' },
  { action: 'search', keys: ['/'], place: 'everywhere' },
  { action: 'new', keys: ['N'], place: 'everywhere' },
  { action: 'queue', keys: ['G', 'Q'], place: 'everywhere' },
  { action: 'mine', keys: ['G', 'M'], place: 'everywhere' },
  { action: 'escalations', keys: ['G', 'E'], place: 'everywhere' },
  { action: 'rollouts', keys: ['G', 'R'], place: 'everywhere' },
  { action: 'calendar', keys: ['G', 'C'], place: 'everywhere' },
  { action: 'take-next', keys: ['G', 'N'], place: 'everywhere' },
  { action: 'next', keys: ['J'], place: 'list' },
  { action: 'previous', keys: ['K'], place: 'list' },
  { action: 'open', keys: ['Enter'], place: 'list' },
  { action: 'select', keys: ['X'], place: 'list' },
  { action: 'next-ticket', keys: ['Shift+J'], place: 'ticket' },
  { action: 'previous-ticket', keys: ['Shift+K'], place: 'ticket' },
  { action: 'reply', keys: ['R'], place: 'ticket' },
  { action: 'note', keys: ['I'], place: 'ticket' },
  { action: 'assign', keys: ['A'], place: 'ticket' },
  { action: 'priority', keys: ['P'], place: 'ticket' },
  { action: 'level', keys: ['L'], place: 'ticket' },
  { action: 'ask', keys: ['W'], place: 'ticket' },
  { action: 'copy', keys: ['.'], place: 'ticket' },
  { action: 'band', keys: ['B'], place: 'ticket' },
  { action: 'band-table', keys: ['T'], place: 'ticket' },
  { action: 'send', keys: ['Ctrl+Enter'], place: 'everywhere' },
  { action: 'leave', keys: ['Esc'], place: 'everywhere' },
];

/** Those that a key without Ctrl gives, and so may be switched off (patterns 10.1). */
const single: ReadonlyMap<string, KeyAction> = new Map(
  bindings
    .filter(({ keys }) => keys.every((key) => !key.startsWith('Ctrl') && key !== 'Enter' && key !== 'Esc'))
    .map(({ keys, action }) => [keys.join(' ').toLowerCase(), action]),
);

export interface Pressed {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What was pressed before, and when (epoch milliseconds): the first of two keys waits this long for the second. */
export interface Before {
  readonly key: string;
  readonly atMs: number;
}
const SECOND_KEY_MS = 1_500;

/**
 * What a key does, by the sign that it writes and never by where it lies: on a French keyboard « / », « . » and « ? » ask for
 * Shift, which therefore counts for letters alone. `typing`: the focus is in a field, or in a dialog.
 */
export function keyAction(
  { key, ctrl, shift, alt }: Pressed,
  { typing, singleKeys }: { readonly typing: boolean; readonly singleKeys: boolean },
  before: Before | undefined,
  nowMs: number,
): { readonly action?: KeyAction; readonly before?: Before } {
  if (ctrl) {
    if (key.toLowerCase() === 'k') return { action: 'palette' };
    return key === 'Enter' ? { action: 'send' } : {};
  }
  if (key === 'Escape') return { action: 'leave' };
  if (alt || typing || !singleKeys) return {};
  const letter = /^[a-z]$/i.test(key);
  const name = letter && shift ? `shift+${key.toLowerCase()}` : key.toLowerCase();
  const first = before && nowMs - before.atMs <= SECOND_KEY_MS ? `${before.key} ` : '';
  const both = first === '' ? undefined : single.get(first + name);
  if (both !== undefined) return { action: both };
  if (name === 'g') return { before: { key: 'g', atMs: nowMs } };
  const plain = name === 's' ? 'search' : single.get(key.toLowerCase());
  // With Shift, selecting goes up to here: the page is told of Shift by itself.
  const action = name === key.toLowerCase() || plain === 'select' ? plain : single.get(name);
  return first === '' && action !== undefined ? { action } : {};
}
