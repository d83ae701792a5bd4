import type { OpenAPIRegistry } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { publicStatusSchema } from '../domain/maintenance/public-status';
import { languageSchema } from '../domain/languages';
import { codeSchema } from '../domain/registers/registers';
import { problemSchema } from './problem';
import { problemStatuses } from './texts';

/** What anybody reads who has the address: no operations like the others, as nobody signs in (annex §10). */
interface PublicPage {
  readonly id: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly params: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly content: Readonly<Record<string, { readonly schema: z.ZodType }>>;
  /** What is answered to people instead of a problem, where it is not found or cannot be read. */
  readonly pageOf?: readonly number[];
}

const name = z.object({ statusName: codeSchema });
const secret = z.object({ secret: z.string().describe('The secret of the feed, which its address ends with.') });
const html = { 'text/html': { schema: z.string() } };

const pages: readonly PublicPage[] = [
  {
    id: 'readPublicStatus',
    path: '/status/{statusName}.json',
    summary: 'Whether an environment is available, why not, until when, and what is announced',
    description: 'For programs of any site, without a token.',
    params: name,
    content: { 'application/json': { schema: publicStatusSchema } },
  },
  {
    id: 'readPublicStatusPage',
    path: '/status/{statusName}',
    summary: 'The same as a page for people, in French or English',
    description: 'Without script, in the zone of its users; also where it is not found or cannot be read.',
    params: name,
    query: z.object({ lang: languageSchema.optional().describe('That of the browser unless told.') }),
    content: html,
    pageOf: [404, 503],
  },
  {
    id: 'readMaintenanceFeed',
    path: '/feeds/{secret}/maintenances.atom',
    summary: 'The maintenances of a company as an Atom feed',
    description: 'Its address is a secret that can be revoked; no token is looked at.',
    params: secret,
    content: { 'application/atom+xml': { schema: z.string() } },
  },
  {
    id: 'readMaintenanceCalendar',
    path: '/feeds/{secret}/maintenances.ics',
    summary: 'The same as a calendar that programs subscribe to (iCalendar)',
    description: 'Its address is a secret that can be revoked; no token is looked at.',
    params: secret,
    content: { 'text/calendar': { schema: z.string() } },
  },
];

const problem = (status: number) => ({
  description: problemStatuses[status] ?? 'Problem',
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** Adds the pages that nobody signs in for to the API's document. */
export function registerPublicPages(registry: OpenAPIRegistry): void {
  for (const { id, path, summary, description, params, query, content, pageOf = [] } of pages)
    registry.registerPath({
      ...{ operationId: id, method: 'get', path, tags: ['Maintenance'], summary, description },
      security: [],
      request: { params, ...(query ? { query } : {}) },
      responses: {
        200: { description: 'As it is now.', content },
        ...Object.fromEntries([404, 429, 500, 503].map((status) => [status, problem(status)])),
        ...Object.fromEntries(pageOf.map((status) => [status, { description: 'A page that says so.', content }])),
      },
    });
}
