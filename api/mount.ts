import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { Language } from '../domain/languages';
import type { AuditTrail } from './audit-trail';
import type { Authenticate, Caller } from './auth';
import { scopeOf } from './authorization';
import { bodyOf } from './body';
import type { Limits } from './limits';
import { ofTheFile, type Operation } from './operation';
import { parsed } from './parsed';
import { asProblem, Problem } from './problem';
import { answering } from './requests';

/** The caller's language: French where Accept-Language prefers it, else English. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(['en', 'fr']) === 'fr' ? 'fr' : 'en';
}

export interface MountParts {
  readonly authenticate: Authenticate;
  readonly audit: AuditTrail;
  readonly limits: Limits;
}

/** Mounts operations on a router; a known path answers 405 with `Allow` to any other method. */
export function mount(router: Router, operations: readonly Operation[], parts: MountParts): void {
  for (const declared of operations)
    router[declared.method](expressPath(declared.path), async (request, response) =>
      answer(declared, request, response, parts),
    );
  for (const path of new Set(operations.map((one) => one.path))) {
    const methods = operations.filter((one) => one.path === path).map(({ method }) => method.toUpperCase());
    const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].sort();
    router.all(expressPath(path), () => {
      throw new Problem(405, 'method-not-allowed', { headers: { Allow: allowed.join(', ') } });
    });
  }
}

/** `/v1/tickets/{reference}` as express writes it. */
function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

async function answer(
  declared: Operation,
  request: Request,
  response: Response,
  { authenticate, audit, limits }: MountParts,
): Promise<void> {
  answering(response, declared.id);
  const caller = await limits.identify(request, authenticate);
  response.locals['caller'] = caller;
  await limits.count(request, response, caller);
  const scope = scopeOf(caller, declared.action);
  const isAct = declared.method !== 'get' && declared.notAudited !== true;
  try {
    if (scope === undefined) throw new Problem(403, 'forbidden');
    const body = declared.body ? await bodyOf(request, response, declared.rawBody) : undefined;
    const answered = await declared.handle({
      caller,
      scope,
      params: parsed(declared.params, request.params, ''),
      query: parsed(declared.query, request.query, 'query.'),
      headers: parsed(declared.headers, headersOf(declared.headers, request), 'header.'),
      body: declared.body ? parsed(declared.body, body, '', 422) : undefined,
      language: languageOf(request),
    });
    const { status = 200, headers = {}, changed = null } = answered;
    const created = status === 201 ? (headers['Location'] ?? null) : null;
    if (isAct) audit.add({ ...entryOf(declared, request, response, caller, status), changed, created });
    response.status(status).set(headers);
    if (status === 204) response.end();
    else if (declared.mediaType === ofTheFile) response.send(answered.body);
    else if (declared.mediaType) response.type(declared.mediaType).send(answered.body);
    else response.json(answered.body);
  } catch (error) {
    const { status } = asProblem(error);
    // What was refused for want of a right is looked at by whoever looks for abuse.
    if (isAct || status === 403) audit.add(entryOf(declared, request, response, caller, status));
    throw error;
  }
}

function entryOf(
  declared: Operation,
  request: Request,
  response: Response,
  caller: Caller,
  status: number,
): Parameters<AuditTrail['add']>[0] {
  return {
    actor: caller.sub,
    role: caller.role,
    client: caller.client,
    token: caller.token,
    operation: declared.id,
    path: request.path.slice(0, 500),
    from: request.ip ?? '',
    requestId: String(response.locals['requestId']),
    status,
    changed: null,
    created: null,
  };
}

/** Only the headers that an operation names: requests carry many more. */
function headersOf(schema: z.ZodType, request: Request): Record<string, unknown> {
  const names = 'shape' in schema && typeof schema.shape === 'object' && schema.shape ? Object.keys(schema.shape) : [];
  return Object.fromEntries(names.map((name) => [name, request.headers[name]]));
}
