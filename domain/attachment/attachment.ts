import { z } from 'zod';
import { attachmentTypeNames } from './types';

/** A file of a ticket, as its event tells it. Its bytes are kept in the store under its id. */
export const attachmentSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{32}$/, '32 digits from 0 to f'),
  name: z.string().min(1).max(300),
  type: z.enum(attachmentTypeNames),
  /** In bytes. */
  size: z.number().int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** How much of attachments is taken. */
export interface AttachmentLimits {
  /** Of one attachment, bytes. */
  readonly mostBytes: number;
  readonly mostOfTicket: number;
}

const megabyte = 1024 * 1024;
/** Megabytes are those of 1024 kB, as file managers count them. */
export const attachmentLimits = (megabytes: number, mostOfTicket: number): AttachmentLimits => ({
  mostBytes: megabytes * megabyte,
  mostOfTicket,
});
export const usualLimits = attachmentLimits(10, 50);
