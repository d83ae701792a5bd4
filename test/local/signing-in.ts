import { createHash } from 'node:crypto';

export const verifier = 'v'.repeat(64);
export const challenge = createHash('sha256').update(verifier).digest('base64url');

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly token_type: string;
  readonly expires_in: number;
}

/** A person's browser before an issuer: what its pages send, one step at a time. */
export class SigningIn {
  constructor(
    readonly issuer: string,
    readonly redirectUri: string,
  ) {}

  /** The parameters of a right request, some of them changed or, where `undefined`, left out. */
  parameters(changed: Readonly<Record<string, string | undefined>> = {}): URLSearchParams {
    const right: Record<string, string | undefined> = {
      response_type: 'code',
      client_id: 'cadran-portal',
      redirect_uri: this.redirectUri,
      scope: 'openid profile email',
      state: 'the state',
      nonce: 'the nonce',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    const given = Object.entries({ ...right, ...changed }).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    );
    return new URLSearchParams(given);
  }

  /** Opens the sign-in page. */
  open(parameters: URLSearchParams, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.issuer}/authorize?${parameters.toString()}`, { redirect: 'manual', headers });
  }

  /** Sends the form of the page. */
  submit(parameters: URLSearchParams, username: string, password = 'cadran'): Promise<Response> {
    const body = new URLSearchParams([...parameters, ['username', username], ['password', password]]);
    return fetch(`${this.issuer}/authorize`, { method: 'POST', redirect: 'manual', body });
  }

  /** Signs in; answers the address that one is sent back to. */
  async back(username: string, changed: Readonly<Record<string, string | undefined>> = {}): Promise<URL> {
    const answer = await this.submit(this.parameters(changed), username);
    return new URL(answer.headers.get('location') ?? '');
  }

  async code(username: string, changed: Readonly<Record<string, string | undefined>> = {}): Promise<string> {
    return (await this.back(username, changed)).searchParams.get('code') ?? '';
  }

  /** Exchanges a code, some fields changed. */
  exchange(code: string, changed: Readonly<Record<string, string>> = {}): Promise<Response> {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'cadran-portal',
      redirect_uri: this.redirectUri,
      code,
      code_verifier: verifier,
      ...changed,
    });
    return fetch(`${this.issuer}/token`, { method: 'POST', body });
  }

  async tokens(username: string): Promise<Tokens> {
    const answer = await this.exchange(await this.code(username));
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Tokens;
  }
}
