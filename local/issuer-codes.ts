import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** For how long a code may be exchanged, ms. */
const CODE_MS = 60_000;
/** A spent code is remembered as long as what it gave is good, so that its reuse is noticed, ms. */
const SPENT_MS = 3_600_000;
/** Nobody signs in that often on one machine; the oldest go first. */
const KEPT_CODES = 10_000;

/** What a code was given for, and to what it is bound. */
export interface Grant {
  readonly email: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** SHA-256 of the verifier, base64url (RFC 7636). */
  readonly challenge: string;
  readonly nonce: string | null;
  /** Epoch seconds. */
  readonly signedInAt: number;
}

interface Code {
  readonly grant: Grant;
  readonly givenMs: number;
  /** The id of the token that it gave; `null` where its exchange failed. */
  spentOn?: string | null;
}

/** The exchange of a code, as it is asked for. */
export interface Exchange {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

/** Authorization codes: good once, for a minute, for what they are bound to. Kept in memory: a restart voids them. */
export class AuthorizationCodes {
  private readonly codes = new Map<string, Code>();
  private readonly revoked = new Set<string>();

  constructor(private readonly now: () => number) {}

  give(grant: Grant): string {
    this.forgetOld();
    const code = randomBytes(32).toString('base64url');
    this.codes.set(code, { grant, givenMs: this.now() });
    return code;
  }

  /**
   * Takes the grant of a code, `undefined` where it is not good. The first try spends it, whatever comes of it; a second one
   * revokes what the first got.
   * @param tokenId the id of the token that will be given for it
   */
  exchange(asked: Exchange, tokenId: string): Grant | undefined {
    const found = this.codes.get(asked.code);
    if (!found) return undefined;
    if (found.spentOn !== undefined) {
      if (found.spentOn !== null) this.revoked.add(found.spentOn);
      return undefined;
    }
    const { grant, givenMs } = found;
    const good =
      this.now() - givenMs < CODE_MS &&
      asked.clientId === grant.clientId &&
      asked.redirectUri === grant.redirectUri &&
      /^[\w.~-]{43,128}$/.test(asked.verifier) &&
      same(createHash('sha256').update(asked.verifier).digest('base64url'), grant.challenge);
    found.spentOn = good ? tokenId : null;
    return good ? grant : undefined;
  }

  /** Whether a token was taken back because its code was used again. */
  isRevoked(tokenId: string): boolean {
    return this.revoked.has(tokenId);
  }

  private forgetOld(): void {
    for (const [code, { givenMs, spentOn }] of this.codes) {
      if (this.codes.size < KEPT_CODES && this.now() - givenMs < SPENT_MS) break;
      this.codes.delete(code);
      if (typeof spentOn === 'string') this.revoked.delete(spentOn);
    }
  }
}

/** Compares in a time that tells nothing of the texts. */
export function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
