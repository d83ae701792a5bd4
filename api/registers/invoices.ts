import { z } from 'zod';
import { codeSchema, invoiceNumberSchema, invoiceSchema } from '../../domain/registers/registers';
import { ofKnownClient } from './faults';
import type { Reconsidering } from './reconsidering';
import { examplesOf, registerOf, registerPaging } from './register';

const sample = { client: 'dupont', number: 'FA-2099-001', issuedOn: '2099-01-02', dueOn: '2099-02-01', paidOn: null };

/** The state of invoices. `now` is the clock of this process, epoch milliseconds. */
export function invoiceOperations(now: () => number, reconsidering: Reconsidering) {
  return registerOf(
    {
      name: 'invoices',
      ids: { create: 'createInvoice', read: 'readInvoice', change: 'changeInvoice', list: 'listInvoices' },
      actions: { read: 'invoices.read', write: 'invoices.write' },
      words: { one: "an invoice's state", all: 'invoices', clause: 'annex §2' },
      key: z.strictObject({ client: codeSchema, number: invoiceNumberSchema }),
      query: z.strictObject({
        client: codeSchema.optional(),
        paid: z.enum(['true', 'false']).optional(),
        ...registerPaging,
      }),
      body: invoiceSchema,
      answer: invoiceSchema,
      company: 'client',
      faults: ofKnownClient,
      prepared: async (kept, { client, number, paidOn }, by) =>
        paidOn !== null && paidOn !== kept.paidOn
          ? await reconsidering(client, by, `invoice ${number} is paid`)
          : undefined,
      where: ({ paid }) => (paid === undefined ? {} : { paidOn: paid === 'true' ? { $ne: null } : null }),
      examples: examplesOf(
        { id: 'createInvoice', as: 'admin', summary: 'An invoice to be paid', body: sample },
        {
          params: { client: 'dupont', number: 'FA-2099-001' },
          summary: 'It is paid',
          body: { paidOn: '2099-01-20' },
        },
        { as: 'dupont', summary: 'Its own', params: { client: 'dupont', number: 'FA-2025-001' } },
        { as: 'atlas', summary: 'What is still to pay', query: { paid: 'false' } },
      ),
    },
    now,
  );
}
