import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { ZodError } from 'zod';
import { defaultClaimNames, personOf, type ClaimNames, type Person } from './claims';
import { keysAddress, type IssuerAddress } from './issuer-keys';
import { Problem } from './problem';

export interface Caller extends Person {
  /** The id of the API token that was used; null for a person. */
  readonly token: string | null;
  /** The actions that an API token is good for; null: all that the role may do. */
  readonly actions: readonly string[] | null;
}

/** Tells the caller from the Authorization header; throws a 401 problem. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** Looks up a token for machines by its secret; `null` when there is none that is good now. */
export type FindMachine = (secret: string) => Promise<Caller | null>;

export interface Issuer extends IssuerAddress {
  readonly audience: string;
  /** Names of the claims that tell role and company. */
  readonly claims?: ClaimNames;
  /** For how long fetched keys are taken for the issuer's: what it has withdrawn is refused after that, ms. */
  readonly keysMs?: number;
}

/** What API tokens begin with, so that people and scanners of secrets know one when they see it. */
export const machineTokenPrefix = 'cadran_';

/** Keys that the issuer no longer publishes are refused after this. */
const defaultKeysMs = 300_000;
/** A token of an unknown key has the keys fetched anew, at most this often: a new key is good at once, a flood costs little. */
const fetchAgainMs = 1_000;

/** Bearer JWT of one issuer and audience, RS256 or ES256 alone, keys by JWKS with rotation; or an API token. */
export function createAuthenticate(
  { audience, claims = defaultClaimNames, keysMs = defaultKeysMs, ...address }: Issuer,
  findMachine: FindMachine,
): Authenticate {
  const { issuer } = address;
  const keysOfIssuer = (): ReturnType<typeof createRemoteJWKSet> => {
    const url = keysAddress(address);
    if (known?.href !== url.href) {
      const times = { timeoutDuration: 3000, cooldownDuration: Math.min(fetchAgainMs, keysMs), cacheMaxAge: keysMs };
      known = { href: url.href, keys: createRemoteJWKSet(url, times) };
    }
    return known.keys;
  };
  let known: { href: string; keys: ReturnType<typeof createRemoteJWKSet> } | undefined;
  const headers = { 'WWW-Authenticate': 'Bearer' };
  return async (authorization) => {
    const bearer = /^Bearer ([\w.~+/-]{1,8192}=*)$/i.exec(authorization ?? '')?.[1];
    if (bearer === undefined) throw new Problem(401, 'unauthenticated', { headers });
    if (bearer.startsWith(machineTokenPrefix)) {
      const machine = await findMachine(bearer);
      if (!machine) throw new Problem(401, 'unauthenticated', { headers });
      return machine;
    }
    try {
      const { payload } = await jwtVerify(bearer, keysOfIssuer(), {
        issuer,
        audience,
        algorithms: ['RS256', 'ES256'],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: 5,
      });
      return { ...personOf(payload, claims), token: null, actions: null };
    } catch (error) {
      if (isRefused(error)) throw new Problem(401, 'unauthenticated', { headers });
      throw new Problem(503, 'unavailable', { headers: { 'Retry-After': '2' } });
    }
  };
}

/** Whether a token is at fault. Anything else is that the issuer's keys could not be had, or are no keys. */
function isRefused(error: unknown): boolean {
  if (error instanceof ZodError) return true;
  if (!(error instanceof errors.JOSEError)) return false;
  // The last is what jose throws where the keys' address answers something else: a token's fault has a code of its own.
  return ![errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code].includes(error.code);
}
