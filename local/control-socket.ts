import { createHash } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is asked of the starter that runs on a data folder. */
export interface ControlRequest {
  readonly command: string;
  readonly service?: string;
}

/** What it answers: lines for a person, or why not. */
export interface ControlAnswer {
  readonly done: boolean;
  readonly lines: readonly string[];
}

/** A Unix socket's path must fit in 104 bytes on macOS. */
const LONGEST_PATH = 100;

/** Where the starter of this data folder listens. */
export function controlSocketPath(dataFolder: string): string {
  const path = join(dataFolder, 'control.sock');
  if (Buffer.byteLength(path) <= LONGEST_PATH) return path;
  return join(tmpdir(), `cadran-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}.sock`);
}

/**
 * Answers requests until it is closed. The caller holds the folder's lock, so a file that is there is a dead starter's.
 * @returns what closes it
 */
export async function listenForControl(
  dataFolder: string,
  answer: (request: ControlRequest) => Promise<ControlAnswer>,
): Promise<() => void> {
  const path = controlSocketPath(dataFolder);
  rmSync(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    whole(socket)
      .then((request) => answer(JSON.parse(request) as ControlRequest))
      .catch((error: unknown): ControlAnswer => ({ done: false, lines: [messageOf(error)] }))
      .then((given) => socket.end(JSON.stringify(given)))
      .catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return () => server.close();
}

/** Asks the starter that runs on this data folder. @throws where none runs */
export async function askStarter(dataFolder: string, request: ControlRequest): Promise<ControlAnswer> {
  const socket = connect(controlSocketPath(dataFolder));
  const answered = whole(socket);
  socket.end(JSON.stringify(request));
  try {
    return JSON.parse(await answered) as ControlAnswer;
  } catch (error) {
    throw new Error(`Cadran does not run on ${dataFolder}. Start it with: npm start`, { cause: error });
  }
}

/** What the other side sends until it ends. Not `stream/consumers`, which destroys the socket: an answer has to follow. */
function whole(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (received += chunk));
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
