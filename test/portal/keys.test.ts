import { bindings, keyAction, type Pressed } from '../../portal/keys/keymap';

const plain = { ctrl: false, shift: false, alt: false };
const free = { typing: false, singleKeys: true };
const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({ key, ...plain, ...more });
const action = (key: string, more: Partial<Pressed> = {}, where = free) =>
  keyAction(pressed(key, more), where, undefined, 0).action;

/** How the same signs are typed: on a French keyboard some of them ask for Shift. */
test.each([
  ['?', true],
  ['/', false],
  ['/', true],
  ['.', false],
  ['.', true],
])('the sign %s counts whether or not Shift was needed (%s)', (key, shift) => {
  const meant = { '?': 'help', '/': 'search', '.': 'copy' }[key];
  expect(action(key, { shift })).toBe(meant);
});

test('letters count with and without capitals, and Shift makes another key of them', () => {
  expect(action('j')).toBe('next');
  expect(action('J')).toBe('next');
  expect(action('J', { shift: true })).toBe('next-ticket');
  expect(action('s')).toBe('search');
  expect(action('X', { shift: true })).toBe('select');
  expect(action('N', { shift: true })).toBeUndefined();
});

test('two keys count one after the other, and only for a while', () => {
  const { before } = keyAction(pressed('g'), free, undefined, 0);
  expect(keyAction(pressed('n'), free, before, 1_000)).toEqual({ action: 'take-next' });
  expect(keyAction(pressed('n'), free, before, 2_000)).toEqual({ action: 'new' });
  expect(keyAction(pressed('x'), free, before, 100)).toEqual({});
});

test('while typing, and once they are switched off, single keys do nothing', () => {
  for (const { keys } of bindings.filter(({ keys: [key = ''] }) => key.length === 1)) {
    const key = keys[0]?.toLowerCase() ?? '';
    expect(keyAction(pressed(key), { ...free, typing: true }, undefined, 0)).toEqual({});
    expect(keyAction(pressed(key), { ...free, singleKeys: false }, undefined, 0)).toEqual({});
  }
  const typing = { typing: true, singleKeys: false };
  expect(action('k', { ctrl: true }, typing)).toBe('palette');
  expect(action('Enter', { ctrl: true }, typing)).toBe('send');
  expect(action('Escape', {}, typing)).toBe('leave');
  expect(action('j', { alt: true })).toBeUndefined();
});

test('no key stands twice', () => {
  const keys = bindings.map((binding) => binding.keys.join(' '));
  expect(new Set(keys).size).toBe(keys.length);
});
