/** The value that so large a share of them do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** The middle one, between the two middle ones where they are even in number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const above = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return sorted.length % 2 === 1 ? above : ((sorted[sorted.length / 2 - 1] ?? NaN) + above) / 2;
}

export const rounded = (value: number, digits = 2): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** Milliseconds that something took. */
export async function took(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** Both ways in turn, the one that begins changing each time: what a turn leaves behind burdens both alike. */
export async function inTurn(turn: number, ways: readonly [() => Promise<void>, () => Promise<void>]): Promise<void> {
  const [first, second] = turn % 2 === 0 ? ways : [ways[1], ways[0]];
  await first();
  await second();
}

/** Does something so many times, so many at once; how many a second it did. */
export async function perSecond(count: number, atOnce: number, act: () => Promise<unknown>): Promise<number> {
  let begun = 0;
  const one = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      await act();
    }
  };
  const ms = await took(() => Promise.all(Array.from({ length: atOnce }, one)));
  return (count * 1000) / ms;
}
