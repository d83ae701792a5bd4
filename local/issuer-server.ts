import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { z } from 'zod';
import { answerIssuerRequest, refused } from './issuer-http';
import type { IssuerAnswer, IssuerPlan } from './issuer-http';
import { issuerKey } from './issuer-key';
import { sampleUsers } from './sample-users';

/** A sign-in form is a few hundred bytes. */
const LONGEST_BODY = 10_000;

const settingsSchema = z.object({
  ISSUER_PORT: z.coerce.number().int().min(0).max(65_535),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  OIDC_AUDIENCE: z.string().min(1),
  CADRAN_DATA: z.string().min(1),
});
export type IssuerSettings = z.infer<typeof settingsSchema>;

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

/** Starts the embedded OpenID Connect issuer on 127.0.0.1 alone. @returns it once it listens */
export async function startIssuer(settings: IssuerSettings): Promise<Server> {
  const plan: IssuerPlan = {
    issuer: settings.OIDC_ISSUER.replace(/\/$/, ''),
    audience: settings.OIDC_AUDIENCE,
    key: await issuerKey(settings.CADRAN_DATA),
    users: sampleUsers,
  };
  const server = createServer((request, response) => {
    answer(plan, request)
      .catch((error: unknown) => {
        console.error(error);
        return refused(500, 'server_error', 'the issuer failed: its log says why');
      })
      .then(({ status, body, headers }) => {
        // Any page may ask for a token: it needs a password, and no cookie is involved.
        response.writeHead(status, {
          'access-control-allow-origin': '*',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}),
          ...headers,
        });
        response.end(body ? JSON.stringify(body) : undefined);
      })
      .catch((error: unknown) => console.error(error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.ISSUER_PORT, '127.0.0.1', resolve);
  });
  return server;
}

async function answer(plan: IssuerPlan, request: IncomingMessage): Promise<IssuerAnswer> {
  const body = await bodyOf(request);
  if (body === undefined) return { ...refused(413, 'invalid_request', 'too long'), headers: { connection: 'close' } };
  return answerIssuerRequest(plan, {
    method: request.method ?? 'GET',
    path: (request.url ?? '/').replace(/\?.*$/s, ''),
    contentType: request.headers['content-type'] ?? '',
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
