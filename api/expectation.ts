import { z } from 'zod';
import { compileContract } from '../domain/calendar/compile';
import { instantAfter, openingState } from '../domain/calendar/timetable';
import { prioritySchema } from '../domain/contract/contract';
import { refusal } from '../domain/refusal';
import { codeSchema } from '../domain/registers/registers';
import { admission, type EligibilityFacts } from '../domain/ticket/eligibility';
import { admissionSchema } from '../domain/ticket/schema';
import { termsOf } from '../domain/ticket/terms';
import { instantSchema, toInstant } from '../domain/time/instant';
import { eligibilityFacts } from '../store/eligibility-facts';
import { seesCompany } from './company';
import { operation } from './operation';
import { nothing } from './parameters';
import { refused } from './problem';
import { fromStore } from './store-access';
import { admissionSeenBy } from './ticket-view';

const dayMs = 24 * 3_600_000;
/** How far promises are looked for: past it an instant is not told. */
const aheadMs = 60 * dayMs;

const promiseSchema = z.strictObject({
  priority: prioritySchema,
  /** The name of the support hours in which it is counted, whether they are open, and when that changes. */
  hours: z.string(),
  open: z.boolean(),
  changesAt: instantSchema.nullable(),
  /** Support time, milliseconds. */
  interventionMs: z.number().int(),
  resolutionMs: z.number().int(),
  /** By when a ticket opened now would have to be taken into account, and resolved if nothing stops its clock. */
  interventionBy: instantSchema.nullable(),
  resolutionBy: instantSchema.nullable(),
});

const expectationSchema = z
  .strictObject({
    client: codeSchema,
    environment: codeSchema,
    asOf: instantSchema,
    zone: z.string().nullable(),
    contractVersion: z.number().int().nullable(),
    admission: admissionSchema,
    /** None where there is no commitment. */
    promises: z.array(promiseSchema),
  })
  .meta({ id: 'Expectation' });
type Expectation = z.infer<typeof expectationSchema>;

/** What a ticket opened now would get: told before it is sent (annex §2, §5, §7). `now`: this process's clock, epoch milliseconds. */
export function expectationOperation(now: () => number) {
  return operation({
    id: 'readExpectation',
    method: 'get',
    path: '/v1/clients/{client}/environments/{environment}/expectation',
    action: 'ticket.open',
    tag: 'Tickets',
    summary: 'Whether a ticket opened now would be eligible, and by when it would be taken up and resolved',
    params: z.strictObject({ client: codeSchema, environment: codeSchema }),
    query: nothing,
    headers: nothing,
    body: null,
    answer: expectationSchema,
    answers: { 200: { description: 'As things stand; nothing is promised before the ticket is opened.' } },
    problems: [404],
    examples: [{ summary: 'In production', as: 'dupont', params: { client: 'dupont', environment: 'prod' } }],
    async handle({ caller, scope, params: { client, environment } }) {
      const unknown = refused(refusal('not-found', { reference: `${client}/${environment}` }));
      if (!seesCompany({ caller, scope }, client)) throw unknown;
      const nowMs = now();
      const openedAt = toInstant(nowMs);
      const facts = await fromStore(() => eligibilityFacts({ client, environment, openedAt }, openedAt));
      if (!facts.environment) throw unknown;
      const decided = admission(facts);
      return {
        body: {
          ...{ client, environment, asOf: openedAt },
          zone: facts.contract?.zone ?? null,
          contractVersion: facts.contract?.version ?? null,
          admission: admissionSeenBy({ caller, scope }, decided),
          promises: decided.decision === 'admitted' ? promises(facts, nowMs) : [],
        },
      };
    },
  });
}

function promises({ client, contract }: EligibilityFacts, nowMs: number): Expectation['promises'] {
  if (!contract) return [];
  const { targets } = termsOf(contract, client?.language ?? 'fr');
  const timetables = compileContract(contract, nowMs - dayMs, nowMs + aheadMs);
  const instant = (ms: number | undefined): string | null => (ms === undefined ? null : toInstant(ms));
  return prioritySchema.options.flatMap((priority) => {
    const { hours, interventionMs, resolutionMs } = targets[priority];
    const timetable = timetables[hours];
    if (!timetable) return [];
    const { open, changesMs } = openingState(timetable, nowMs);
    return [
      {
        ...{ priority, hours, open, changesAt: instant(changesMs), interventionMs, resolutionMs },
        interventionBy: instant(instantAfter(timetable, nowMs, interventionMs)),
        resolutionBy: instant(instantAfter(timetable, nowMs, resolutionMs)),
      },
    ];
  });
}
