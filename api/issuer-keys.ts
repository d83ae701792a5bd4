/** Who signs people in. */
export interface IssuerAddress {
  readonly issuer: string;
  /** Where its keys are; `jwks` below its address unless told. */
  readonly jwksUrl?: string | undefined;
}

/** Where the keys of an issuer are. */
export function keysAddress({ issuer, jwksUrl }: IssuerAddress): URL {
  return new URL(jwksUrl ?? `${issuer.replace(/\/$/, '')}/jwks`);
}
