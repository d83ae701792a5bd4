/**
 * The API's client: one function for each operation, by its id. It runs in browsers and in Node, and depends on nothing.
 * The types follow from the declared operations (`api-client.d.ts`).
 *
 * @param {object} plan
 * @param {string} plan.origin where the API answers; empty for the page's own
 * @param {Record<string, [method: string, path: string, answers?: 'file']>} plan.routes what `/portal/operations.json` answers
 * @param {() => Record<string, string> | Promise<Record<string, string>>} [plan.headers] those of every request
 * @param {typeof fetch} [plan.fetch] what sends; the platform's own unless given
 */
export function createApiClient({
  origin,
  routes,
  headers = () => ({}),
  fetch: send = (address, init) => fetch(address, init),
}) {
  const operation = async (/** @type {any[]} */ [method, path, answers], /** @type {any} */ request = {}) => {
    const { body } = request;
    const file = [Blob, Uint8Array].some((kind) => body instanceof kind);
    const response = await send(addressOf(origin, path, request), {
      method,
      headers: {
        accept: 'application/json, application/problem+json, */*;q=0.1',
        ...(await headers()),
        ...(body === undefined ? {} : { 'content-type': file ? 'application/octet-stream' : 'application/json' }),
        ...given(request.headers),
      },
      ...(body === undefined ? {} : { body: file ? body : JSON.stringify(body) }),
    });
    return answered(response, answers);
  };
  return Object.fromEntries(
    Object.entries(routes).map(([id, route]) => [id, (/** @type {any} */ request) => operation(route, request)]),
  );
}

/** `/v1/tickets/{reference}` with its values, and the query after it. */
function addressOf(origin, path, { params = {}, query = {} }) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    // An empty part or one of dots would be another address.
    if (value === undefined || ['', '.', '..'].includes(String(value))) throw new TypeError(`${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams(Object.entries(given(query))).toString();
  return origin + filled + (search === '' ? '' : `?${search}`);
}

/** What is not `undefined`, as text. */
function given(values = {}) {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

async function answered(response, answers) {
  const { ok, status, headers } = response;
  if (ok && answers === 'file') return { ok, status, headers, body: new Uint8Array(await response.arrayBuffer()) };
  const text = await response.text();
  const isJson = /^application\/([\w.-]+\+)?json\b/.test(headers.get('content-type') ?? '');
  const content = isJson ? parsed(text) : undefined;
  if (ok) return { ok, status, headers, body: isJson ? content : text === '' ? undefined : text };
  const unknown = { type: 'about:blank', title: response.statusText, status, instance: '' };
  return { ok, status, headers, problem: content ?? unknown };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
