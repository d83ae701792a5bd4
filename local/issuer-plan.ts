import type { AuthorizationCodes } from './issuer-codes';
import type { IssuerKeys } from './issuer-key';
import type { SampleUser } from './sample-users';

/** What the issuer works with. */
export interface IssuerPlan {
  /** As it stands in `iss`, and under which the endpoints are found. */
  readonly issuer: string;
  /** Of the access tokens. */
  readonly audience: string;
  /** The portal, the one client: public, hence PKCE. */
  readonly clientId: string;
  /** Where a sign-in may come back to, each compared as a whole. */
  readonly redirectUris: readonly string[];
  readonly keys: IssuerKeys;
  readonly codes: AuthorizationCodes;
  readonly users: readonly SampleUser[];
}

export interface IssuerRequest {
  readonly method: string;
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
  readonly contentType: string;
  readonly authorization: string;
  readonly acceptLanguage: string;
  readonly body: string;
}

export interface IssuerAnswer {
  readonly status: number;
  /** An object goes out as JSON, a text as a page. */
  readonly body: object | string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error as RFC 6749 writes it. */
export function refused(status: number, error: string, description: string): IssuerAnswer {
  return { status, body: { error, error_description: description } };
}

/** Whether a body is what a form sends. */
export function isForm({ contentType }: IssuerRequest): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(contentType);
}
