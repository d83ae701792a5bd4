/** Who signs people in. */
export interface IssuerAddress {
  readonly issuer: string;
  /** Where its keys are, where that is set. */
  readonly jwksUrl?: string | undefined;
  /** Where the issuer itself says that they are, once that is known. */
  readonly discoveredKeys?: () => string | undefined;
}

/** Where the keys of an issuer are: as set, as its discovery document says, or `jwks` below its address until that is had. */
export function keysAddress({ issuer, jwksUrl, discoveredKeys }: IssuerAddress): URL {
  return new URL(jwksUrl ?? discoveredKeys?.() ?? `${issuer.replace(/\/$/, '')}/jwks`);
}
