import { z } from 'zod';
import type { Logger } from '../settings/log';

/** What is used of the discovery document (OpenID Connect Discovery §3). */
const address = z.url({ protocol: /^https?$/ });
const documentSchema = z.object({ issuer: z.string(), token_endpoint: address, jwks_uri: address.optional() });

/** How long one question may take, and how far apart they are: at first and at most while it fails, and once it has not; ms. */
const patienceMs = 5_000;
const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
const refreshMs = 3_600_000;

/**
 * Learns from the issuer where its keys and its token endpoint are. At some providers the endpoint is on another site than the
 * issuer: the portal's page has to be let speak to it. Nothing waits for the answer; until it is there, the page may speak to the
 * issuer alone.
 */
export class IssuerDiscovery {
  private tokenOrigin: string | undefined;
  private keys: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private told = false;

  constructor(
    private readonly issuer: string,
    private readonly log: Logger,
  ) {}

  /** The sites that sign-in speaks to from the portal's page. */
  get origins(): readonly string[] {
    const own = new URL(this.issuer).origin;
    return this.tokenOrigin === undefined || this.tokenOrigin === own ? [own] : [own, this.tokenOrigin];
  }

  /** Where the issuer says that its keys are; `undefined` until it has said so. */
  get keysAddress(): string | undefined {
    return this.keys;
  }

  start(): void {
    this.askIn(0, firstWaitMs);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Asks the issuer once. @throws where it does not answer with a document of its own */
  async ask(): Promise<void> {
    const address = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    const document = documentSchema.parse(await answer.json());
    if (document.issuer !== this.issuer) throw new Error(`${address} is the document of another: ${document.issuer}`);
    for (const named of [document.token_endpoint, document.jwks_uri ?? this.issuer])
      if (!named.startsWith('https:') && this.issuer.startsWith('https:'))
        throw new Error(`${address} names an address without TLS: ${named}`);
    this.tokenOrigin = new URL(document.token_endpoint).origin;
    this.keys = document.jwks_uri;
  }

  private askIn(ms: number, nextWaitMs: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.ask().then(
        () => {
          if (this.told) this.log.info('the issuer’s discovery document is had again');
          this.told = false;
          this.askIn(refreshMs, firstWaitMs);
        },
        (error: unknown) => {
          if (!this.told) this.log.warn({ error }, 'the issuer’s discovery document cannot be had; it is tried on');
          this.told = true;
          this.askIn(nextWaitMs, Math.min(nextWaitMs * 2, longestWaitMs));
        },
      );
    }, ms).unref();
  }
}
