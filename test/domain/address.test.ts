import { addressSchema } from '../../domain/address';

const isAddress = (text: string): boolean => addressSchema.safeParse(text).success;

test.each([
  'claire@dupont.example',
  'a|@mya8.net',
  "o'brien&sons@dupont.example",
  'first.last+tag@sub.dupont.example',
  '{x}/y=z@dupont.example',
  'a@b.xn--p1ai',
  'A@B.EXAMPLE',
  `${'a'.repeat(64)}@${'b'.repeat(63)}.example`,
])('%s is an address', (text) => {
  expect(isAddress(text)).toBe(true);
});

test.each([
  '',
  'dupont.example',
  '@dupont.example',
  'claire@',
  'claire@localhost',
  'claire@10.0.0.1',
  'claire@[10.0.0.1]',
  '.claire@dupont.example',
  'claire.@dupont.example',
  'cl..aire@dupont.example',
  'claire@-dupont.example',
  'claire@dupont-.example',
  'claire@dupont..example',
  'claire@dupont.example\n',
  'claire@dupont.example, eve@evil.example',
  'claire@dupont.example\r\nBcc: eve@evil.example',
  'Claire <claire@dupont.example>',
  '"claire"@dupont.example',
  'clairé@dupont.example',
  'claire @dupont.example',
  `${'a'.repeat(65)}@b.example`,
  `a@${'b.'.repeat(125)}example`,
  `a@${'b'.repeat(64)}.example`,
])('%j is none', (text) => {
  expect(isAddress(text)).toBe(false);
});

test('a long text that is none is refused at once', () => {
  const began = performance.now();
  for (const text of [`${'a.'.repeat(100_000)}@`, `a@${'b.'.repeat(100_000)}`, `a@${'b'.repeat(200_000)}`])
    expect(isAddress(text)).toBe(false);
  expect(performance.now() - began).toBeLessThan(500);
});
