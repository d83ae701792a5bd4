import * as fc from 'fast-check';
import { strictJson } from '../../api/strict-json';

const take = (body: string | Buffer, encoding = 'utf-8'): void => strictJson(null, null, Buffer.from(body), encoding);

test.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '[{"b":{"a":[],"c":0,"a":{}}}]', '{"":1,"":1}'])(
  '%s has a name twice',
  (text) => {
    expect(() => take(text)).toThrow('invalid-json');
  },
);

test.each([
  '{"a":{"a":{"a":[{"a":1},{"a":1}]}}}',
  '{"a":"\\"a\\":1,\\"a\\":2"}',
  '{"a":"x","b":"a:a","c":":"}',
  '',
  '{"a',
])('%s has none', (text) => {
  expect(() => take(text)).not.toThrow();
});

test('whatever a value is, its own JSON repeats no name, and repeats one once a member is written twice', () => {
  fc.assert(
    fc.property(fc.json(), fc.dictionary(fc.string(), fc.json(), { minKeys: 1 }), (text, fields) => {
      expect(() => take(text)).not.toThrow();
      const members = Object.entries(fields).map(([name, value]) => `${JSON.stringify(name)}:${value}`);
      expect(() => take(`{${members.join(',')}}`)).not.toThrow();
      expect(() => take(`[{${[...members, members[0]].join(',')}}]`)).toThrow('invalid-json');
    }),
  );
});

test('bytes that are no UTF-8, and other encodings, are refused', () => {
  expect(() => take(Buffer.from([0x22, 0xc0, 0xaf, 0x22]))).toThrow('invalid-json');
  expect(() => take('{}', 'utf-16le')).toThrow('unsupported-media-type');
});
