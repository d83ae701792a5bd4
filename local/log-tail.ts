import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

const MOST_BYTES = 8_192;

/** The last lines of a log, not before byte `from`; none where there is no such file. */
export function lastLines(file: string, from = 0, count = 12): string[] {
  if (!existsSync(file)) return [];
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const start = Math.max(from, size - MOST_BYTES);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    readSync(descriptor, bytes, 0, bytes.length, start);
    const lines = bytes.toString('utf8').split('\n');
    return lines.filter((line) => line.trim() !== '').slice(-count);
  } finally {
    closeSync(descriptor);
  }
}
