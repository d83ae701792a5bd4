import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Contrast by WCAG's relative luminance, recomputed from the tokens themselves (patterns §5). */
const style = readFileSync(path.join(__dirname, '../../portal/shell/tokens.css'), 'utf8');

function tokensOf(scheme: 'light' | 'dark'): (name: string) => string {
  const block = new RegExp(`scheme='${scheme}'\\] \\{\\s*--page[^}]*`).exec(style)?.[0] ?? '';
  return (name) => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1] ?? `no --${name}`;
}

/** Red, green and blue as amounts of light, 0 to 1. */
function linear(colour: string): Colour {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
}

function luminance(colour: string): number {
  const [red, green, blue] = linear(colour);
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

type Colour = readonly [number, number, number];

/** How people see who lack one kind of cone, on linear light (Machado, Oliveira and Fernandes 2009, severity 1). */
const sight: Readonly<Record<string, readonly [Colour, Colour, Colour]>> = {
  'all three': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (rows: readonly [Colour, Colour, Colour], [x, y, z]: Colour): Colour => {
  const [first, second, third] = rows.map(([a, b, c]) => a * x + b * y + c * z);
  return [first ?? 0, second ?? 0, third ?? 0];
};

/** CIE L*a*b* (D65) of a colour as somebody sees it. */
function lab(colour: string, by: readonly [Colour, Colour, Colour]): Colour {
  const seen = times(by, linear(colour)).map((value) => Math.min(1, Math.max(0, value)));
  const [x, y, z] = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    seen as unknown as Colour,
  );
  const f = (value: number): number => (value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27 / 116) * value + 16 / 116);
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

test.each(['light', 'dark'] as const)(
  'patterns 5.2: whoever lacks a kind of cone tells the four tones apart, %s',
  (scheme) => {
    const token = tokensOf(scheme);
    const tones = ['running', 'soon', 'late', 'stopped'].map((tone) => token(`tone-${tone}`));
    for (const [who, by] of Object.entries(sight)) {
      const seen = tones.map((tone) => lab(tone, by));
      const distances = seen.flatMap((one, index) =>
        seen.slice(index + 1).map((other) => Math.hypot(...one.map((value, axis) => value - (other[axis] ?? 0)))),
      );
      // A first palette had two tones 0.3 apart.
      expect({ who, apart: Math.min(...distances) >= 14.9 }).toEqual({ who, apart: true });
    }
  },
);

test('patterns 5.2: in the colours of the machine no colour of our own is left', () => {
  const forced = /forced-colors: active\) \{\s*:root\[data-mantine-color-scheme\] \{([^}]*)/.exec(style)?.[1] ?? '';
  const named = (block: string): string[] => [...block.matchAll(/--([a-z-]+):/g)].map(([, name = '']) => name);
  const own = /scheme='light'\] \{\s*(--page[^}]*)/.exec(style)?.[1] ?? '';
  expect(named(forced)).toEqual(named(own));
  expect(forced).not.toContain('#');
});
