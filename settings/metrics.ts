import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** The metrics of a process: those of Node.js and which build runs; the rest is added by whoever counts. */
export function createRegistry(component: 'api' | 'worker'): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'cadran_build_info',
    help: 'What runs: always 1',
    labelNames: ['component', 'version', 'node'],
    registers: [registry],
  }).set({ component, version: projectVersion(), node: process.versions.node }, 1);
  return registry;
}

/** The version in the project's package.json, beside the sources as beside what is built of them. */
function projectVersion(): string {
  const file = ['..', '../..'].map((up) => path.join(__dirname, up, 'package.json')).find((one) => existsSync(one));
  return file === undefined ? '' : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

export interface MetricsServer {
  close(): void;
}

/**
 * Serves `/metrics` for Prometheus on a port of its own.
 * @param more metrics of others in the same format, added to the answer
 * @throws where the port is taken
 */
export async function serveMetrics(
  registry: Registry,
  { host, port }: { host: string; port: number },
  more: () => Promise<string> = () => Promise.resolve(''),
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    Promise.all([registry.metrics(), more()]).then(
      ([own, others]) => response.writeHead(200, { 'content-type': registry.contentType }).end(own + others),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(new Error(`The metrics cannot be served on ${host}:${port}: ${error.message}`)),
    );
    server.listen(port, host, resolve);
  });
  return {
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
