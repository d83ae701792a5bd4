/**
 * Sign-in by OpenID Connect's authorization code with PKCE (RFC 7636), without page and without network: what to send the
 * reader to, and what to make of what comes back.
 */

/** As `sessionStorage`. */
export interface Kept {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

export interface SignInPlan {
  readonly discovery: { readonly authorization_endpoint: string };
  readonly clientId: string;
  readonly redirectUri: string;
  /** The page to come back to, as it stands after `#`. */
  readonly back: string;
  readonly language: string;
  readonly storage: Kept;
  /** Whether it happens in a window of its own, beside a page that waits: its state then says so. */
  readonly aside?: boolean;
}

export interface Returned {
  readonly code: string;
  readonly verifier: string;
  readonly nonce: string;
  readonly back: string;
}

type Reason = 'insecure' | 'storage' | 'state' | 'issuer' | 'denied' | 'code' | 'token';

/** Survives the way to the issuer and back, in this window alone; taken away when it is read. */
const KEPT = 'cadran.sign-in';

/** How the state of a sign-in beside a waiting page begins. */
const ASIDE = 'aside.';

/** Why a sign-in went no further; `reason` names the text. */
export class SignInError extends Error {
  constructor(
    readonly reason: Reason,
    readonly detail = '',
  ) {
    super(reason);
  }
}

/** Begins a sign-in: keeps what only this window knows. @returns the address to go to */
export async function beginSignIn({
  discovery,
  clientId,
  redirectUri,
  back,
  language,
  storage,
  aside = false,
}: SignInPlan): Promise<string> {
  // Browsers lend their cryptography to https and to this machine's own address alone.
  const { crypto } = globalThis as {
    crypto?: { readonly subtle?: { digest(name: string, data: Uint8Array): Promise<ArrayBuffer> } };
  };
  const subtle = crypto?.subtle;
  if (!subtle) throw new SignInError('insecure');
  const [verifier, state, nonce] = [chance(), (aside ? ASIDE : '') + chance(), chance()];
  try {
    storage.setItem(KEPT, JSON.stringify({ verifier, state, nonce, back }));
  } catch {
    throw new SignInError('storage');
  }
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(verifier));
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
 * @throws {SignInError} where it answers no sign-in begun in this window
 */
export function takeReturn({
  search,
  issuer,
  storage,
}: {
  readonly search: string;
  readonly issuer: string;
  readonly storage: Kept;
}): Returned | undefined {
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
  return { code, verifier, nonce: String(nonce), back: pageOf(back) };
}

/** Whether an address is one that an issuer sends back to. */
export function isReturn(search: string): boolean {
  const given = new URLSearchParams(search);
  return given.has('code') || given.has('error');
}

/** Whether it is the return of a sign-in beside a page that waits for it. */
export function isReturnAside(search: string): boolean {
  return isReturn(search) && (new URLSearchParams(search).get('state') ?? '').startsWith(ASIDE);
}

/**
 * Checks who an ID token was given by, to whom and for which sign-in. It came from the issuer itself over its own
 * connection, which stands for its signature (OpenID Connect Core §3.1.3.7).
 * @throws {SignInError}
 */
export function checkIdToken({
  idToken,
  issuer,
  clientId,
  nonce,
  nowMs,
}: {
  readonly idToken: unknown;
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly nowMs: number;
}): void {
  const claims = claimsOf(idToken);
  const good =
    claims?.['iss'] === issuer &&
    [claims['aud']].flat().includes(clientId) &&
    claims['nonce'] === nonce &&
    typeof claims['exp'] === 'number' &&
    claims['exp'] * 1000 > nowMs - 60_000;
  if (!good) throw new SignInError('token');
}

function claimsOf(idToken: unknown): Record<string, unknown> | null {
  try {
    const part = String(idToken).split('.')[1] ?? '';
    return JSON.parse(atob(part.replace(/-/g, '+').replace(/_/g, '/'))) as Record<string, unknown> | null;
  } catch {
    throw new SignInError('token');
  }
}

interface KeptSignIn {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: unknown;
  readonly back: unknown;
}

function takeKept(storage: Kept): KeptSignIn | undefined {
  try {
    const text = storage.getItem(KEPT);
    storage.removeItem(KEPT);
    const kept = JSON.parse(text ?? 'null') as Partial<KeptSignIn> | null;
    return typeof kept?.state === 'string' && typeof kept.verifier === 'string' ? (kept as KeptSignIn) : undefined;
  } catch {
    return undefined;
  }
}

/** A page of the portal, and nothing else. */
function pageOf(back: unknown): string {
  return typeof back === 'string' && back.startsWith('#/') ? back : '';
}

/** 256 bits of chance. */
function chance(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
