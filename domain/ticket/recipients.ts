import { z } from 'zod';
import { isParty, type Contact, type EscalationStep } from '../contract/escalation';
import { languageSchema } from '../languages';
import { sideOf } from './actor';
import type { TicketEvent } from './events';
import type { TicketState } from './schema';

/** Who is told, how, in which language, and in which hours alone. */
export const recipientSchema = z.strictObject({
  /** An e-mail address or, with `via`, the address of a webhook. */
  recipient: z.string(),
  via: z.literal('webhook').optional(),
  /** The hours of the contract in which it may leave; at any hour without them. */
  hours: z.string().optional(),
  language: languageSchema,
});
export type Recipient = z.infer<typeof recipientSchema>;

export function byMail({ email, language }: Contact): Recipient {
  return { recipient: email, language };
}

export function clientSide(state: TicketState): Recipient[] {
  const { requester } = state.opening;
  const own =
    requester.role === 'client' && requester.email !== null
      ? [{ email: requester.email, language: requester.language }]
      : [];
  const followers = state.duplicates?.flatMap(({ reporter }) => reporter ?? []) ?? [];
  return [...own, ...followers, ...(state.terms?.contacts.client ?? [])].map(byMail).map(inLanguageOf(state));
}

/** In the reader's language, or in the contract's first where support is not given in that one (annex §1). */
const inLanguageOf =
  ({ terms }: TicketState) =>
  (to: Recipient): Recipient => {
    const [first, ...others] = terms?.languages ?? [];
    return first === undefined || [first, ...others].includes(to.language) ? to : { ...to, language: first };
  };

/** Whom a side's doing is told to: the other one. */
export function otherSide({ by }: TicketEvent, state: TicketState): Recipient[] {
  return sideOf(by) === 'client' ? (state.terms?.contacts.support ?? []).map(byMail) : clientSide(state);
}

export function isClientSide(state: TicketState, address: string): boolean {
  return clientSide(state).some(({ recipient }) => recipient === address);
}

/** Everybody whom a step of the chain tells, as it reads now. */
export function toldBy({ tell, hours }: EscalationStep, state: TicketState): Recipient[] {
  const { contacts, groups = {} } = state.terms ?? {};
  const told = tell.flatMap((name): Recipient[] => {
    if (name === 'client') return clientSide(state);
    if (isParty(name)) return (contacts?.[name] ?? []).map(byMail);
    const { people = [], webhooks = [] } = Object.hasOwn(groups, name) ? (groups[name] ?? {}) : {};
    return [
      ...people.map(byMail),
      ...webhooks.map(({ url, language }): Recipient => ({ recipient: url, language, via: 'webhook' })),
    ];
  });
  return hours === undefined ? told : told.map((recipient) => ({ ...recipient, hours }));
}

/** Each address once, as it stands first. */
export function distinct(recipients: readonly Recipient[]): Recipient[] {
  return recipients.filter(
    ({ recipient }, index) => recipients.findIndex((one) => one.recipient === recipient) === index,
  );
}
