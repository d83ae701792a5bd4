import { same } from './issuer-codes';
import { errorPage, signedOutPage, signInPage, type PageLanguage } from './issuer-page';
import { isForm, type IssuerAnswer, type IssuerPlan, type IssuerRequest } from './issuer-plan';
import type { SampleUser } from './sample-users';

/** Longer values are nobody's: they only have to come back. */
const LONGEST_VALUE = 1_000;

/** What the page hands on from the request to the sign-in. */
const CARRIED = [
  'response_type',
  'response_mode',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'ui_locales',
];

/** The user of that e-mail and password. Compared also where nobody is found: the time does not say which ones exist. */
export function userOf(plan: IssuerPlan, email: string, password: string): SampleUser | undefined {
  const user = plan.users.find((one) => one.email === email.trim().toLowerCase());
  const right = same(password, user?.password ?? '');
  return user && right && password !== '' ? user : undefined;
}

/**
 * The authorization endpoint (RFC 6749 §4.1, RFC 7636, OpenID Connect Core §3.1.2): shows the sign-in page, and takes what it
 * sends. A fault of the client or of the address to come back to is told here; nothing is ever sent to an address not listed.
 */
export function authorize(plan: IssuerPlan, request: IssuerRequest): IssuerAnswer {
  if (request.method === 'POST' && !isForm(request)) return errorPage(languageOf(request, null), 'form');
  const given = new URLSearchParams(request.method === 'POST' ? request.body : request.query);
  const language = languageOf(request, given.get('ui_locales'));
  const known = [...CARRIED, 'prompt', 'username', 'password', 'request', 'request_uri'];
  if (known.some((name) => given.getAll(name).length > 1)) return errorPage(language, 'repeated');
  if (given.get('client_id') !== plan.clientId) return errorPage(language, 'client');
  const redirectUri = given.get('redirect_uri') ?? '';
  if (!plan.redirectUris.includes(redirectUri)) return errorPage(language, 'redirect');
  const back = (answer: Record<string, string>): IssuerAnswer => {
    const state = given.get('state');
    return sendTo(redirectUri, {
      ...answer,
      ...(state !== null && state.length <= LONGEST_VALUE ? { state } : {}),
      iss: plan.issuer,
    });
  };
  const fault = faultOf(given);
  if (fault) return back({ error: fault[0], error_description: fault[1] });

  const carried = CARRIED.flatMap((name): [string, string][] => {
    const value = given.get(name);
    return value === null ? [] : [[name, value]];
  });
  const page = { language, carried, users: plan.users, redirectUri };
  const username = given.get('username');
  if (request.method !== 'POST' || username === null) return signInPage(page);
  const user = userOf(plan, username, given.get('password') ?? '');
  if (!user) return signInPage({ ...page, refusedAs: username });
  const code = plan.codes.give({
    email: user.email,
    clientId: plan.clientId,
    redirectUri,
    challenge: given.get('code_challenge') ?? '',
    nonce: given.get('nonce'),
    signedInAt: Math.floor(Date.now() / 1_000),
  });
  return back({ code });
}

/** What is wrong with a request whose client and address are right: the error's code and a sentence. */
function faultOf(given: URLSearchParams): [string, string] | undefined {
  if (given.has('request')) return ['request_not_supported', 'request objects are not taken'];
  if (given.has('request_uri')) return ['request_uri_not_supported', 'request objects are not taken'];
  if (given.get('response_type') !== 'code') return ['unsupported_response_type', 'response_type: code'];
  if ((given.get('response_mode') ?? 'query') !== 'query') return ['invalid_request', 'response_mode: query'];
  if (!(given.get('scope') ?? '').split(' ').includes('openid')) return ['invalid_scope', 'scope: openid is missing'];
  if (given.get('code_challenge_method') !== 'S256') return ['invalid_request', 'code_challenge_method: S256'];
  if (!/^[\w-]{43}$/.test(given.get('code_challenge') ?? ''))
    return ['invalid_request', 'code_challenge: the SHA-256 of the verifier, base64url'];
  const long = ['state', 'nonce', 'scope'].find((name) => (given.get(name) ?? '').length > LONGEST_VALUE);
  if (long !== undefined) return ['invalid_request', `${long}: at most ${LONGEST_VALUE} characters`];
  // Nobody stays signed in here, so nobody can be signed in without the page.
  if (given.get('prompt')?.split(' ').includes('none')) return ['login_required', 'a person has to sign in'];
  return undefined;
}

/** The end of a session (OpenID Connect RP-Initiated Logout): there is none to end here, only somebody to send back. */
export function logOut(plan: IssuerPlan, request: IssuerRequest): IssuerAnswer {
  const given = new URLSearchParams(request.method === 'POST' ? request.body : request.query);
  const target = given.get('post_logout_redirect_uri') ?? '';
  if (!plan.redirectUris.includes(target)) return signedOutPage(languageOf(request, given.get('ui_locales')));
  const state = given.get('state');
  return sendTo(target, state === null ? {} : { state: state.slice(0, LONGEST_VALUE) });
}

function sendTo(address: string, parameters: Readonly<Record<string, string>>): IssuerAnswer {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { status: 303, body: null, headers: { location: url.href, 'referrer-policy': 'no-referrer' } };
}

/** The first of the languages asked for that the page has; what the browser prefers, where nothing was asked for. */
function languageOf({ acceptLanguage }: IssuerRequest, asked: string | null): PageLanguage {
  const wanted = [...(asked ?? '').split(' '), ...acceptLanguage.split(',')];
  const known = wanted.map((one) => one.trim().slice(0, 2).toLowerCase()).find((one) => one === 'fr' || one === 'en');
  return known === 'fr' ? 'fr' : 'en';
}
