import { createApiClient } from '../../api/api-client';
import type { ApiClient, ApiRoutes } from '../../api/client-types';
import type { ProblemBody } from '../../api/problem';
import { currentPreferences } from '../shell/preferences';
import { session } from '../shell/session';
import { Problem } from './problem';
import { json, reach } from './reaching';

/** The name of an operation of the API. */
export type OperationId = keyof ApiClient;

/** What an operation is asked with. */
export type RequestOf<Id extends OperationId> = Parameters<ApiClient[Id]>[0];

/** The body that an operation takes. */
export type BodyOf<Id extends OperationId> = RequestOf<Id> extends { readonly body: infer Body } ? Body : never;

/** The body of an operation's good answer. */
export type AnswerOf<Id extends OperationId> = Extract<Awaited<ReturnType<ApiClient[Id]>>, { ok: true }>['body'];

let client: Promise<ApiClient> | undefined;

/**
 * Asks the API for an operation as the one who is signed in. Where the session has ended, the reader is asked to sign in
 * again over the page, and the request is then sent once more, as it was, with its key.
 * @throws {Problem} where the API says no
 * @throws {Offline} where nothing answers
 */
export async function call<Id extends OperationId>(
  id: Id,
  ...request: Parameters<ApiClient[Id]>
): Promise<AnswerOf<Id>> {
  return (await callTagged(id, ...request)).body;
}

/** As `call`; with the revision of what was answered (`ETag`), which a change of a register names. */
export async function callTagged<Id extends OperationId>(
  id: Id,
  ...request: Parameters<ApiClient[Id]>
): Promise<{ readonly body: AnswerOf<Id>; readonly tag: string | null }> {
  const operation = (await apiClient())[id] as unknown as Sending<AnswerOf<Id>>;
  let answer = await operation(...request);
  if (!answer.ok && answer.status === 401 && session.isOpen()) {
    await session.renewed();
    answer = await operation(...request);
  }
  if (answer.ok) return { body: answer.body, tag: answer.headers.get('etag') };
  throw new Problem(answer.status, answer.problem);
}

type Sending<Body> = (
  ...request: readonly unknown[]
) => Promise<{ ok: true; headers: Headers; body: Body } | { ok: false; status: number; problem: ProblemBody }>;

/** One for all that the page asks; what it is made from is asked for again where that failed. */
function apiClient(): Promise<ApiClient> {
  client ??= reach('portal/operations.json')
    .then((response) => json<ApiRoutes>(response))
    .then((routes) =>
      createApiClient({
        origin: new URL('.', location.href).href.replace(/\/$/, ''),
        routes,
        headers: () => ({ 'accept-language': currentPreferences().language, ...session.authorization() }),
        fetch: reach,
      }),
    );
  client.catch(() => (client = undefined));
  return client;
}

/** A key for one thing that is sent, so that sending it twice does it once. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
