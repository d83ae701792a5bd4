/**
 * Sign-in by OpenID Connect's authorization code with PKCE (RFC 7636), without page and without network: what to send the
 * reader to, and what to make of what comes back.
 */

/** Survives the way to the issuer and back, in this window alone; taken away when it is read. */
const KEPT = 'cadran.sign-in';

/** Why a sign-in went no further; `reason` names the text. */
export class SignInError extends Error {
  constructor(reason, detail = '') {
    super(reason);
    this.reason = reason;
    this.detail = detail;
  }
}

/**
 * Begins a sign-in: keeps what only this window knows. @returns the address to go to
 * @param {import('./pkce').SignInPlan} plan
 */
export async function beginSignIn({ discovery, clientId, redirectUri, back, language, storage }) {
  // Browsers lend their cryptography to https and to this machine's own address alone.
  if (!globalThis.crypto?.subtle) throw new SignInError('insecure');
  const [verifier, state, nonce] = [chance(), chance(), chance()];
  try {
    storage.setItem(KEPT, JSON.stringify({ verifier, state, nonce, back }));
  } catch {
    throw new SignInError('storage');
  }
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const address = new URL(discovery.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state,
    nonce,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
    ui_locales: language,
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  return address.href;
}

/**
 * What the issuer sent the reader back with; `undefined` where the page was simply opened.
 * @param {{ search: string, issuer: string, storage: import('./pkce').Kept }} returned
 * @throws {SignInError} where it answers no sign-in begun in this window
 */
export function takeReturn({ search, issuer, storage }) {
  const given = new URLSearchParams(search);
  if (!isReturn(search)) return undefined;
  const kept = takeKept(storage);
  if (!kept || given.getAll('state').length !== 1 || given.get('state') !== kept.state) throw new SignInError('state');
  // RFC 9207: an issuer that names itself must be the one that was asked.
  if (given.has('iss') && given.get('iss') !== issuer) throw new SignInError('issuer');
  if (given.has('error')) throw new SignInError('denied', given.get('error') ?? '');
  const code = given.get('code');
  if (!code) throw new SignInError('denied', 'no code');
  const { verifier, nonce, back } = kept;
  return { code, verifier, nonce, back: pageOf(back) };
}

/** Whether an address is one that an issuer sends back to. */
export function isReturn(search) {
  const given = new URLSearchParams(search);
  return given.has('code') || given.has('error');
}

/**
 * Checks who an ID token was given by, to whom and for which sign-in. It came from the issuer itself over its own
 * connection, which stands for its signature (OpenID Connect Core §3.1.3.7).
 * @param {{ idToken: unknown, issuer: string, clientId: string, nonce: string, nowMs: number }} given
 * @throws {SignInError}
 */
export function checkIdToken({ idToken, issuer, clientId, nonce, nowMs }) {
  let claims;
  try {
    const text = atob(String(idToken).split('.')[1].replace(/-/g, '+').replace(/_/g, '/'));
    claims = JSON.parse(text);
  } catch {
    throw new SignInError('token');
  }
  const good =
    claims?.iss === issuer &&
    [claims.aud].flat().includes(clientId) &&
    claims.nonce === nonce &&
    typeof claims.exp === 'number' &&
    claims.exp * 1000 > nowMs - 60_000;
  if (!good) throw new SignInError('token');
}

function takeKept(storage) {
  try {
    const text = storage.getItem(KEPT);
    storage.removeItem(KEPT);
    const kept = JSON.parse(text ?? 'null');
    return typeof kept?.state === 'string' && typeof kept.verifier === 'string' ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** A page of the portal, and nothing else. */
function pageOf(back) {
  return typeof back === 'string' && back.startsWith('#/') ? back : '';
}

/** 256 bits of chance. */
function chance() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
