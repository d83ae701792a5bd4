import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { UnusableArguments } from './arguments';
import type { LineAnswer } from './question-line';

/**
 * Writes one JSON line for each line of a file of questions (`-`: standard input), in its order, as they are read. Throws
 * {@link UnusableArguments} when it can't be read.
 */
export async function answerFile(
  file: string,
  answer: (text: string, line: number) => LineAnswer<unknown>,
): Promise<void> {
  const input = file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8');
  let line = 0;
  for await (const text of linesOf(readable(input, file === '-' ? 'standard input' : file))) {
    line += 1;
    const written = process.stdout.write(`${JSON.stringify(answer(text, line))}\n`);
    if (!written) await once(process.stdout, 'drain');
  }
}

/** What can't be read is told by the name that the user gave. */
async function* readable(input: AsyncIterable<unknown>, name: string): AsyncGenerator<string> {
  try {
    for await (const piece of input) yield String(piece);
  } catch (error) {
    throw unreadable(name, error);
  }
}

export function unreadable(name: string, error: unknown): UnusableArguments {
  return new UnusableArguments(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}

/**
 * The lines of a text that comes in pieces, without their ends (LF or CRLF) and without a byte order mark. Unlike `readline` it
 * takes no other character for an end: JSON allows U+2028 in its strings.
 */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let line = '';
  let begun = false;
  for await (const piece of pieces) {
    const [end = '', ...more] = (begun ? piece : piece.replace(/^\uFEFF/, '')).split('\n');
    begun = true;
    line += end;
    for (const next of more) {
      yield line.replace(/\r$/, '');
      line = next;
    }
  }
  if (line !== '') yield line.replace(/\r$/, '');
}
