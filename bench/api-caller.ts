import { Agent, request } from 'node:http';

interface ApiAnswer {
  readonly status: number;
  readonly text: string;
}

type Headers = Readonly<Record<string, string>>;

/** Calls of the API over connections that are kept, with one token, as cheap as Node makes them: both share the machine. */
export class ApiCaller {
  private readonly agent: Agent;
  private readonly authorization: string;

  constructor(
    private readonly origin: string,
    token: string,
    connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
    this.authorization = `Bearer ${token}`;
  }

  get(path: string): Promise<string> {
    return this.call('GET', path, undefined, 200);
  }

  post(path: string, body: unknown, status: number, headers: Headers = {}): Promise<string> {
    return this.call('POST', path, JSON.stringify(body), status, headers);
  }

  close(): void {
    this.agent.destroy();
  }

  /** The answer's body; throws on any other status: what failed is not timed. */
  private async call(
    method: string,
    path: string,
    body: string | undefined,
    wanted: number,
    headers: Headers = {},
  ): Promise<string> {
    const { status, text } = await this.send(method, path, body, headers);
    if (status !== wanted) throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 500)}`);
    return text;
  }

  private send(method: string, path: string, body: string | undefined, headers: Headers): Promise<ApiAnswer> {
    const { authorization, agent } = this;
    const described =
      body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, this.origin),
        { method, agent, headers: { authorization, ...described, ...headers } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8');
          answer.on('data', (part: string) => {
            text += part;
          });
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
          answer.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
