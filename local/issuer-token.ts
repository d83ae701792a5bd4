import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose';
import { userOf } from './issuer-authorize';
import { isForm, refused, type IssuerAnswer, type IssuerPlan, type IssuerRequest } from './issuer-plan';
import type { SampleUser } from './sample-users';

/** Seconds for which a token is good. */
export const TOKEN_SECONDS = 3600;

/** The token endpoint: authorization code with PKCE for the portal, password for scripts. */
export async function giveToken(plan: IssuerPlan, request: IssuerRequest): Promise<IssuerAnswer> {
  if (!isForm(request)) {
    return refused(400, 'invalid_request', 'a form is expected: application/x-www-form-urlencoded');
  }
  const form = new URLSearchParams(request.body);
  if ([...form.keys()].some((name) => form.getAll(name).length > 1)) {
    return refused(400, 'invalid_request', 'a parameter is given more than once');
  }
  const grantType = form.get('grant_type');
  if (grantType === 'authorization_code') return exchangeCode(plan, form);
  if (grantType === 'password') return takePassword(plan, form);
  return refused(400, 'unsupported_grant_type', 'grant_type: authorization_code or password');
}

async function exchangeCode(plan: IssuerPlan, form: URLSearchParams): Promise<IssuerAnswer> {
  const { code, client_id: clientId, redirect_uri: redirectUri, code_verifier: verifier } = Object.fromEntries(form);
  if (!code || !clientId || !redirectUri || !verifier) {
    return refused(400, 'invalid_request', 'code, client_id, redirect_uri and code_verifier are expected');
  }
  const id = randomUUID();
  const grant = plan.codes.exchange({ code, clientId, redirectUri, verifier }, id);
  const user = grant && plan.users.find(({ email }) => email === grant.email);
  if (!user) {
    return refused(400, 'invalid_grant', 'the code is spent, too old, or not for this client, address and verifier');
  }
  const idToken = sign(plan, user, plan.clientId, {
    auth_time: grant.signedInAt,
    ...(grant.nonce === null ? {} : { nonce: grant.nonce }),
  });
  const accessToken = accessTokenOf(plan, user, id);
  return tokenAnswer({ access_token: await accessToken, id_token: await idToken, scope: 'openid profile email' });
}

async function takePassword(plan: IssuerPlan, form: URLSearchParams): Promise<IssuerAnswer> {
  const { username, password } = Object.fromEntries(form);
  if (!username || !password) return refused(400, 'invalid_request', 'username and password are expected');
  const user = userOf(plan, username, password);
  // Told alike for both: the answer does not say which addresses exist.
  if (!user) return refused(401, 'invalid_grant', 'wrong e-mail or password');
  return tokenAnswer({ access_token: await accessTokenOf(plan, user, randomUUID()) });
}

function tokenAnswer(tokens: object): IssuerAnswer {
  return { status: 200, body: { ...tokens, token_type: 'Bearer', expires_in: TOKEN_SECONDS } };
}

function accessTokenOf(plan: IssuerPlan, user: SampleUser, id: string): Promise<string> {
  return sign(plan, user, plan.audience, { jti: id, client_id: plan.clientId });
}

function sign(plan: IssuerPlan, user: SampleUser, audience: string, more: object): Promise<string> {
  const { signing, kid } = plan.keys.current;
  return new SignJWT({ ...claimsOf(user), ...more })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .setIssuer(plan.issuer)
    .setAudience(audience)
    .setSubject(user.email)
    .setIssuedAt()
    .setExpirationTime(`${TOKEN_SECONDS}s`)
    .sign(signing);
}

function claimsOf({ email, name, role, client, language }: SampleUser) {
  return { email, name, role, client, language, locale: language };
}

/** Who a token was given to (OpenID Connect Core §5.3); refuses one whose code was used twice. */
export async function userInfo(plan: IssuerPlan, { authorization }: IssuerRequest): Promise<IssuerAnswer> {
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1] ?? '';
  const { issuer, audience } = plan;
  const keys = createLocalJWKSet({ keys: [...plan.keys.published] });
  const verified = await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] }).catch(() => undefined);
  const user = plan.users.find(({ email }) => email === verified?.payload.sub);
  if (!user || plan.codes.isRevoked(verified?.payload.jti ?? '')) {
    const headers = { 'www-authenticate': 'Bearer error="invalid_token"' };
    return { ...refused(401, 'invalid_token', 'the token is not good, or was taken back'), headers };
  }
  return { status: 200, body: { sub: user.email, ...claimsOf(user) } };
}
