import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { languageSchema } from '../domain/languages';
import { codeSchema, roleSchema } from '../domain/registers/registers';
import { Problem } from './problem';

/** Who calls, as the issuer's token says. */
const callerSchema = z
  .object({
    sub: z.string().min(1).max(200),
    email: z.email().optional(),
    name: z.string().max(200).optional(),
    role: roleSchema,
    client: codeSchema.nullable().default(null),
    language: languageSchema.default('en'),
  })
  .refine(({ role, client }) => role !== 'client' || client !== null, 'a client user has a company');
export type Caller = z.infer<typeof callerSchema>;

/** Tells the caller from the Authorization header; throws a 401 problem. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** Bearer JWT of one issuer and audience, RS256 or ES256 alone, keys by JWKS with rotation. */
export function createAuthenticate(issuer: string, audience: string, jwksUrl?: string): Authenticate {
  const base = issuer.endsWith('/') ? issuer : `${issuer}/`;
  const keys = createRemoteJWKSet(new URL(jwksUrl ?? new URL('jwks', base).href), { timeoutDuration: 3000 });
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
    const headers = { 'WWW-Authenticate': 'Bearer' };
    if (token === undefined) throw new Problem(401, 'unauthenticated', { headers });
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['RS256', 'ES256'],
        clockTolerance: 5,
      });
      return callerSchema.parse(payload);
    } catch (error) {
      if (isKeyTrouble(error)) throw new Problem(503, 'unavailable', { headers: { 'Retry-After': '2' } });
      throw new Problem(401, 'unauthenticated', { headers });
    }
  };
}

/** The issuer's keys could not be fetched: not the caller's fault. */
function isKeyTrouble(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && 'code' in error && error.code === 'ERR_JWKS_TIMEOUT');
}
