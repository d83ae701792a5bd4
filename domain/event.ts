import { z } from 'zod';
import { actorSchema, cadran } from './ticket/actor';
import { instantSchema } from './time/instant';

/** An event of that type: when it happened, who brought it about, and what it tells. */
export const event = <Type extends string, Data extends z.ZodRawShape>(type: Type, data: Data) =>
  z.strictObject({ type: z.literal(type), at: instantSchema, by: actorSchema, data: z.strictObject(data) });

/** What became of a notice of the event number `of`, of an aggregate whose templates these are. */
export const noticeEvents = <Template extends z.ZodType<string>>(template: Template) => {
  const notice = { of: z.number().int(), template, recipient: z.string() };
  return [
    event('notice-sent', { ...notice, outcome: z.enum(['accepted', 'refused']), detail: z.string() }),
    event('notice-dropped', { ...notice, reason: z.string() }),
  ] as const;
};

interface Addressed<Template extends string> {
  readonly sequence: number;
  readonly template: Template;
  readonly recipient: string;
}

/** That a mail server or a program has taken a notice, or refused it for good. */
export const noticeSent = <Template extends string>(
  { sequence: of, template, recipient }: Addressed<Template>,
  { outcome, detail }: { readonly outcome: 'accepted' | 'refused'; readonly detail: string },
  at: string,
) => ({ type: 'notice-sent' as const, at, by: cadran, data: { of, template, recipient, outcome, detail } });

/** That a notice is no longer true and was not sent. */
export const noticeDropped = <Template extends string>(
  { sequence: of, template, recipient }: Addressed<Template>,
  reason: string,
  at: string,
) => ({ type: 'notice-dropped' as const, at, by: cadran, data: { of, template, recipient, reason } });
