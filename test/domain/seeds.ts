import fc from 'fast-check';

const seedsOfRun = 4;

/**
 * A property holds in so many cases by chance, in equal parts for several seeds; those of another `CADRAN_SEED` are others.
 * Properties that stand side by side have a `place` of their own, below 1000. A failure prints its seed. For more than the
 * usual cases run many: `for seed in $(seq 20); do CADRAN_SEED=$seed npx jest test/domain; done`.
 */
export function holds<Case>(
  property: fc.IProperty<Case>,
  { numRuns, place = 0 }: { numRuns: number; place?: number },
): void {
  const first = Number(process.env['CADRAN_SEED'] ?? 1) * seedsOfRun;
  for (let seed = first; seed < first + seedsOfRun; seed += 1)
    fc.assert(property, { seed: seed * 1000 + place, numRuns: Math.ceil(numRuns / seedsOfRun) });
}
