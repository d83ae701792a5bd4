import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { publicStatusSchema } from '../../domain/maintenance/public-status';
import { codeSchema } from '../../domain/registers/registers';
import { problemSchema } from '../problem';
import { problemStatuses } from '../texts';

/** Adds the public status to the API's document: no operation like the others, as nobody signs in. */
export function registerPublicStatus(registry: OpenAPIRegistry): void {
  const problem = (status: number) => ({
    description: problemStatuses[status] ?? 'Problem',
    content: { 'application/problem+json': { schema: problemSchema } },
  });
  registry.registerPath({
    operationId: 'readPublicStatus',
    method: 'get',
    path: '/status/{statusName}.json',
    tags: ['Maintenance'],
    summary: 'Whether an environment is available, why not, until when, and what is announced',
    description:
      'For anybody, of any site, without a token (annex §10). The same address without `.json` is a page for people, in French or English (`lang`).',
    security: [],
    request: { params: z.object({ statusName: codeSchema }) },
    responses: {
      200: { description: 'The status.', content: { 'application/json': { schema: publicStatusSchema } } },
      ...Object.fromEntries([404, 429, 500, 503].map((status) => [status, problem(status)])),
    },
  });
}
