import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { choosePort, startOnDrawnPorts } from '../../local/ports';

function listen(host: string): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, host, () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
}

describe('choosing a port', () => {
  test.each(['127.0.0.1', '0.0.0.0'])('a preferred port taken on %s: another is chosen and told', async (host) => {
    const { server, port } = await listen(host);
    const told: string[] = [];
    const chosen = await choosePort('temporal', { preferred: port }, (line) => told.push(line));
    server.close();
    expect(chosen).not.toBe(port);
    expect(told).toEqual([`temporal: port ${port} is taken, using ${chosen}`]);
  });

  test('a preferred port that is free is used, once', async () => {
    const { server, port } = await listen('127.0.0.1');
    await new Promise((resolve) => server.close(resolve));
    expect(await choosePort('temporal', { preferred: port })).toBe(port);
    expect(await choosePort('mongodb', { preferred: port })).not.toBe(port);
  });

  test('a given port that is taken is an error that names it', async () => {
    const { server, port } = await listen('127.0.0.1');
    await expect(choosePort('api', port)).rejects.toThrow(`api: port ${port} of 127.0.0.1 was asked for and is taken`);
    server.close();
  });

  test('many servers at once get ports of their own', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, () => choosePort('one of many', undefined)));
    expect(new Set(ports).size).toBe(50);
  });
});

describe('a start on drawn ports', () => {
  const drawn = [4001, 4002, 4003, 4004, 4005, 4006];
  const startWhere = async (start: (port: number) => Promise<void>): Promise<{ port: number; tried: number[] }> => {
    const tried: number[] = [];
    const [first = 0, ...others] = drawn;
    const attempt = (port: number): Promise<void> => {
      tried.push(port);
      return start(port);
    };
    const started = await startOnDrawnPorts(first, () => Promise.resolve(others.shift() ?? 0), attempt).catch(() => 0);
    return { port: started, tried };
  };
  const taken = (): Promise<void> => Promise.reject(new Error('mail ended with code 1\n    listen EADDRINUSE 4001'));

  test('is made on others while they are found taken', async () => {
    const started = await startWhere((port) => (port < 4003 ? taken() : Promise.resolve()));
    expect(started).toEqual({ port: 4003, tried: [4001, 4002, 4003] });
  });

  test('ends after five draws', async () => {
    expect(await startWhere(taken)).toEqual({ port: 0, tried: [4001, 4002, 4003, 4004, 4005] });
  });

  test('is not made again for any other reason', async () => {
    const broken = (): Promise<void> => Promise.reject(new Error('mail ended with code 1'));
    expect(await startWhere(broken)).toEqual({ port: 0, tried: [4001] });
  });
});
