import type { ApiClient } from '../../api/client-types';
import { operationRoutes } from '../../api/openapi';
import { createApiClient } from '../../api/api-client';
import { declaredOperations } from './declared-operations';

interface Sent {
  readonly address: string;
  readonly init: RequestInit | undefined;
}

/** A client of the real routes whose requests go nowhere. */
function clientAnswering(response: () => Response): { client: ApiClient; sent: Sent[] } {
  const sent: Sent[] = [];
  const client = createApiClient({
    origin: 'https://cadran.example',
    routes: operationRoutes(declaredOperations()),
    headers: () => ({ authorization: 'Bearer t' }),
    fetch: (address, init) => {
      sent.push({ address: address instanceof Request ? address.url : String(address), init });
      return Promise.resolve(response());
    },
  });
  return { client, sent };
}

const reference = 'T-0000000000';

test('parameters, query, headers and body are filled in', async () => {
  const { client, sent } = clientAnswering(() => Response.json({ reference }));
  const answered = await client.askClient({
    params: { reference: 'a/b?c' },
    headers: { 'idempotency-key': 'k' },
    body: { question: 'Why?' },
  });
  expect(answered).toMatchObject({ ok: true, status: 200, body: { reference } });
  await client.listTickets({ query: { status: 'new', limit: 5, client: undefined } });
  await client.readMe();
  expect(sent).toMatchObject([
    {
      address: 'https://cadran.example/v1/tickets/a%2Fb%3Fc/ask',
      init: {
        method: 'POST',
        body: '{"question":"Why?"}',
        headers: { authorization: 'Bearer t', 'content-type': 'application/json', 'idempotency-key': 'k' },
      },
    },
    { address: 'https://cadran.example/v1/tickets?status=new&limit=5', init: { method: 'GET' } },
    { address: 'https://cadran.example/v1/me' },
  ]);
  expect(sent[2]?.init?.headers).not.toHaveProperty('content-type');
});

test('a problem comes back as data, whatever it was answered as', async () => {
  const problem = { type: 'urn:cadran:problem:not-found', title: 'None', status: 404, instance: 'urn:request:1' };
  const typed = clientAnswering(() =>
    Response.json(problem, { status: 404, headers: { 'content-type': 'application/problem+json' } }),
  );
  expect(await typed.client.readTicket({ params: { reference } })).toMatchObject({ ok: false, status: 404, problem });
  const page = clientAnswering(() => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
  expect(await page.client.readMe()).toMatchObject({ ok: false, status: 502, problem: { title: 'Bad Gateway' } });
});

test.each(['', '.', '..'])('a parameter %p that would make another address is no request', async (one) => {
  const { client, sent } = clientAnswering(() => Response.json({}));
  await expect(client.readTicket({ params: { reference: one } })).rejects.toThrow(TypeError);
  expect(sent).toEqual([]);
});

/** Never run: the compiler refuses each of these, and this file does not compile where it would take one. */
export async function refusedByTheCompiler(client: ApiClient): Promise<void> {
  // @ts-expect-error no such operation
  const operation: keyof ApiClient = 'deleteEverything';
  // @ts-expect-error the parameter is missing
  await client.readTicket({});
  // @ts-expect-error the request is missing
  await client.readTicket();
  // @ts-expect-error the parameter has another name
  await client.readTicket({ params: { ticket: reference } });
  // @ts-expect-error the body is missing
  await client.askClient({ params: { reference } });
  // @ts-expect-error an unknown field of a body
  await client.askClient({ params: { reference }, body: { question: '?', colour: 'red' } });
  // @ts-expect-error a field of another command
  await client.askClient({ params: { reference }, body: { answer: '!' } });
  // @ts-expect-error a value that is none of its kind
  await client.listTickets({ query: { status: 'lost' } });
  // @ts-expect-error an unknown filter
  await client.listTickets({ query: { colour: 'red' } });
  // @ts-expect-error this operation takes no body
  await client.readMe({ body: {} });
  const answered = await client.readTicket({ params: { reference } });
  // @ts-expect-error whether it went well has to be looked at first
  const early: unknown = answered.body;
  // @ts-expect-error an answer has no such field
  const colour: unknown = answered.ok ? answered.body.colour : answered.problem.title;
  expect([operation, early, colour]).toBeDefined();
}
