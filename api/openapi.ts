import {
  extendZodWithOpenApi,
  OpenApiGeneratorV31,
  OpenAPIRegistry,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { wavesSchema } from '../domain/rollout/schema';
import { reproductionSchema } from '../domain/ticket/levels';
import { proposedResolutionSchema } from '../domain/ticket/proposed-resolution';
import { quotationSchema } from '../domain/ticket/quotation';
import { permissions } from './authorization';
import type { ApiRoutes } from './client-types';
import { ofTheFile, type Operation } from './operation';
import { problemSchema } from './problem';
import { registerPublicPages } from './public-pages';
import { problemStatuses } from './texts';
import { registerWebhooks } from './webhooks';

extendZodWithOpenApi(z);

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const description = `Cadran runs the support annex of a software editor's contracts.

Every command answers with the new state, so that a caller reads its own write. Problems are RFC 9457
\`application/problem+json\` in the language that \`Accept-Language\` prefers (French or English). Lists are filtered and
sorted by the fields that are named, and paged by a cursor: \`next\` of a page is \`after\` of the following one, with the same
filters and order. A submission or command with an \`Idempotency-Key\` may be repeated
without being done twice. Registers answer with an \`ETag\`; a change names it in \`If-Match\`. Another company's things answer as
those that do not exist.`;

/** Where the generator meets a named schema first as one that may be null, it takes it for null everywhere: these are named beforehand. */
const oftenNull = [
  ['Reproduction', reproductionSchema],
  ['ProposedResolution', proposedResolutionSchema],
  ['Quotation', quotationSchema],
  ['Waves', wavesSchema],
] as const;

/** The OpenAPI 3.1 document of the operations; `server` is the address that callers use. */
export function openApiDocument(operations: readonly Operation[], server: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token of the OpenID Connect issuer, or an API token made by an administrator.',
  });
  for (const [name, schema] of oftenNull) registry.register(name, schema.clone());
  for (const declared of operations) registry.registerPath(routeOf(declared));
  registerPublicPages(registry);
  registerWebhooks(registry);
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Cadran',
      version: '1',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    security: [{ bearer: [] }],
    tags: [
      { name: 'Tickets', description: 'Tickets and their clocks (annex §1 to §8)' },
      {
        name: 'Releases',
        description: 'Versions on their way to all clients, and each client’s part in it (annex §10)',
      },
      {
        name: 'Anomalies',
        description: 'What causes incidents, with its workaround and fix (annex "Anomalie", "Correctif")',
      },
      {
        name: 'Registers',
        description:
          'Clients, contracts, environments, products and their versions, freezes, invoices and users (annex §2, §5, §6, §10)',
      },
      { name: 'Maintenance', description: 'Planned windows, maintenance and upgrades (annex §10)' },
      { name: 'Administration', description: 'API tokens and audit' },
      { name: 'Caller', description: 'Who calls' },
      { name: 'Called by Cadran', description: 'Programs of the provider that Cadran calls (annex §7, §10)' },
    ],
  });
  return corrected(document) as OpenApiDocument;
}

/**
 * What the generator leaves wrong: a named schema that may be null is written as one that is both itself and perhaps null, and
 * never is null then; of a tuple the parts are told, and not that all of them have to be there, and no more.
 */
function corrected(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(corrected);
  if (typeof part !== 'object' || part === null) return part;
  const { allOf, ...rest } = part as { allOf?: unknown };
  const [named, more] = Array.isArray(allOf) ? (allOf as Record<string, unknown>[]) : [];
  if (named && more && '$ref' in named && Array.isArray(more['type']) && more['type'].includes('null'))
    return { anyOf: [named, { type: 'null' }], ...rest };
  const { prefixItems } = part as { prefixItems?: unknown };
  const length = Array.isArray(prefixItems) ? { minItems: prefixItems.length, maxItems: prefixItems.length } : {};
  return { ...length, ...Object.fromEntries(Object.entries(part).map(([name, value]) => [name, corrected(value)])) };
}

/** Method and path of each operation, and which answers are files: what the client (`api-client.ts`) is made from. */
export function operationRoutes(operations: readonly Operation[]): ApiRoutes {
  return Object.fromEntries(
    operations.map(({ id, method, path, mediaType }) => [
      id,
      mediaType === ofTheFile ? [method.toUpperCase(), path, 'file'] : [method.toUpperCase(), path],
    ]),
  );
}

/** What each operation can answer, whatever it does. */
const everywhere = [400, 401, 403, 429, 500, 503] as const;

/** The statuses of problems that an operation can answer. */
function problemStatusesOf({ problems, body }: Operation): number[] {
  return [...new Set([...everywhere, ...problems, ...(body ? [413, 415, 422] : [])])].sort();
}

function routeOf(declared: Operation): RouteConfig {
  const { id, method, path, tag, summary, action, params, query, headers, body, answer, answers } = declared;
  const statuses = problemStatusesOf(declared);
  const roles = Object.entries(permissions.get(action) ?? {}).map(
    ([role, scope]) => `${role} (${scope === 'own' ? 'its own company' : 'all companies'})`,
  );
  return {
    operationId: id,
    method,
    path,
    tags: [tag],
    summary,
    description: [declared.description, `Who may: ${roles.join(', ')}.`].filter(Boolean).join('\n\n'),
    request: {
      ...(hasFields(params) ? { params } : {}),
      ...(hasFields(query) ? { query } : {}),
      ...(hasFields(headers) ? { headers } : {}),
      ...(body
        ? {
            body: {
              required: true,
              content: {
                [declared.rawBody?.mediaType ?? 'application/json']: { schema: body, ...bodyExamples(declared) },
              },
            },
          }
        : {}),
    },
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, headers: named = {} }]) => [
          status,
          {
            description,
            headers: headersDocument(named),
            ...(['204', '304'].includes(status)
              ? {}
              : { content: { [declared.mediaType ?? 'application/json']: { schema: answer } } }),
          },
        ]),
      ),
      ...Object.fromEntries(
        statuses.map((status) => [
          status,
          {
            description: problemStatuses[status] ?? 'Problem',
            content: { 'application/problem+json': { schema: problemSchema } },
          },
        ]),
      ),
    },
  };
}

function hasFields(schema: z.ZodType): schema is z.ZodObject {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length > 0;
}

function headersDocument(named: Readonly<Record<string, string>>) {
  const common = { 'X-Request-Id': 'The number of the request, to quote when asking for help.' };
  return Object.fromEntries(
    Object.entries({ ...common, ...named }).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' as const } },
    ]),
  );
}

function bodyExamples({ examples }: Operation): { examples?: Record<string, { summary: string; value: unknown }> } {
  const shown = examples.filter(({ body }) => body !== undefined);
  if (shown.length === 0) return {};
  return {
    examples: Object.fromEntries(
      shown.map(({ summary, body }, index) => [`example${index + 1}`, { summary, value: body }]),
    ),
  };
}
