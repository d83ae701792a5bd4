import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signature } from '../../activities/webhook/outside-call';

export const secret = 'a deployer secret of thirty-two characters';

/** What happens to a call: it is taken and answered, taken and its answer lost, or answered with a status or a text at once. */
export type Fault = 'lost after taking' | 'lost before taking' | 'silent after taking' | number | { text: string };

/** A deployer whose answers can be lost: a real server that keeps what it was asked, and does it in so many questions. */
export class AnsweringDeployer {
  readonly calls: { method: string; id: string; body: Record<string, unknown> }[] = [];
  /** What is done, each entry one doing. */
  readonly done: string[] = [];
  /** For the calls to come, one each; none: nothing is wrong. */
  faults: (Fault | undefined)[] = [];
  /** Questions until an operation has ended. */
  takes = 2;
  endsAs: 'done' | 'failed' = 'done';
  health: { status: number; body: string } = { status: 200, body: '{"ok":true,"version":"2026.4"}' };
  private readonly left = new Map<string, number>();

  private constructor(private readonly server: Server) {}

  static async listen(): Promise<AnsweringDeployer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const deployer = new AnsweringDeployer(server);
    server.on('request', (request: IncomingMessage, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const answer = deployer.answer(request, body);
        if (answer === 'lost') request.socket.destroy();
        else if (answer !== 'silent') response.writeHead(answer.status).end(answer.body);
      });
    });
    return deployer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  asked(id: string): number {
    return this.calls.filter((call) => call.method === 'POST' && call.id === id).length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, text: string): { status: number; body: string } | 'lost' | 'silent' {
    if (request.url === '/health') return this.health;
    const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    const id = typeof body['id'] === 'string' ? body['id'] : (request.url?.split('/').at(-1) ?? '');
    const method = request.method ?? '';
    this.calls.push({ method, id, body });
    const timestamp = String(request.headers['cadran-timestamp']);
    if (request.headers['cadran-signature'] !== signature(secret, timestamp, text === '' ? id : text))
      return { status: 401, body: 'signature' };
    const fault = this.faults.shift();
    if (fault === 'lost before taking') return 'lost';
    if (typeof fault === 'number') return { status: fault, body: 'no' };
    if (method === 'POST' && !this.left.has(id)) {
      this.left.set(id, this.takes);
      this.done.push(id);
    }
    if (fault === 'lost after taking') return 'lost';
    if (fault === 'silent after taking') return 'silent';
    if (typeof fault === 'object') return { status: 200, body: fault.text };
    const left = this.left.get(id);
    if (left === undefined) return { status: 404, body: '' };
    this.left.set(id, left - 1);
    const state = left > 1 ? 'running' : this.endsAs;
    const reason = state === 'failed' ? 'the disk is full' : null;
    return { status: method === 'POST' ? 202 : 200, body: JSON.stringify({ id, state, reason, since: 'more' }) };
  }
}
