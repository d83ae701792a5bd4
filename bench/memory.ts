import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Bytes that one thing keeps on the heap: many are made and held, and what garbage collection leaves of them is divided by
 * their number.
 */
export function heapBytesOf(make: () => object, count: number): number {
  const collect = collector();
  // The first one brings along what all of them share.
  const held: object[] = new Array<object>(count).fill(make());
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < count; index += 1) held[index] = make();
  collect();
  const after = process.memoryUsage().heapUsed;
  if (held.length !== count) throw new Error('what is measured has to be held');
  return Math.round((after - before) / count);
}

/** Collects garbage; the engine is asked to show its own function, so that no option of the command is needed. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    collect();
    collect();
  };
}
