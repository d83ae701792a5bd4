import { createApiClient } from './api-client.js';
import { language, t } from './texts.js';

/** @typedef {import('../api/client-types').ApiClient} ApiClient */
/** @typedef {import('../api/problem').ProblemBody} ProblemBody */

/**
 * The body of an operation's good answer.
 * @template {keyof ApiClient} Id
 * @typedef {Extract<Awaited<ReturnType<ApiClient[Id]>>, { ok: true }>['body']} AnswerOf
 */

/** The token lives here alone: closing or reloading the page signs out. */
let token;
let settings;
let client;
let onSignedOut = () => {};

/** The API said no: in words for the reader, and for each field. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {Partial<Pick<ProblemBody, 'title' | 'detail' | 'errors'>>} [told]
   */
  constructor(status, { title, detail, errors } = {}) {
    super(title || t('problem.unknown', { status }));
    this.status = status;
    this.detail = detail;
    this.errors = Array.isArray(errors) ? errors : [];
  }
}

/** Nothing answered, so it is not known whether the request arrived. */
export class Offline extends Error {}

/** @param {() => void} listener called when the session is over */
export function whenSignedOut(listener) {
  onSignedOut = listener;
}

export async function portalSettings() {
  settings ??= await json(await reach('/portal/settings.json', {}));
  return settings;
}

/** @param {string | undefined} given what the API takes; `undefined` forgets it */
export function setToken(given) {
  token = given;
}

/**
 * Asks the API for an operation as the one who is signed in.
 * @template {keyof ApiClient} Id
 * @param {Id} id
 * @param {Parameters<ApiClient[Id]>} request
 * @returns {Promise<AnswerOf<Id>>}
 * @throws {Problem} where the API says no
 * @throws {Offline} where nothing answers
 */
export async function call(id, ...request) {
  const operations = await apiClient();
  const answer = await operations[id](...request);
  if (answer.ok) return answer.body;
  if (answer.status === 401 && token !== undefined) {
    token = undefined;
    onSignedOut();
  }
  throw new Problem(answer.status, answer.problem);
}

/** One for all that the page asks; what it is made from is asked for again where that failed. */
async function apiClient() {
  client ??= createApiClient({
    origin: '',
    routes: await json(await reach('/portal/operations.json', {})),
    headers: () => ({ 'accept-language': language(), authorization: `Bearer ${token}` }),
    fetch: reach,
  });
  return client;
}

/** @throws {Offline} where nothing answers */
export async function reach(address, options) {
  try {
    // A file on a slow line takes as long as the API lets it.
    const patienceMs = options.body instanceof Blob ? 90_000 : 20_000;
    return await fetch(address, { cache: 'no-store', ...options, signal: AbortSignal.timeout(patienceMs) });
  } catch (error) {
    throw new Offline(t('problem.offline'), { cause: error });
  }
}

/** The body of a good answer. @throws {Problem} for any other */
export async function json(response) {
  const body = await response.json().catch(() => undefined);
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}
