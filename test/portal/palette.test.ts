import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Contrast by WCAG's relative luminance, recomputed from the tokens themselves (patterns §5). */
const style = readFileSync(path.join(__dirname, '../../portal/shell/tokens.css'), 'utf8');

function tokensOf(scheme: 'light' | 'dark'): (name: string) => string {
  const block = new RegExp(`scheme='${scheme}'\\] \\{\\s*--page[^}]*`).exec(style)?.[0] ?? '';
  return (name) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? `no --${name}`;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const token = tokensOf(scheme);

  test.each(['ink', 'quiet', 'tone-running', 'tone-soon', 'tone-late', 'tone-stopped'])(
    '%s can be read on page and panel',
    (name) => {
      expect(contrast(token(name), token('page'))).toBeGreaterThanOrEqual(4.5);
      expect(contrast(token(name), token('panel'))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(['running', 'soon', 'late', 'stopped'])('the tone %s can be read on its tint', (tone) => {
    expect(contrast(token(`tone-${tone}`), token(`tone-${tone}-tint`))).toBeGreaterThanOrEqual(4.5);
  });

  test('what has the focus, and the stroke of the band, are seen', () => {
    expect(contrast(token('focus'), token('page'))).toBeGreaterThanOrEqual(3);
    expect(contrast(token('band-stroke'), token('page'))).toBeGreaterThanOrEqual(3);
  });

  test.each(['waiting', 'closed', 'downtime'])('counted time is told from %s by its lightness alone', (fill) => {
    expect(contrast(token('band-counted'), token(`band-${fill}`))).toBeGreaterThanOrEqual(3);
    expect(contrast(token('band-stroke'), token(`band-${fill}`))).toBeGreaterThanOrEqual(3);
  });
});

test('the measured figures are those that patterns §5 writes down', () => {
  const light = tokensOf('light');
  expect(contrast(light('tone-running'), light('tone-running-tint')).toFixed(2)).toBe('5.79');
  expect(contrast(light('tone-late'), light('page')).toFixed(2)).toBe('7.76');
  expect(contrast(tokensOf('dark')('focus'), tokensOf('dark')('page')).toFixed(2)).toBe('12.71');
});
