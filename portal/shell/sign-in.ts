import { call } from '../api/call';
import { json, reach } from '../api/reaching';
import { beginSignIn, checkIdToken, isReturn, isReturnAside, SignInError, takeReturn } from './pkce';
import { portalSettings } from './portal-settings';
import { currentPreferences } from './preferences';
import { session } from './session';

interface Discovery {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
}

/** By which a window that came back from the issuer tells the page that waits for it. */
const CHANNEL = 'cadran.sign-in';

/** Leaves for the issuer; the way back leads to the page where one is. */
export async function signIn(): Promise<void> {
  location.assign(await signInAddress(false));
}

/** Signs in again in a window of its own, so that nothing on the page is lost. Falls back on leaving where none opens. */
export async function signInAside(): Promise<void> {
  const address = await signInAddress(true);
  const window_ = window.open(address, '_blank', 'popup,width=520,height=700');
  if (window_ === null) return signIn();
  const search = await new Promise<string>((resolve) => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }) => {
      channel.close();
      resolve(String(data));
    };
  });
  await finish(search);
}

/** What this page load is: the return of a sign-in, of one beside another page, or simply a page that was opened. */
export function arrival(): 'return' | 'aside' | 'opened' {
  if (isReturnAside(location.search)) return 'aside';
  return isReturn(location.search) ? 'return' : 'opened';
}

/** Hands what the issuer answered to the page that waits, and closes this window. */
export function handBack(): void {
  const { search } = location;
  history.replaceState(null, '', location.pathname);
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(search);
  window.close();
}

/** Ends the sign-in that the reader comes back from. */
export async function finishSignIn(): Promise<void> {
  const { search, hash } = location;
  // The code leaves the address before anything else: it is good once, and neither reload nor bookmark may hold it.
  history.replaceState(null, '', location.pathname + hash);
  session.arriving();
  try {
    const back = await finish(search);
    if (back !== '') location.hash = back;
  } catch (error) {
    session.failed(error);
  }
}

/** Forgets the token, and goes by the issuer where that keeps a session of its own. */
export async function signOut(): Promise<void> {
  const hint = session.idToken();
  session.ended();
  const { issuer, clientId } = await portalSettings();
  const { end_session_endpoint: endpoint } = await discover(issuer);
  if (!endpoint) return;
  const address = new URL(endpoint);
  address.searchParams.set('client_id', clientId);
  address.searchParams.set('post_logout_redirect_uri', home());
  if (hint) address.searchParams.set('id_token_hint', hint);
  location.assign(address.href);
}

async function signInAddress(aside: boolean): Promise<string> {
  const { issuer, clientId } = await portalSettings();
  const { language } = currentPreferences();
  const plan = { clientId, redirectUri: home(), back: location.hash, language, storage: sessionStorage, aside };
  return beginSignIn({ ...plan, discovery: await discover(issuer) });
}

/** @returns the page to come back to */
async function finish(search: string): Promise<string> {
  const { issuer, clientId } = await portalSettings();
  const returned = takeReturn({ search, issuer, storage: sessionStorage });
  if (!returned) throw new SignInError('state');
  const { code, verifier, nonce, back } = returned;
  const { token_endpoint: endpoint } = await discover(issuer);
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: clientId,
    redirect_uri: home(),
    code,
    code_verifier: verifier,
  });
  const response = await reach(endpoint, { method: 'POST', body });
  if (response.status === 400 || response.status === 401) throw new SignInError('code');
  const given = await json<{ id_token: string; access_token: string }>(response);
  checkIdToken({ idToken: given.id_token, issuer, clientId, nonce, nowMs: Date.now() });
  session.given(given.access_token, given.id_token);
  session.begun(await call('readMe'));
  return back;
}

async function discover(issuer: string): Promise<Discovery> {
  const base = issuer.replace(/\/$/, '');
  const found = await json<Discovery>(await reach(`${base}/.well-known/openid-configuration`));
  if (found.issuer !== issuer) throw new SignInError('issuer');
  return found;
}

/** The portal's own address, as the issuer must have it in its list. */
function home(): string {
  return new URL('./', location.origin + location.pathname).href;
}
