/** How long something is as JSON, in characters. */
export function lengthInJson(one: unknown): number {
  return JSON.stringify(one).length;
}

/** The first of them that are no longer together than so many characters of JSON; one at least, where there is one. */
export function portionOf<One>(all: readonly One[], characters: number): One[] {
  let sum = 0;
  const end = all.findIndex((one, index) => {
    sum += lengthInJson(one);
    return index > 0 && sum > characters;
  });
  return all.slice(0, end === -1 ? undefined : end);
}
