import { wordsOf } from '../../keys/matching';

/** Words of titles that say nothing of what a ticket is about, without accents. */
const EVERYDAY = new Set(
  [
    'apres aucun aucune avec avons bonjour cette chez comme dans depuis elle erreur etre fait faire impossible',
    'mais notre nous pour peut plus plusieurs probleme quand sans sont sous tout tous toute toutes votre vous',
    'about after before cannot does doesn error from have hello into longer more problem since some that their',
    'them there these they this what when where which will with your',
  ]
    .join(' ')
    .split(' '),
);
const LEAST_LETTERS = 4;
const MOST_WORDS = 4;

/** The beginnings of the words by which tickets like one of this title are found: what it is about, without its endings. */
export function wordsToCompare(title: string): string[] {
  const telling = [...new Set(wordsOf(title))].filter((word) => word.length >= LEAST_LETTERS && !EVERYDAY.has(word));
  const longest = telling.toSorted((one, other) => other.length - one.length).slice(0, MOST_WORDS);
  return longest.map((word) =>
    word.length > 7 ? word.slice(0, -2) : word.length > LEAST_LETTERS ? word.replace(/[sx]$/, '') : word,
  );
}

/** How many of the words something must have to be called similar: two, where so many were asked for. */
export const enough = (asked: number): number => Math.min(2, asked);

/** What is in the most of the lists, each of which was found by one word; of as many words, in the order of the lists. */
export function mostShared<Item extends { readonly reference: string }>(
  lists: readonly (readonly Item[])[],
  most: number,
): Item[] {
  const counted = new Map<string, { readonly item: Item; readonly times: number }>();
  for (const item of lists.flat())
    counted.set(item.reference, { item, times: (counted.get(item.reference)?.times ?? 0) + 1 });
  return [...counted.values()]
    .filter(({ times }) => times >= enough(lists.length))
    .toSorted((one, other) => other.times - one.times)
    .slice(0, most)
    .map(({ item }) => item);
}

/** Whether a text has enough of the words. */
export function isSimilar(text: string, beginnings: readonly string[]): boolean {
  const words = wordsOf(text);
  const shared = beginnings.filter((beginning) => words.some((word) => word.startsWith(beginning)));
  return shared.length > 0 && shared.length >= enough(beginnings.length);
}
