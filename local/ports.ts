import { connect, createServer } from 'node:net';

/** A port asked for: a number means that one or an error, `preferred` that one if it is free; otherwise any. */
export type PortWish = number | { readonly preferred: number } | undefined;

const HOST = '127.0.0.1';

/** Ports promised by this process to servers that have not bound them yet. */
const promised = new Set<number>();

/**
 * Picks a port of the loopback address for a server about to start.
 * @param what the server's name, for messages
 * @param tell told when the preferred port is taken and which other is used
 * @throws where `wish` is a number and that port is taken
 */
export async function choosePort(
  what: string,
  wish: PortWish,
  tell: (line: string) => void = () => undefined,
): Promise<number> {
  if (typeof wish === 'number') {
    if (await taken(wish)) {
      throw new Error(
        `${what}: port ${wish} of ${HOST} was asked for and is taken by another program. Give another port, or end that program.`,
      );
    }
    promised.add(wish);
    return wish;
  }
  if (wish && !promised.has(wish.preferred) && !(await taken(wish.preferred))) {
    promised.add(wish.preferred);
    return wish.preferred;
  }
  const port = await freePort();
  if (wish) tell(`${what}: port ${wish.preferred} is taken, using ${port}`);
  return port;
}

/** How often ports are drawn for one start. */
const MOST_DRAWS = 5;

/**
 * Starts a server on ports drawn for it. Between the draw and the server's own bind, any program can take such a port, if only for a
 * connection that it opens: then others are drawn.
 * @param drawn the server on the ports drawn first
 * @param drawAgain the same on others
 * @param start leaves nothing running where it fails
 * @returns the one that was started
 */
export async function startOnDrawnPorts<Server>(
  drawn: Server,
  drawAgain: () => Promise<Server>,
  start: (server: Server) => Promise<void>,
  tell: (line: string) => void = () => undefined,
): Promise<Server> {
  let server = drawn;
  for (let draws = 1; ; draws += 1) {
    try {
      await start(server);
      return server;
    } catch (error) {
      if (draws === MOST_DRAWS || !foundTaken(error)) throw error;
      tell('a port was taken before its server had bound it: others are drawn');
      server = await drawAgain();
    }
  }
}

/** Whether a start failed on a port that another holds, by what the server wrote: each has words of its own. */
function foundTaken(error: unknown): boolean {
  return /EADDRINUSE|address already in use/i.test(String(error));
}

/** Whether a program listens there: a listener on every address is found by connecting, one on this address by binding. */
async function taken(port: number): Promise<boolean> {
  return (await answers(port)) || !(await binds(port));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: HOST, port });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1_000, () => end(true));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

function binds(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => {
        // The system can hand out one port twice before anyone has bound it.
        if (promised.has(port)) freePort().then(resolve, reject);
        else {
          promised.add(port);
          resolve(port);
        }
      });
    });
  });
}
