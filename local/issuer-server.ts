import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { z } from 'zod';
import { AuthorizationCodes } from './issuer-codes';
import { answerIssuerRequest } from './issuer-http';
import { issuerKeys, type IssuerKeys } from './issuer-key';
import { refused, type IssuerAnswer, type IssuerPlan } from './issuer-plan';
import { sampleUsers } from './sample-users';

/** A sign-in form is a few hundred bytes, with a long state some thousands. */
const LONGEST_BODY = 10_000;

const settingsSchema = z.object({
  ISSUER_PORT: z.coerce.number().int().min(0).max(65_535),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  OIDC_AUDIENCE: z.string().min(1),
  /** As the portal calls itself. */
  OIDC_PORTAL_CLIENT: z.string().min(1).default('cadran-portal'),
  CADRAN_DATA: z.string().min(1),
  /** Where the portal is: people come back there alone once they have signed in. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Of the API, which serves the portal on this machine. */
  PORT: z.coerce.number().int().min(1).max(65_535).optional(),
});
export type IssuerSettings = z.infer<typeof settingsSchema>;

/** An issuer that listens. */
export interface RunningIssuer {
  readonly server: Server;
  readonly keys: IssuerKeys;
}

/**
 * What the issuer is started with.
 * @throws in production: its passwords are printed for everybody to see
 */
export function issuerSettings(environment: Readonly<Record<string, string | undefined>>): IssuerSettings {
  if (environment['NODE_ENV'] === 'production') {
    throw new Error('The sample issuer does not start in production: give the address of yours in OIDC_ISSUER.');
  }
  const parsed = settingsSchema.safeParse(environment);
  if (!parsed.success) throw new Error(`The sample issuer can't start:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The portal's addresses: the public one, and on this machine under both of its names. */
function redirectUrisOf({ PUBLIC_URL, PORT }: IssuerSettings): string[] {
  const local = PORT === undefined ? [] : [`http://127.0.0.1:${PORT}`, `http://localhost:${PORT}`];
  const addresses = [...(PUBLIC_URL === undefined ? [] : [PUBLIC_URL]), ...local];
  return [...new Set(addresses.map((address) => new URL(address.endsWith('/') ? address : `${address}/`).href))];
}

/** Starts the embedded OpenID Connect issuer on 127.0.0.1 alone. @returns it once it listens */
export async function startIssuer(settings: IssuerSettings, now: () => number = Date.now): Promise<RunningIssuer> {
  const keys = await issuerKeys(settings.CADRAN_DATA);
  const plan: IssuerPlan = {
    issuer: settings.OIDC_ISSUER.replace(/\/$/, ''),
    audience: settings.OIDC_AUDIENCE,
    clientId: settings.OIDC_PORTAL_CLIENT,
    redirectUris: redirectUrisOf(settings),
    keys,
    codes: new AuthorizationCodes(now),
    users: sampleUsers,
  };
  const server = createServer((request, response) => {
    answer(plan, request)
      .catch((error: unknown) => {
        console.error(error);
        return refused(500, 'server_error', 'the issuer failed: its log says why');
      })
      .then(({ status, body, headers }) => {
        const type = typeof body === 'string' ? 'text/html' : 'application/json';
        response.writeHead(status, {
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          ...(body === null ? {} : { 'content-type': `${type}; charset=utf-8` }),
          ...headers,
        });
        response.end(body === null ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
      })
      .catch((error: unknown) => console.error(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.ISSUER_PORT, '127.0.0.1', resolve);
  });
  return { server, keys };
}

async function answer(plan: IssuerPlan, request: IncomingMessage): Promise<IssuerAnswer> {
  const body = await bodyOf(request);
  if (body === undefined) return { ...refused(413, 'invalid_request', 'too long'), headers: { connection: 'close' } };
  const [, path = '/', query = ''] = /^([^?]*)\??(.*)$/s.exec(request.url ?? '/') ?? [];
  return answerIssuerRequest(plan, {
    method: request.method ?? 'GET',
    path,
    query,
    contentType: request.headers['content-type'] ?? '',
    authorization: request.headers.authorization ?? '',
    acceptLanguage: request.headers['accept-language'] ?? '',
    body,
  });
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
