import { bindings, bindingsWith, isSingle, keyAction, remapFault, type Pressed } from '../../portal/keys/keymap';

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

test('another sign stands for the usual one: alone, after G and beside Shift', () => {
  const remapped = { reply: 'E', mine: 'A', 'next-ticket': 'D', copy: 'É' };
  const own = { ...free, remapped };
  expect(keyAction(pressed('e'), own, undefined, 0)).toEqual({ action: 'reply' });
  expect(keyAction(pressed('r'), own, undefined, 0)).toEqual({});
  const { before } = keyAction(pressed('g'), own, undefined, 0);
  expect(keyAction(pressed('a'), own, before, 10)).toEqual({ action: 'mine' });
  expect(keyAction(pressed('D', { shift: true }), own, undefined, 0)).toEqual({ action: 'next-ticket' });
  expect(keyAction(pressed('é'), own, undefined, 0)).toEqual({ action: 'copy' });
  // S searches as long as nobody wants it for something else.
  expect(keyAction(pressed('s'), { ...free, remapped: { note: 'S' } }, undefined, 0)).toEqual({ action: 'note' });
});

test('a sign is taken once, and what cannot be pressed is none', () => {
  expect(remapFault('reply', 'E', {})).toBeUndefined();
  expect(remapFault('reply', 'R', {})).toBeUndefined();
  expect(remapFault('reply', 'I', {})).toEqual({ by: 'note' });
  expect(remapFault('note', 'R', { reply: 'E' })).toBeUndefined();
  expect(remapFault('reply', 'G', {})).toBe('first');
  expect(remapFault('queue', 'G', {})).toBeUndefined();
  expect(remapFault('next-ticket', '?', {})).toBe('letter');
  expect(remapFault('reply', ' ', {})).toBe('sign');
});

test('every single key can be another, and none of the others', () => {
  for (const binding of bindings) {
    const [own] = bindingsWith({ [binding.action]: 'É' }).filter(({ action: one }) => one === binding.action);
    expect(own?.keys.at(-1)?.endsWith('É')).toBe(isSingle(binding));
  }
});
