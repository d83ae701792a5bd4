import { z } from 'zod';
import { addressSchema } from '../address';
import { refusal, type Refusal } from '../refusal';
import { codeSchema } from '../registers/registers';
import { text } from '../text';
import { happened, open, rule, support, workedOn } from './rule';

/** Who holds a ticket (annex §8): N1 first, N2 reproduces, N3 corrects. */
export const levelSchema = z.enum(['N1', 'N2', 'N3']).meta({ id: 'Level' });
export type Level = z.infer<typeof levelSchema>;

/** What N2 writes before N3 gets a ticket (annex §8): how the anomaly is reproduced. */
export const reproductionSchema = z
  .strictObject({ steps: text(20_000), expected: text(5000), observed: text(5000), environment: text(1000) })
  .meta({ id: 'Reproduction' });

/** What each level has written for the next one. A ticket that comes back keeps it. */
export const handOverSchema = z.strictObject({
  reformulation: z.string().nullable(),
  reproduction: reproductionSchema.nullable(),
});
export type HandOver = z.infer<typeof handOverSchema>;

/** Who of the provider works on a ticket: a person, a team, both or nobody. */
export const assigneeSchema = z.strictObject({ person: z.string().nullable(), team: z.string().nullable() });
export type Assignee = z.infer<typeof assigneeSchema>;

const escalateSchema = z.strictObject({
  to: z.enum(['N2', 'N3']),
  reformulation: text(20_000).optional(),
  reproduction: reproductionSchema.optional(),
});

const order: readonly Level[] = levelSchema.options;
export const noHandOver: HandOver = { reformulation: null, reproduction: null };

/**
 * What stands of the documents once a ticket goes a level up, or the refusal: one level at a time; N2 asks for a reformulation of
 * the request, N3 for a reproduction of the anomaly (annex §8). What was written before does not have to be written again.
 */
function escalated(
  from: Level,
  written: HandOver,
  { to, reformulation, reproduction }: z.infer<typeof escalateSchema>,
): HandOver | { refusal: Refusal } {
  if (order.indexOf(to) !== order.indexOf(from) + 1) return refusal('level-not-next', { from, to });
  const after = {
    reformulation: reformulation ?? written.reformulation,
    reproduction: reproduction ?? written.reproduction,
  };
  if (to === 'N2' && after.reformulation === null) return refusal('reformulation-missing', { to });
  if (to === 'N3' && after.reproduction === null) return refusal('reproduction-missing', { to });
  return after;
}

/** Handing a ticket up and down the levels, and to somebody who works on it (annex §8). */
export const levelRules = {
  escalate: rule({
    data: escalateSchema,
    roles: support,
    in: workedOn,
    decide(state, data, told) {
      const { level: from, handOver: written = noHandOver } = state;
      const handOver = escalated(from, written, data);
      return 'refusal' in handOver ? handOver : happened(told, 'escalated', { from, to: data.to, handOver });
    },
  }),
  return: rule({
    data: z.strictObject({ to: z.enum(['N1', 'N2']), reason: text(5000) }),
    roles: support,
    in: workedOn,
    decide({ level: from }, { to, reason }, told) {
      if (order.indexOf(to) >= order.indexOf(from)) return refusal('level-not-lower', { from, to });
      return happened(told, 'returned', { from, to, reason });
    },
  }),
  assign: rule({
    data: z.strictObject({
      person: addressSchema.nullable().default(null),
      team: codeSchema.nullable().default(null),
      unlessTaken: z.literal(true).optional().describe('Refused where another person has the ticket already.'),
    }),
    roles: support,
    in: open,
    decide({ assignee }, { unlessTaken, ...data }, told) {
      const holder = assignee?.person ?? null;
      if (unlessTaken && holder !== null && holder !== data.person) return refusal('taken', { person: holder });
      return happened(told, 'assigned', data);
    },
  }),
} as const;
