import { authorize, logOut } from './issuer-authorize';
import { refused, type IssuerAnswer, type IssuerPlan, type IssuerRequest } from './issuer-plan';
import { giveToken, userInfo } from './issuer-token';

interface Endpoint {
  readonly methods: readonly string[];
  /** Pages of any address may call it: it needs a code or a password, and no cookie is involved. */
  readonly shared: boolean;
  answer(plan: IssuerPlan, request: IssuerRequest): IssuerAnswer | Promise<IssuerAnswer>;
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/.well-known/openid-configuration': {
    methods: ['GET'],
    shared: true,
    answer: ({ issuer }) => ({ status: 200, body: discovery(issuer) }),
  },
  '/jwks': { methods: ['GET'], shared: true, answer: ({ keys }) => ({ status: 200, body: { keys: keys.published } }) },
  '/token': { methods: ['POST'], shared: true, answer: giveToken },
  '/userinfo': { methods: ['GET', 'POST'], shared: true, answer: userInfo },
  '/authorize': { methods: ['GET', 'POST'], shared: false, answer: authorize },
  '/logout': { methods: ['GET', 'POST'], shared: false, answer: logOut },
};

/** Answers one request: discovery, keys, the sign-in page, tokens. */
export async function answerIssuerRequest(plan: IssuerPlan, request: IssuerRequest): Promise<IssuerAnswer> {
  const endpoint = Object.hasOwn(ENDPOINTS, request.path) ? ENDPOINTS[request.path] : undefined;
  if (!endpoint) return refused(404, 'not_found', `there is nothing at ${request.path}`);
  const methods = endpoint.methods.join(', ');
  const sharing: Record<string, string> = endpoint.shared ? { 'access-control-allow-origin': '*' } : {};
  if (request.method === 'OPTIONS' && endpoint.shared) {
    const allowed = {
      'access-control-allow-methods': methods,
      'access-control-allow-headers': 'authorization, content-type',
    };
    return { status: 204, body: null, headers: { ...sharing, ...allowed } };
  }
  if (!endpoint.methods.includes(request.method)) {
    return {
      ...refused(405, 'invalid_request', `${methods} is expected here`),
      headers: { ...sharing, allow: methods },
    };
  }
  const answer = await endpoint.answer(plan, request);
  return { ...answer, headers: { ...sharing, ...answer.headers } };
}

/** The discovery document (OpenID Connect Discovery §3, RFC 8414, RFC 9207). */
function discovery(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    end_session_endpoint: `${issuer}/logout`,
    jwks_uri: `${issuer}/jwks`,
    scopes_supported: ['openid', 'profile', 'email'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'password'],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['none'],
    authorization_response_iss_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    ui_locales_supported: ['fr', 'en'],
    claims_supported: [
      'iss',
      'aud',
      'sub',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'jti',
      'email',
      'name',
      'locale',
      'role',
      'client',
      'language',
    ],
  };
}
