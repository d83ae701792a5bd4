import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, MemoryStore, rateLimit, type Options } from 'express-rate-limit';
import type { Authenticate, Caller } from './auth';
import { Problem } from './problem';

const windowMs = 60_000;

export interface LimitSettings {
  /** Requests of one caller in a minute; 0: no limit. */
  readonly perMinute: number;
  /** Failed authentications of one address in a minute; 0: no limit. */
  readonly failedPerMinute: number;
}

export interface Limits {
  /** Who calls; a failure counts against the address. */
  identify(request: Request, authenticate: Authenticate): Promise<Caller>;
  /** Counts a request of a caller that is known; throws a 429 problem past the limit. */
  count(request: Request, response: Response, caller: Caller): Promise<void>;
  /** For what nobody has to sign in to see: counts against the address. */
  readonly byAddress: RequestHandler;
}

/**
 * Limits with the headers `RateLimit-Policy`, `RateLimit` (IETF draft 8) and `Retry-After`. Each process counts for itself. A
 * caller is the token's subject, or the API token; an address is counted where there is none (IPv6 by its network). A good token
 * is never refused for the failures of others behind its address.
 */
export function createLimits({ perMinute, failedPerMinute }: LimitSettings): Limits {
  const keys = new WeakMap<Request, string>();
  const limiter = rateLimit(optionsOf('requests', perMinute, (request) => keys.get(request) ?? addressOf(request)));
  const failures = new MemoryStore();
  const failureOptions = { ...optionsOf('failed-sign-ins', failedPerMinute, addressOf), windowMs };
  failures.init(failureOptions as Options);
  return {
    identify: async (request, authenticate) => {
      try {
        return await authenticate(request.headers.authorization);
      } catch (error) {
        if (failedPerMinute > 0 && error instanceof Problem && error.status === 401) {
          const { totalHits, resetTime } = await failures.increment(addressOf(request));
          if (totalHits > failedPerMinute) throw tooMany(resetTime);
        }
        throw error;
      }
    },
    count: async (request, response, { token, sub }) => {
      keys.set(request, token === null ? `person ${sub}` : `token ${token}`);
      await new Promise<void>((resolve, reject) => {
        void limiter(request, response, (error?: unknown) => {
          if (error instanceof Error) reject(error);
          else resolve();
        });
      });
    },
    byAddress: limiter,
  };
}

function optionsOf(
  identifier: string,
  perMinute: number,
  keyGenerator: (request: Request) => string,
): Partial<Options> {
  return {
    windowMs,
    limit: perMinute,
    skip: () => perMinute === 0,
    identifier,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator,
    handler: (_request, _response, next) => next(new Problem(429, 'too-many-requests')),
    // They are made for development, and speak on the console; `trust proxy` is checked with the other settings.
    validate: false,
  };
}

function addressOf({ ip }: Request): string {
  return `address ${ipKeyGenerator(ip ?? '')}`;
}

function tooMany(resetTime: Date | undefined): Problem {
  const seconds = resetTime ? Math.max(1, Math.ceil((resetTime.getTime() - Date.now()) / 1000)) : windowMs / 1000;
  return new Problem(429, 'too-many-requests', { headers: { 'Retry-After': String(seconds) } });
}
