import { z } from 'zod';
import { amountSchema, currencySchema, exactAmount } from '../money';
import { refusal, type Refusal } from '../refusal';
import { text } from '../text';
import { instantSchema, toEpochMs, toInstant } from '../time/instant';
import { dateSchema } from '../time/zone';
import { actorSchema } from './actor';
import { everybody, happened, rule, support, type Told } from './rule';
import { rulesOf } from './rules';
import type { Status, TicketState } from './schema';

/** What is quoted: exact amount, what it is for, and the last day on which it can be accepted, in the contract's zone. */
export const offerSchema = z.strictObject({
  number: z.number().int().positive(),
  amount: amountSchema,
  currency: currencySchema,
  description: z.string(),
  validUntil: dateSchema,
});

export const quotationStateSchema = z.enum(['open', 'accepted', 'refused', 'expired', 'withdrawn']);

/** One quotation of a ticket, numbered from 1, with who decided on it and when. */
export const quotationSchema = offerSchema
  .extend({
    /** When the last day is over: an acceptance of that very instant is in time. */
    expiresAt: instantSchema,
    state: quotationStateSchema,
    quotedAt: instantSchema,
    quotedBy: actorSchema,
    decidedAt: instantSchema.nullable(),
    decidedBy: actorSchema.nullable(),
    /** Why it was refused or withdrawn. */
    reason: z.string().nullable(),
    /** On what support stands that entered the client's decision. */
    agreement: z.string().nullable(),
    /** When it was to be billed: once the accepted request was resolved and closed. */
    billedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Quotation' });
export type Quotation = z.infer<typeof quotationSchema>;

/** What the ticket keeps besides: the ticket's last fact before the expiry, which a decision found out later may precede. */
export const keptQuotationSchema = quotationSchema.extend({ beforeExpiryMs: z.number().optional() });
export type KeptQuotation = z.infer<typeof keptQuotationSchema>;

export const withdrawalCauseSchema = z.enum(['withdrawn', 'replaced', 'category-changed', 'ticket-ended']);

/** What is billed of an accepted quotation, with who wrote and who accepted it. */
export const billedSchema = offerSchema.omit({ validUntil: true }).extend({
  quotedAt: instantSchema,
  quotedBy: actorSchema,
  acceptedAt: instantSchema,
  acceptedBy: actorSchema,
  agreement: z.string().nullable(),
});

const decision = { number: z.number().int().positive().max(999_999), agreement: text(1000).optional() };
const pending: readonly Status[] = ['qualified', 'in-progress', 'waiting-client'];

/** An additional request is out of the subscription's scope and billed: quoted, accepted, worked on, billed (annex glossary). */
export const quotationRules = {
  /** A new one takes the place of the open one. */
  quote: rule({
    data: z.strictObject({
      amount: amountSchema,
      currency: currencySchema,
      validUntil: dateSchema
        .regex(/^2[01]\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day of the years 2000 to 2199')
        .meta({ format: 'date' })
        .describe("The last day on which it can be accepted, in the contract's zone."),
      description: text(5000),
    }),
    roles: support,
    in: pending,
    decide(state, { amount, currency, validUntil, description }, told) {
      const { category, question, status, terms } = state;
      if (category !== 'additional-request') return refusal('not-additional-request', { category: category ?? 'none' });
      if (question !== null) return refusal('wrong-status', { command: 'quote', status });
      if (!terms || told.dayEndsMs === undefined) return refusal('admission-pending');
      const exact = exactAmount(amount, currency);
      if (exact === undefined) return refusal('too-many-decimals', { amount, currency });
      if (told.dayEndsMs <= told.atMs) return refusal('validity-over', { validUntil });
      const number = quotationsOf(state).length + 1;
      const offer = { number, amount: exact, currency, description, validUntil };
      const replaced = openQuotation(state);
      return {
        events: [
          ...(replaced ? withdrawn(told, replaced.number, 'replaced').events : []),
          ...happened(told, 'quoted', { ...offer, expiresAt: toInstant(told.dayEndsMs) }).events,
        ],
      };
    },
  }),
  /** The number says which one was read: another may have taken its place meanwhile. */
  'accept-quotation': rule({
    data: z.strictObject(decision),
    roles: everybody,
    in: pending,
    lastFactMs: lastFactOfDecision,
    decide(state, { number, agreement = null }, told) {
      const quotation = undecided(state, number, told);
      if ('refusal' in quotation) return quotation;
      const { amount, currency, description, validUntil } = quotation;
      const accepted = { number, amount, currency, description, validUntil, agreement };
      return unevidenced(agreement, told) ?? happened(told, 'quotation-accepted', accepted);
    },
  }),
  'refuse-quotation': rule({
    data: z.strictObject({ ...decision, reason: text(5000).optional() }),
    roles: everybody,
    in: pending,
    lastFactMs: lastFactOfDecision,
    decide(state, { number, agreement = null, reason = null }, told) {
      const quotation = undecided(state, number, told);
      if ('refusal' in quotation) return quotation;
      return unevidenced(agreement, told) ?? happened(told, 'quotation-refused', { number, reason, agreement });
    },
  }),
  'withdraw-quotation': rule({
    data: z.strictObject({ number: decision.number, reason: text(5000).optional() }),
    roles: support,
    in: pending,
    decide(state, { number, reason }, told) {
      const open = openQuotation(state);
      if (open?.number !== number) return notOpen(state, number);
      return withdrawn(told, number, 'withdrawn', reason);
    },
  }),
} as const;

/** All quotations of a ticket, the last one at the end; tickets of an older Cadran have none. */
export function quotationsOf({ quotations = [] }: TicketState): readonly KeptQuotation[] {
  return quotations;
}

/** The last quotation as it is shown. */
export function lastQuotation(state: TicketState): Quotation | null {
  const last = quotationsOf(state).at(-1);
  if (!last) return null;
  const shown = { ...last };
  delete shown.beforeExpiryMs;
  return shown;
}

/** The quotation that waits for the client's decision. */
export function openQuotation(state: TicketState): Quotation | undefined {
  return quotationsOf(state).find((one) => one.state === 'open');
}

/**
 * Nothing is resolved before support has said what it is (annex §4), as from waiting for the client. Work on an additional request
 * is done, and told to be, once a quotation was accepted and none waits (annex glossary).
 */
export function whyNotResolve(state: TicketState): { refusal: Refusal } | undefined {
  const { category, terms } = state;
  if (category === null && rulesOf(state) >= 6) return refusal('not-qualified');
  // Whatever the contract says: one that is open when the work is done could not be decided on any more.
  if (openQuotation(state) && rulesOf(state) >= 4) return refusal('quotation-not-accepted', { state: 'open' });
  if (category !== 'additional-request' || terms?.additionalWork !== 'after-acceptance') return undefined;
  const accepted = quotationsOf(state).some((one) => one.state === 'accepted');
  if (accepted && !openQuotation(state)) return undefined;
  return refusal('quotation-not-accepted', { state: quotationsOf(state).at(-1)?.state ?? 'none' });
}

/** An additional request is given up once its last quotation was refused, has expired or was withdrawn, and none accepted. */
export function whyNotGiveUp(state: TicketState): { refusal: Refusal } | undefined {
  const { category } = state;
  if (category !== 'additional-request') return refusal('not-additional-request', { category: category ?? 'none' });
  const accepted = quotationsOf(state).find((one) => one.state === 'accepted');
  const { state: stands = 'none' } = accepted ?? quotationsOf(state).at(-1) ?? {};
  const over = stands === 'refused' || stands === 'expired' || stands === 'withdrawn';
  return over ? undefined : refusal('quotation-not-given-up', { state: stands });
}

/** What a client has accepted to pay is billed: a ticket with such a quotation is not ended in a way that bills nothing. */
export function whyNotEndUnbilled(state: TicketState): { refusal: Refusal } | undefined {
  const accepted = quotationsOf(state).find((one) => one.state === 'accepted' && one.billedAt === null);
  return accepted && rulesOf(state) >= 4 ? refusal('quotation-unbilled', { number: accepted.number }) : undefined;
}

function withdrawn(told: Told, number: number, cause: 'withdrawn' | 'replaced', reason: string | null = null) {
  return happened(told, 'quotation-withdrawn', { number, cause, reason });
}

function notOpen(state: TicketState, number: number): { refusal: Refusal } {
  const found = quotationsOf(state).find((one) => one.number === number);
  return refusal('quotation-not-open', { number, state: found?.state ?? 'none' });
}

/** The quotation that a decision is about: open, or found out later to have been decided in time. */
function undecided(state: TicketState, number: number, { atMs }: Told): Quotation | { refusal: Refusal } {
  const last = quotationsOf(state).at(-1);
  const inTime = last?.state === 'open' || (last?.state === 'expired' && atMs <= toEpochMs(last.expiresAt));
  return last?.number === number && inTime ? last : notOpen(state, number);
}

/** Support enters what the client said with the evidence of it: who agreed, when and how. */
function unevidenced(agreement: string | null, { by }: Told): { refusal: Refusal } | undefined {
  return by.role !== 'client' && agreement === null ? refusal('client-decides') : undefined;
}

/** A decision may have come before the expiry that was told meanwhile, unless something happened since. */
function lastFactOfDecision(state: TicketState): number {
  const last = quotationsOf(state).at(-1);
  const { changedAtMs } = state;
  if (last?.state !== 'expired' || toEpochMs(last.expiresAt) !== changedAtMs) return changedAtMs;
  return last.beforeExpiryMs ?? changedAtMs;
}
