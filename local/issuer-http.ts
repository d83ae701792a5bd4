import { createHash, timingSafeEqual } from 'node:crypto';
import { SignJWT } from 'jose';
import type { IssuerKey } from './issuer-key';
import type { SampleUser } from './sample-users';

/** Seconds for which a token is good. */
export const TOKEN_SECONDS = 3600;

export interface IssuerPlan {
  /** As it stands in `iss`, and under which the endpoints are found. */
  readonly issuer: string;
  readonly audience: string;
  readonly key: IssuerKey;
  readonly users: readonly SampleUser[];
}

export interface IssuerRequest {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

export interface IssuerAnswer {
  readonly status: number;
  readonly body: object | null;
  readonly headers?: Readonly<Record<string, string>>;
}

const METHODS: Readonly<Record<string, string>> = {
  '/.well-known/openid-configuration': 'GET',
  '/jwks': 'GET',
  '/token': 'POST',
};

/** Answers one request: discovery, keys, and tokens for the sample users. */
export async function answerIssuerRequest(plan: IssuerPlan, request: IssuerRequest): Promise<IssuerAnswer> {
  const method = METHODS[request.path];
  if (method === undefined) return refused(404, 'not_found', `there is nothing at ${request.path}`);
  if (request.method === 'OPTIONS') {
    const headers = { 'access-control-allow-methods': method, 'access-control-allow-headers': 'content-type' };
    return { status: 204, body: null, headers };
  }
  if (request.method !== method) {
    return { ...refused(405, 'invalid_request', `${method} is expected here`), headers: { allow: method } };
  }
  if (request.path === '/jwks') return { status: 200, body: { keys: [plan.key.publicJwk] } };
  return request.path === '/token' ? giveToken(plan, request) : { status: 200, body: discovery(plan.issuer) };
}

function discovery(issuer: string): object {
  return {
    issuer,
    jwks_uri: `${issuer}/jwks`,
    token_endpoint: `${issuer}/token`,
    grant_types_supported: ['password'],
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['none'],
    claims_supported: ['iss', 'aud', 'sub', 'exp', 'iat', 'email', 'name', 'role', 'client', 'language'],
  };
}

async function giveToken(plan: IssuerPlan, { contentType, body }: IssuerRequest): Promise<IssuerAnswer> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return refused(400, 'invalid_request', 'a form is expected: application/x-www-form-urlencoded');
  }
  const form = new URLSearchParams(body);
  if (form.get('grant_type') !== 'password') {
    return refused(400, 'unsupported_grant_type', 'grant_type: password is the only one');
  }
  const username = form.get('username')?.trim().toLowerCase();
  const password = form.get('password');
  if (!username || !password) return refused(400, 'invalid_request', 'username and password are expected');
  const user = plan.users.find((one) => one.email === username);
  // Compared also where nobody is found, and told alike: the answer does not say which addresses exist.
  const right = same(password, user?.password ?? '');
  if (!user || !right) return refused(401, 'invalid_grant', 'wrong e-mail or password');
  return {
    status: 200,
    body: { access_token: await sign(plan, user), token_type: 'Bearer', expires_in: TOKEN_SECONDS },
  };
}

function sign({ issuer, audience, key }: IssuerPlan, { email, name, role, client, language }: SampleUser) {
  return new SignJWT({ email, name, role, client, language })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(email)
    .setIssuedAt()
    .setExpirationTime(`${TOKEN_SECONDS}s`)
    .sign(key.signing);
}

function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

export function refused(status: number, error: string, description: string): IssuerAnswer {
  return { status, body: { error, error_description: description } };
}
