import { lengthInJson, portionOf } from '../../domain/portion';

test('a portion is as long as is asked for, and one at least', () => {
  const all = ['aaaa', 'bbbb', 'cccc'];
  expect(lengthInJson('aaaa')).toBe(6);
  expect(portionOf(all, 18)).toEqual(all);
  expect(portionOf(all, 17)).toEqual(['aaaa', 'bbbb']);
  expect(portionOf(all, 1)).toEqual(['aaaa']);
  expect(portionOf([], 1)).toEqual([]);
});
