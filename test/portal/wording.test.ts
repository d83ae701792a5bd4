import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Every text of the portal, from the catalogues themselves. */
const folder = path.join(__dirname, '../../portal/wording');

/** The texts of a catalogue by their place in it; of one that takes values, what it makes of some. */
function textsOf(catalogue: unknown, place: string): [string, string][] {
  if (typeof catalogue === 'string') return [[place, catalogue]];
  if (typeof catalogue === 'function') {
    try {
      return textsOf((catalogue as (...values: unknown[]) => unknown)('X', 'X', 'X', 'X'), place);
    } catch {
      // It takes other values than texts: the compiler holds that both languages have it.
      return [];
    }
  }
  if (typeof catalogue !== 'object' || catalogue === null) return [];
  return Object.entries(catalogue).flatMap(([name, one]) => textsOf(one, `${place}.${name}`));
}

const catalogues = readdirSync(folder).flatMap((file) =>
  Object.entries(jest.requireActual<Record<string, unknown>>(path.join(folder, file))).flatMap(([name, one]) =>
    typeof one === 'object' && one !== null && 'fr' in one && 'en' in one ? [{ place: `${file} ${name}`, ...one }] : [],
  ),
) as { place: string; fr: unknown; en: unknown }[];

test('patterns 15.3: every text stands in both languages', () => {
  const places = (language: 'fr' | 'en') =>
    catalogues.flatMap((one) => textsOf(one[language], one.place).map(([place]) => place));
  expect(places('fr').length).toBeGreaterThan(1000);
  expect(places('fr').toSorted()).toEqual(places('en').toSorted());
});

test('patterns 15.3: no English sentence stands on a French page', () => {
  // One or two words are often the same in both: "Version", "Client", "Production".
  const isSentence = (text: string): boolean => (text.match(/\p{L}{2,}/gu) ?? []).length > 3;
  const same = catalogues.flatMap((one) => {
    const english = new Map(textsOf(one.en, one.place));
    return textsOf(one.fr, one.place).filter(([place, text]) => isSentence(text) && english.get(place) === text);
  });
  expect(same).toEqual([]);
});

test('patterns 15.3: French has no word of English that often slips in', () => {
  const slipped = /\b(the|and|with|your|ticket is|please|click)\b/i;
  const found = catalogues.flatMap((one) => textsOf(one.fr, one.place).filter(([, text]) => slipped.test(text)));
  expect(found).toEqual([]);
});
