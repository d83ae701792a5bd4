import { z } from 'zod';
import { refusal } from '../refusal';
import { text } from '../text';
import { instantSchema, toEpochMs, toInstant } from '../time/instant';
import { everybody, happened, open, rule, support, type Told } from './rule';
import { waitNumbered, whyNoWait } from './waits';

const proof = text(2000).describe('On what evidence: a mail, a call.');

/** Asking the client pauses the resolution time, the client's answer lets it go on (annex GTR). */
export const waitingRules = {
  ask: rule({
    data: z.strictObject({ question: text(20_000) }),
    roles: support,
    in: ['acknowledged', 'qualified', 'in-progress'],
    decide: (_state, data, told) => happened(told, 'client-asked', data),
  }),
  answer: rule({
    data: z.strictObject({ answer: text(20_000) }),
    roles: everybody,
    in: ['waiting-client'],
    decide: ({ question, status }, data, told) =>
      // What waits for a decision on a quotation was asked nothing.
      question === null
        ? refusal('wrong-status', { command: 'answer', status })
        : happened(told, 'client-answered', data),
  }),
  /** The client was asked, or had replied, at another instant than was entered. */
  'correct-wait': rule({
    data: z.strictObject({
      wait: z.number().int().min(1).max(10_000).describe('The number of the wait.'),
      from: instantSchema.optional(),
      to: instantSchema.optional(),
      proof,
    }),
    roles: support,
    in: open,
    decide({ moves }, { wait: number, from, to, proof }, told) {
      const wait = waitNumbered(moves, number);
      if (!wait) return refusal('wait-unknown', { wait: number });
      const { question, end } = wait;
      if (!end && to !== undefined) return refusal('wait-in-course', { wait: number });
      const fromMs = from === undefined ? question.atMs : toEpochMs(from);
      const toMs = to === undefined ? end?.atMs : toEpochMs(to);
      const own = [question, end?.kind === 'answered' ? end : undefined];
      const corrected = { from: toInstant(fromMs), to: toMs === undefined ? null : toInstant(toMs) };
      const before = { from: toInstant(question.atMs), to: end ? toInstant(end.atMs) : null };
      return (
        whyNoWait(moves, own, [fromMs, toMs ?? told.nowMs], told.nowMs) ??
        happened(now(told), 'wait-corrected', { wait: number, ...corrected, before, proof })
      );
    },
  }),
  /** The client was asked and had replied, and nobody had entered it. */
  'record-wait': rule({
    data: z.strictObject({ question: text(20_000), from: instantSchema, to: instantSchema, proof }),
    roles: support,
    in: open,
    decide: ({ moves }, data, told) =>
      whyNoWait(moves, [], [toEpochMs(data.from), toEpochMs(data.to)], told.nowMs) ??
      happened(now(told), 'wait-recorded', data),
  }),
} as const;

/** A correction happens when it is entered, whatever it is about. */
const now = (told: Told): Told => ({ ...told, at: toInstant(told.nowMs), late: {} });
