import { z } from 'zod';
import { noticeSchema } from './notices';

/** What a program that an escalation names is sent: the facts, the words that a person would read, and how late it is. */
export const noticeCallSchema = z
  .strictObject({
    ...noticeSchema.pick({
      reference: true,
      sequence: true,
      template: true,
      title: true,
      priority: true,
      clock: true,
      threshold: true,
      targetMs: true,
      dueAt: true,
      at: true,
      language: true,
    }).shape,
    /** How long after it was due it leaves, ms. */
    lateMs: z.number(),
    subject: z.string(),
    text: z.string(),
  })
  .meta({ id: 'NoticeCall' });
export type NoticeCall = z.infer<typeof noticeCallSchema>;
