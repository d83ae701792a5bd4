import { language, t } from './texts.js';

/** The token lives here alone: closing or reloading the page signs out. */
let token;
let settings;
let onSignedOut = () => {};

/** The API said no: in words for the reader, and for each field. */
export class Problem extends Error {
  constructor(status, { title, detail, errors } = {}) {
    super(title ?? t('problem.unknown', { status }));
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
 * Calls the API as the one who is signed in.
 * @param {string} method
 * @param {string} path
 * @param {{ body?: object, key?: string }} [more] `key` makes a repetition harmless
 */
export async function call(method, path, { body, key } = {}) {
  const headers = { accept: 'application/json', 'accept-language': language(), authorization: `Bearer ${token}` };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (key !== undefined) headers['idempotency-key'] = key;
  const response = await reach(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (response.status === 401 && token !== undefined) {
    token = undefined;
    onSignedOut();
  }
  return json(response);
}

/** @throws {Offline} where nothing answers */
export async function reach(address, options) {
  try {
    return await fetch(address, { cache: 'no-store', ...options, signal: AbortSignal.timeout(20_000) });
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
