import * as fc from 'fast-check';
import { Problem } from '../../api/problem';
import { strictJson } from '../../api/strict-json';

/** The field that is named where a body is refused; the title where none is, `undefined` where it is taken. */
function refused(body: string | Buffer, encoding = 'utf-8'): string | undefined {
  try {
    strictJson(null, null, Buffer.from(body), encoding);
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.more.errors?.[0]?.field ?? error.type;
  }
}

test.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['[{"b":{"a":[],"c":0,"a":{}}}]', '0.b.a'],
  ['[1,[{},{"x":[0,{"y":1,"y":2}]}]]', '1.1.x.1.y'],
  ['{"":1,"":1}', ''],
])('%s has a name twice: %s', (text, field) => {
  expect(refused(text)).toBe(field);
});

test.each([
  ['{"__proto__":{}}', '__proto__'],
  ['{"hours":{"__proto__":{"zone":"x"}}}', 'hours.__proto__'],
  ['{"hours":{"constructor":{"prototype":{}}}}', 'hours.constructor'],
  ['{"a":[0,{"b":[[{"prototype":1}]]}]}', 'a.1.b.0.0.prototype'],
  ['{"a":{"\\u005f_proto__":1}}', 'a.__proto__'],
  ['{"a":{"__pro\\u0074o__":1}}', 'a.__proto__'],
  ['{"a":{"c\\u006fnstructor" \n : 1}}', 'a.constructor'],
])('%s has a name that objects have by themselves: %s', (text, field) => {
  expect(refused(text)).toBe(field);
});

test.each([
  '{"a":{"a":{"a":[{"a":1},{"a":1}]}}}',
  '{"a":"\\"a\\":1,\\"a\\":2"}',
  '{"a":"x","b":"a:a","c":":"}',
  '{"a":"__proto__","b":["constructor"],"c":"\\"__proto__\\":1"}',
  '{"__proto":1,"constructors":2,"Constructor":3}',
  '',
  '{"a',
])('%s has none', (text) => {
  expect(refused(text)).toBeUndefined();
});

/** Names that bodies may have. */
const named = fc.string().filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
    fc.array(tie('json')),
    fc.dictionary(named, tie('json')),
  ),
}));

test('whatever a value is, its own JSON repeats no name, and repeats one once a member is written twice', () => {
  fc.assert(
    fc.property(json, fc.dictionary(named, json, { minKeys: 1 }), (value, fields) => {
      expect(refused(JSON.stringify(value))).toBeUndefined();
      const members = Object.entries(fields).map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`);
      expect(refused(`{${members.join(',')}}`)).toBeUndefined();
      expect(refused(`[{${[...members, members[0]].join(',')}}]`)).toBe(`0.${Object.keys(fields)[0] ?? ''}`);
    }),
  );
});

test('wherever an inherited name stands, it is refused', () => {
  const name = fc.constantFrom('__proto__', 'constructor', 'prototype');
  fc.assert(
    fc.property(fc.array(fc.oneof(named, fc.nat(3))), name, json, (path, inherited, value) => {
      const text = path.reduceRight<string>(
        (inner, step) =>
          typeof step === 'number' ? `[${'0,'.repeat(step)}${inner}]` : `{${JSON.stringify(step)}:${inner}}`,
        `{"x":1,${JSON.stringify(inherited)}:${JSON.stringify(value)}}`,
      );
      expect(refused(text)).toBe([...path, inherited].join('.').slice(0, 200));
    }),
  );
});

test('what lies deeper than any field is refused', () => {
  expect(refused(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeUndefined();
  expect(refused(`${'['.repeat(65)}${']'.repeat(65)}`)).toMatch(/^0\.0\.0/);
  expect(refused('{"a":'.repeat(65))).toMatch(/^a\.a\.a/);
});

test('bytes that are no UTF-8, and other encodings, are refused', () => {
  expect(refused(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))).toBe('invalid-json');
  expect(refused('{}', 'utf-16le')).toBe('unsupported-media-type');
});

test('256 kB of brackets, quotes or names cost little', () => {
  const began = performance.now();
  for (const one of ['[', '{', '"', '\\"', '\\', '{"a":', '"a":1,', '[[],', '{"a":"'])
    for (const end of ['', '\\', '"', '}']) refused(one.repeat(Math.floor(256_000 / one.length)) + end);
  expect(performance.now() - began).toBeLessThan(3000);
});
