import type { ApiClient, ApiRoutes } from './client-types';

export interface ApiClientPlan {
  /** Where the API answers; empty for the page's own. */
  readonly origin: string;
  /** What `/portal/operations.json` answers. */
  readonly routes: ApiRoutes;
  /** Headers of every request, asked for each time: a token may have changed. */
  readonly headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** What sends; the platform's own unless given. */
  readonly fetch?: typeof fetch;
}

type Values = Readonly<Record<string, unknown>>;

interface Request {
  readonly params?: Values;
  readonly query?: Values;
  readonly headers?: Values;
  readonly body?: unknown;
}

/**
 * The API's client: one function for each operation, by its id. It runs in browsers and in Node, and depends on nothing; its
 * types follow from the declared operations. What does not reach the API throws as `fetch` does; every answer comes back as
 * data.
 */
export function createApiClient({
  origin,
  routes,
  headers = () => ({}),
  fetch: send = (address, init) => fetch(address, init),
}: ApiClientPlan): ApiClient {
  const operation = async ([method, path, answers]: ApiRoutes[string], request: Request = {}): Promise<unknown> => {
    const { body } = request;
    const file = body instanceof Blob || body instanceof Uint8Array;
    const response = await send(addressOf(origin, path, request), {
      method,
      headers: {
        accept: 'application/json, application/problem+json, */*;q=0.1',
        ...(await headers()),
        ...(body === undefined ? {} : { 'content-type': file ? 'application/octet-stream' : 'application/json' }),
        ...given(request.headers),
      },
      ...(body === undefined ? {} : { body: file ? (body as Blob) : JSON.stringify(body) }),
    });
    return answered(response, answers);
  };
  return Object.fromEntries(
    Object.entries(routes).map(([id, route]) => [id, (request?: Request) => operation(route, request)]),
  ) as unknown as ApiClient;
}

/** `/v1/tickets/{reference}` with its values, and the query after it. */
function addressOf(origin: string, path: string, { params = {}, query = {} }: Request): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? inText(params[name]) : '';
    // An empty part or one of dots would be another address.
    if (['', '.', '..'].includes(value)) throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams(Object.entries(given(query))).toString();
  return origin + filled + (search === '' ? '' : `?${search}`);
}

/** What is not `undefined`, as text. */
function given(values: Values = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, inText(value)]])),
  );
}

/** Parts of addresses and headers are texts, numbers and booleans. */
function inText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

async function answered(response: Response, answers: ApiRoutes[string][2]): Promise<unknown> {
  const { ok, status, headers } = response;
  if (ok && answers === 'file') return { ok, status, headers, body: new Uint8Array(await response.arrayBuffer()) };
  const text = await response.text();
  const isJson = /^application\/([\w.-]+\+)?json\b/.test(headers.get('content-type') ?? '');
  const content = isJson ? parsed(text) : undefined;
  if (ok) return { ok, status, headers, body: isJson ? content : text === '' ? undefined : text };
  const unknown = { type: 'about:blank', title: response.statusText, status, instance: '' };
  return { ok, status, headers, problem: content ?? unknown };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
