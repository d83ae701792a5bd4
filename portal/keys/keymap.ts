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

/** The signs that somebody has chosen instead of the usual ones, by action. */
export type Remapped = Readonly<Record<string, string>>;

/** Whether it is a key without Ctrl: those may be switched off, and others chosen (patterns 10.1). */
export function isSingle({ keys }: Binding): boolean {
  return keys.every((key) => !key.startsWith('Ctrl') && key !== 'Enter' && key !== 'Esc');
}

/** The sign of a binding: what is pressed last, without Shift. */
export function signOf({ keys }: Binding): string {
  return (keys.at(-1) ?? '').replace(/^Shift\+/, '');
}

/** The table as somebody has it: G stays before what it stands before, and Shift beside its letter. */
export function bindingsWith(remapped: Remapped): readonly Binding[] {
  return bindings.map((binding) => {
    const sign = remapped[binding.action];
    if (sign === undefined || !isSingle(binding)) return binding;
    const last = (binding.keys.at(-1) ?? '').replace(/[^+]$/, sign.toUpperCase());
    return { ...binding, keys: [...binding.keys.slice(0, -1), last] };
  });
}

/** Why a sign cannot stand for an action: it is another's, begins two keys already, or is no letter where Shift asks for one. */
export function remapFault(
  action: KeyAction,
  sign: string,
  remapped: Remapped,
): { readonly by: KeyAction } | 'first' | 'letter' | 'sign' | undefined {
  if (!/^[!-~À-ÿ]$/.test(sign)) return 'sign';
  const wanted = bindingsWith({ ...remapped, [action]: sign });
  const own = wanted.find((binding) => binding.action === action);
  const name = own?.keys.join(' ');
  if (own?.keys[0]?.startsWith('Shift+') === true && !/^[a-z]$/i.test(sign)) return 'letter';
  if (name === FIRST) return 'first';
  const other = wanted.find((binding) => binding.action !== action && binding.keys.join(' ') === name);
  return other && { by: other.action };
}

/** The key that waits for a second one. */
const FIRST = 'G';

const singlesOf = (remapped: Remapped): ReadonlyMap<string, KeyAction> =>
  new Map(
    bindingsWith(remapped)
      .filter(isSingle)
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
  {
    typing,
    singleKeys,
    remapped = {},
  }: { readonly typing: boolean; readonly singleKeys: boolean; readonly remapped?: Remapped },
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
  const single = singlesOf(remapped);
  const both = first === '' ? undefined : single.get(first + name);
  if (both !== undefined) return { action: both };
  if (name === FIRST.toLowerCase()) return { before: { key: name, atMs: nowMs } };
  const plain = single.get(key.toLowerCase()) ?? (name === 's' ? 'search' : undefined);
  // With Shift, selecting goes up to here: the page is told of Shift by itself.
  const action = name === key.toLowerCase() || plain === 'select' ? plain : single.get(name);
  return first === '' && action !== undefined ? { action } : {};
}
