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

/** Signs in at the issuer. @returns who the API says it is */
export async function signIn(email, password) {
  const { issuer } = await portalSettings();
  const { token_endpoint: endpoint } = await json(await reach(`${issuer}/.well-known/openid-configuration`, {}));
  const body = new URLSearchParams({ grant_type: 'password', scope: 'openid', username: email, password });
  const response = await reach(endpoint, { method: 'POST', body });
  if (response.status === 400 || response.status === 401) {
    throw new Problem(response.status, { title: t('signIn.wrong') });
  }
  token = (await json(response)).access_token;
  return call('GET', '/v1/me');
}

export function signOut() {
  token = undefined;
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

async function reach(address, options) {
  try {
    return await fetch(address, { cache: 'no-store', ...options, signal: AbortSignal.timeout(20_000) });
  } catch (error) {
    throw new Offline(t('problem.offline'), { cause: error });
  }
}

async function json(response) {
  const body = await response.json().catch(() => undefined);
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}
