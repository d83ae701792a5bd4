import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ImportClient } from '../../clients/import';
import { codeSchema } from '../../domain/registers/registers';
import { toInstant } from '../../domain/time/instant';
import { addImport, beginRun, listImports, type StoredImport } from '../../store/imports';
import { operation } from '../operation';
import { paging, timeCursorAt, timeOrderOf, timePlaceOf } from '../paging';
import { nothing } from '../parameters';
import { Problem } from '../problem';
import { fromStore } from '../store-access';
import { orUnavailable } from '../ticket-access';
import { byImport, importAnswer, importSchema } from './import-answer';
import { importOf } from './import-of';
import { importTicketOperations } from './import-tickets';

const description = [
  'The history of another helpdesk becomes tickets with their clocks: make an import, add tickets to it, run it dry to see',
  'what would become of them, then for good. Nobody is written to for the past. An import that is repeated changes nothing.',
].join(' ');

const pageSchema = z
  .strictObject({ items: z.array(importSchema), next: z.string().nullable() })
  .meta({ id: 'ImportPage' });

/** Imports of another helpdesk's history, for administrators. `now` is the clock of this process, epoch milliseconds. */
export function importOperations(imports: ImportClient, now: () => number) {
  return [
    operation({
      id: 'createImport',
      method: 'post',
      path: '/v1/imports',
      action: 'imports.write',
      tag: 'Administration',
      summary: "Begin an import of another helpdesk's history",
      description,
      params: nothing,
      query: nothing,
      headers: nothing,
      body: z
        .strictObject({
          source: codeSchema.describe('What the other helpdesk is called; its tickets are known by it.'),
        })
        .meta({ id: 'NewImport' }),
      answer: importSchema,
      answers: { 201: { description: 'Begun: it has no tickets yet.', headers: { Location: 'Where it is.' } } },
      problems: [],
      examples: [{ summary: 'From ServiceNow', as: 'admin', body: { source: 'servicenow' } }],
      async handle({ caller, body: { source } }) {
        const begun: StoredImport = {
          _id: randomBytes(8).toString('hex'),
          source,
          createdAt: toInstant(now()),
          createdBy: caller.sub,
          ...{ state: 'collecting', run: 0, dryRun: false, startedAt: null, endedAt: null },
        };
        const body = await fromStore(async () => {
          await addImport(begun);
          return await importAnswer(begun);
        });
        return { status: 201, headers: { Location: `/v1/imports/${begun._id}` }, body };
      },
    }),
    operation({
      id: 'listImports',
      method: 'get',
      path: '/v1/imports',
      action: 'imports.read',
      tag: 'Administration',
      summary: 'List imports, newest first unless told',
      params: nothing,
      query: z.strictObject(paging(['-createdAt', 'createdAt'])),
      headers: nothing,
      body: null,
      answer: pageSchema,
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [{ summary: 'All', as: 'admin' }],
      async handle({ query: { sort, limit, after } }) {
        const list = { operation: 'listImports', filter: {}, sort };
        const page = { order: timeOrderOf(sort), limit, after: timePlaceOf(list, after) };
        const { items, next } = await fromStore(async () => {
          const found = await listImports(page);
          return { ...found, items: await Promise.all(found.items.map(importAnswer)) };
        });
        return { body: { items, next: timeCursorAt(list, next) } };
      },
    }),
    operation({
      id: 'readImport',
      method: 'get',
      path: '/v1/imports/{id}',
      action: 'imports.read',
      tag: 'Administration',
      summary: 'Read how far an import has come',
      params: byImport,
      query: nothing,
      headers: nothing,
      body: null,
      answer: importSchema,
      answers: { 200: { description: 'The import with its counts.' } },
      problems: [404],
      examples: [{ summary: 'One that has just begun', as: 'admin', given: ['createImport'] }],
      handle: async ({ params: { id } }) => {
        const found = await importOf(id);
        return { body: await fromStore(() => importAnswer(found)) };
      },
    }),
    ...importTicketOperations(),
    operation({
      id: 'runImport',
      method: 'post',
      path: '/v1/imports/{id}/run',
      action: 'imports.write',
      tag: 'Administration',
      summary: 'Go through all tickets of an import, for good or to see what would become of them',
      description:
        'A run that is under way goes on, also where it was cut off. What was imported before stays as it is; what was refused is tried again, so that registers can be set right in between.',
      params: byImport,
      query: nothing,
      headers: nothing,
      body: z
        .strictObject({ dryRun: z.boolean().default(false).describe('Nothing is written but the report.') })
        .meta({ id: 'ImportRun' }),
      answer: importSchema,
      answers: { 202: { description: 'It runs; read it to see how far it has come.' } },
      problems: [404, 409],
      examples: [
        { summary: 'Try it', as: 'admin', given: ['createImport', 'addImportTickets'], body: { dryRun: true } },
        { summary: 'For good', as: 'admin', given: ['createImport', 'addImportTickets'], body: {} },
      ],
      async handle({ params: { id }, body: { dryRun } }) {
        await importOf(id);
        await fromStore(() => beginRun(id, dryRun, toInstant(now())));
        const running = await importOf(id);
        if (running.state === 'running' && running.dryRun !== dryRun) throw new Problem(409, 'import-running');
        if (running.state === 'running') await orUnavailable(imports.run({ id, run: running.run, dryRun }));
        return { status: 202, body: await fromStore(() => importAnswer(running)) };
      },
    }),
  ] as const;
}
