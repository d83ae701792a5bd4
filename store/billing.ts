import { model, Schema } from 'mongoose';
import type { TicketEvent } from '../domain/ticket/events';
import { isDuplicate } from './duplicate';
import { inTimeOrder, type TimePaging, type TimePlace } from './time-order';

type Billed = Extract<TicketEvent, { type: 'quotation-billed' }>['data'];

/** What is to be billed of one accepted quotation; no command changes it or takes it away. */
export interface BillingRecord extends Billed {
  /** The ticket's reference and the number of its quotation: one record for each. */
  readonly id: string;
  /** When it became due to be billed: its request was resolved and closed. */
  readonly at: string;
  readonly client: string;
  readonly reference: string;
  /** The ticket's title. */
  readonly title: string;
}

type StoredRecord = Omit<BillingRecord, 'id'> & { readonly _id: string };

const billing = model<StoredRecord>(
  'billing',
  new Schema<StoredRecord>(
    {
      _id: String,
      at: String,
      client: String,
      reference: String,
      title: String,
      number: Number,
      // Decimal digits: a floating number would not be exact.
      amount: String,
      currency: String,
      description: String,
      quotedAt: String,
      quotedBy: Schema.Types.Mixed,
      acceptedAt: String,
      acceptedBy: Schema.Types.Mixed,
      agreement: String,
    },
    { versionKey: false },
  )
    .index({ at: 1, _id: 1 })
    .index({ client: 1, at: 1, _id: 1 }),
  'billing',
);

/** Adds records, each once however often it is given. */
export async function writeBilling(records: readonly BillingRecord[]): Promise<void> {
  if (records.length === 0) return;
  const documents = records.map(({ id, ...record }) => ({ _id: id, ...record }));
  try {
    await billing.collection.insertMany(documents as never[], { ordered: false });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Takes the records of a ticket back whose closing never came to be (see `writeEvents`); it writes them anew when it closes. */
export async function forgetBilling(reference: string): Promise<void> {
  await billing.deleteMany({ reference: { $eq: reference } });
}

/** Which records are meant: those that became due in [`from`, `until`), of one client. */
export interface BillingFilter {
  readonly client?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The records in the order in which they became due; `next` is the place of the last of this page, where there are more. */
export async function listBilling(
  { client, from, until }: BillingFilter,
  paging: TimePaging,
): Promise<{ items: BillingRecord[]; next: TimePlace | null }> {
  const direction = paging.order === 'newest-first' ? -1 : 1;
  const { found, more } = await inTimeOrder({ from, until }, paging, ({ at, id }, limit) =>
    billing
      .find({ ...(client === undefined ? {} : { client }), at, ...(id === undefined ? {} : { _id: id }) })
      .sort({ at: direction, _id: direction })
      .limit(limit)
      .lean(),
  );
  const items = found.map(({ _id, ...record }) => ({ id: _id, ...record }));
  const last = items.at(-1);
  return { items, next: more && last ? { at: last.at, id: last.id } : null };
}
