import { z } from 'zod';
import type { TicketClient } from '../clients/ticket';
import { attachmentSchema, type AttachmentLimits } from '../domain/attachment/attachment';
import { attachmentEndings } from '../domain/attachment/types';
import { refusal } from '../domain/refusal';
import { ticketAttachmentSchema, type TicketAttachment } from '../domain/ticket/schema';
import { readAttachment } from '../store/attachments';
import { takeAttachment, tooLarge } from './attachment-taking';
import type { Asking } from './company';
import { savedAs } from './content-disposition';
import { bytesSchema, ofTheFile, operation } from './operation';
import { nothing } from './parameters';
import { refused } from './problem';
import { fromStore } from './store-access';
import { byReference, idempotencyHeader, visible } from './ticket-access';
import { stateOf } from './ticket-state';
import { actorSeenByClient } from './ticket-view';

const takenSchema = attachmentSchema.extend({ internal: z.boolean() }).meta({ id: 'Attachment' });

const listSchema = z
  .strictObject({
    items: z.array(ticketAttachmentSchema),
    limits: z
      .strictObject({
        mostBytes: z.number().int(),
        mostOfTicket: z.number().int(),
        endings: z.array(z.string()),
      })
      .describe('What is taken: bytes of one file, files of one ticket, and endings of what is taken by its content.'),
  })
  .meta({ id: 'AttachmentList' });

const note = 'Nothing leaves printer 4 since 9:00.\n';
const example = {
  summary: 'A text',
  as: 'dupont',
  query: { name: 'printer 4.log' },
  headers: { 'content-type': 'application/octet-stream' },
  body: note,
};

/** Files of a ticket (annex §3): given, listed and fetched by whoever may see the ticket; internal ones by no client. */
export function ticketAttachmentOperations(tickets: TicketClient, limits: AttachmentLimits) {
  const attachmentsSeenBy = async (asking: Asking, reference: string): Promise<TicketAttachment[]> => {
    await visible(tickets, asking, reference);
    const all = (await stateOf(tickets, reference))?.attachments ?? [];
    if (asking.scope === 'all') return all;
    return all.filter(({ internal }) => !internal).map((one) => ({ ...one, by: actorSeenByClient(one.by) }));
  };
  return [
    operation({
      id: 'attachToTicket',
      method: 'post',
      path: '/v1/tickets/{reference}/attachments',
      action: 'ticket.attach',
      tag: 'Tickets',
      summary: 'Attach a file to a ticket',
      description:
        'The body is the file itself. What it is, is seen from its content: neither its name nor a declared type counts, and ' +
        'the name gets an ending of what it is.',
      params: byReference,
      query: z.strictObject({
        name: z.string().min(1).max(500).describe('The name of the file; paths and what no file may be called go.'),
        internal: z
          .enum(['true', 'false'])
          .optional()
          .describe('`true`: for the provider alone; a client never sees it. Support alone may say so.'),
      }),
      headers: idempotencyHeader,
      body: bytesSchema,
      rawBody: {
        mediaType: 'application/octet-stream',
        mostBytes: limits.mostBytes,
        tooLarge: refused(tooLarge(limits)),
      },
      answer: takenSchema,
      answers: {
        201: { description: 'The file is on the ticket.', headers: { Location: 'Where the file can be fetched.' } },
      },
      problems: [404, 409],
      examples: [example],
      async handle({ caller, scope, params: { reference }, query, headers, body }) {
        if (scope === 'own') await visible(tickets, { caller, scope }, reference);
        const internal = query.internal === 'true';
        const taken = await takeAttachment(tickets, limits, {
          reference,
          by: { id: caller.sub, role: caller.role },
          key: headers['idempotency-key'],
          name: query.name,
          bytes: body,
          internal,
        });
        if ('refusal' in taken) throw refused(taken);
        const Location = `/v1/tickets/${reference}/attachments/${taken.id}`;
        return { status: 201, headers: { Location }, body: { ...taken, internal } };
      },
    }),
    operation({
      id: 'listTicketAttachments',
      method: 'get',
      path: '/v1/tickets/{reference}/attachments',
      action: 'ticket.read',
      tag: 'Tickets',
      summary: 'The files of a ticket, and what of files is taken',
      params: byReference,
      query: nothing,
      headers: nothing,
      body: null,
      answer: listSchema,
      answers: { 200: { description: 'All files, the first first.' } },
      problems: [404],
      examples: [{ summary: 'One file', as: 'dupont', given: ['attachToTicket'] }],
      handle: async ({ caller, scope, params: { reference } }) => ({
        body: {
          items: await attachmentsSeenBy({ caller, scope }, reference),
          limits: { ...limits, endings: [...attachmentEndings] },
        },
      }),
    }),
    operation({
      id: 'fetchTicketAttachment',
      method: 'get',
      path: '/v1/tickets/{reference}/attachments/{id}',
      action: 'ticket.read',
      tag: 'Tickets',
      summary: 'Fetch a file of a ticket, to be saved',
      params: byReference.extend({ id: attachmentSchema.shape.id }),
      query: nothing,
      headers: nothing,
      body: null,
      answer: bytesSchema,
      mediaType: ofTheFile,
      answers: {
        200: {
          description: 'The file as it was given, of the type that its content is.',
          headers: {
            'Content-Disposition': 'The name to save it under.',
            'Content-Security-Policy': 'A browser that opens it all the same runs nothing of it.',
            'X-Content-Type-Options': 'A browser takes it for nothing else.',
          },
        },
      },
      problems: [404],
      examples: [{ summary: 'A text', as: 'dupont', given: ['attachToTicket'] }],
      async handle({ caller, scope, params: { reference, id } }) {
        const found = (await attachmentsSeenBy({ caller, scope }, reference)).find((one) => one.id === id);
        if (!found) throw refused(refusal('attachment-not-found', { reference, id }));
        const bytes = await fromStore(() => readAttachment(id));
        if (!bytes) throw new Error(`the bytes of attachment ${id} of ${reference} are not in the store`);
        return {
          headers: {
            'Content-Type': found.type,
            'Content-Disposition': savedAs(found.name),
            'Content-Security-Policy': 'sandbox',
            'X-Content-Type-Options': 'nosniff',
          },
          body: bytes,
        };
      },
    }),
  ] as const;
}
