/** As `sessionStorage`. */
export interface Kept {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

export interface SignInPlan {
  readonly discovery: { readonly authorization_endpoint: string };
  readonly clientId: string;
  readonly redirectUri: string;
  /** The page to come back to, as it stands after `#`. */
  readonly back: string;
  readonly language: string;
  readonly storage: Kept;
}

export interface Returned {
  readonly code: string;
  readonly verifier: string;
  readonly nonce: string;
  readonly back: string;
}

export class SignInError extends Error {
  readonly reason: 'insecure' | 'storage' | 'state' | 'issuer' | 'denied' | 'code' | 'token';
  readonly detail: string;
}

export function beginSignIn(plan: SignInPlan): Promise<string>;
export function isReturn(search: string): boolean;
export function takeReturn(returned: {
  readonly search: string;
  readonly issuer: string;
  readonly storage: Kept;
}): Returned | undefined;
export function checkIdToken(given: {
  readonly idToken: unknown;
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly nowMs: number;
}): void;
