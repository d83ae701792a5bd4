import { call, json, portalSettings, reach, setToken } from './api.js';
import { beginSignIn, checkIdToken, isReturn, SignInError, takeReturn } from './pkce.js';
import { language } from './texts.js';

/** Tells the issuer whose session ends; in memory alone, as the token is. */
let idToken;

/** Leaves for the issuer; the way back leads to the page where one is. */
export async function signIn() {
  const { issuer, clientId } = await portalSettings();
  const plan = { clientId, redirectUri: home(), back: location.hash, language: language(), storage: sessionStorage };
  location.assign(await beginSignIn({ ...plan, discovery: await discover(issuer) }));
}

/** Whether the reader is just coming back from the issuer. */
export function isComingBack() {
  return isReturn(location.search);
}

/** Ends the sign-in that the reader comes back from. @returns who the API says it is */
export async function finishSignIn() {
  const { search, hash } = location;
  // The code leaves the address before anything else: it is good once, and neither reload nor bookmark may hold it.
  history.replaceState(null, '', location.pathname + hash);
  try {
    const { issuer, clientId } = await portalSettings();
    const returned = takeReturn({ search, issuer, storage: sessionStorage });
    if (!returned) throw new SignInError('state');
    const { code, verifier, nonce, back } = returned;
    history.replaceState(null, '', location.pathname + back);
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
    const given = await json(response);
    checkIdToken({ idToken: given.id_token, issuer, clientId, nonce, nowMs: Date.now() });
    idToken = given.id_token;
    setToken(given.access_token);
    return await call('readMe');
  } catch (error) {
    setToken(undefined);
    throw error;
  }
}

/** Forgets the token, and goes by the issuer where that keeps a session of its own. */
export async function signOut() {
  const hint = idToken;
  forgetSession();
  const { issuer, clientId } = await portalSettings();
  const { end_session_endpoint: endpoint } = await discover(issuer);
  if (!endpoint) return;
  const address = new URL(endpoint);
  address.searchParams.set('client_id', clientId);
  address.searchParams.set('post_logout_redirect_uri', home());
  if (hint) address.searchParams.set('id_token_hint', hint);
  location.assign(address.href);
}

export function forgetSession() {
  idToken = undefined;
  setToken(undefined);
}

async function discover(issuer) {
  const base = issuer.replace(/\/$/, '');
  const found = await json(await reach(`${base}/.well-known/openid-configuration`, {}));
  if (found.issuer !== issuer) throw new SignInError('issuer');
  return found;
}

/** The portal's own address, as the issuer must have it in its list. */
function home() {
  return new URL('./', location.origin + location.pathname).href;
}
