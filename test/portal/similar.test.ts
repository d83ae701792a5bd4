import { isSimilar, mostShared, wordsToCompare } from '../../portal/pages/tickets/similar-words';

test('a title is compared by what it is about: no everyday words, no accents, no endings', () => {
  expect(wordsToCompare('Plus aucune étiquette ne sort au quai 2')).toEqual(['etiquet', 'sort', 'quai']);
  expect(wordsToCompare('The gates do not open since nine')).toEqual(['gate', 'open', 'nine']);
  expect(wordsToCompare('Bonjour, un problème')).toEqual([]);
});

test('similar is what shares two words, the most alike first; one is enough where there is but one', () => {
  const [one, two, three] = ['T-1', 'T-2', 'T-3'].map((reference) => ({ reference }));
  if (!one || !two || !three) throw new Error('three were made');
  expect(
    mostShared(
      [
        [one, two],
        [two, three],
        [two, three],
      ],
      4,
    ),
  ).toEqual([two, three]);
  expect(mostShared([[one, two, three]], 2)).toEqual([one, two]);
  expect(mostShared([], 4)).toEqual([]);
});

test('an anomaly is known by the same words', () => {
  const words = wordsToCompare('Orders for printer 4 are gone');
  expect(isSimilar('Orders to printer 4 are lost', words)).toBe(true);
  expect(isSimilar('Orders are paid twice', words)).toBe(false);
  expect(isSimilar('Anything', [])).toBe(false);
});
