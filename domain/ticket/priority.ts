import { z } from 'zod';
import { prioritySchema } from '../contract/contract';
import { refusal, type Refusal } from '../refusal';
import { text } from '../text';
import { instantSchema } from '../time/instant';
import { actorSchema, sideOf } from './actor';
import type { TicketEvent } from './events';
import { categorySchema, causeSchema, mismatch, whyNotCategory } from './qualification';
import { everybody, happened, open, rule, support, type Answer, type Told } from './rule';
import { rulesOf } from './rules';
import type { TicketState } from './schema';

const change = { priority: prioritySchema, category: categorySchema.optional(), cause: causeSchema.optional() };
type Change = z.infer<z.ZodObject<typeof change>>;

/** Which one was read: another may have taken its place meanwhile. */
const whichOne = { priority: prioritySchema.optional().describe('The proposed priority that was read.') };

/** What one side proposes, with the impact that it sees; the other side accepts or declines. */
export const priorityProposalSchema = z.strictObject({
  priority: prioritySchema,
  category: categorySchema.nullable(),
  cause: causeSchema.nullable(),
  impact: z.string(),
  by: actorSchema,
  at: instantSchema,
});
type Proposal = z.infer<typeof priorityProposalSchema>;

/** The priority is adjusted by agreement of both sides, on the technical and business impact (annex §7). Clocks follow. */
export const priorityRules = {
  /** Support records an agreement given elsewhere, by phone for instance. */
  'change-priority': rule({
    data: z.strictObject({ ...change, agreement: text(1000) }),
    roles: support,
    in: open,
    decide: (state, { agreement, ...data }, told) => agreed(state, data, agreement, told),
  }),
  'propose-priority': rule({
    data: z.strictObject({ ...change, impact: text(5000) }),
    roles: everybody,
    in: open,
    decide(state, { impact, ...data }, told) {
      if (state.proposal) return refusal('proposal-open', { priority: state.proposal.priority });
      const unable = whyNot(state, data);
      if (unable) return unable;
      const { priority, category = null, cause = null } = data;
      return happened(told, 'priority-proposed', { priority, category, cause, impact });
    },
  }),
  'accept-priority': rule({
    data: z.strictObject(whichOne),
    roles: everybody,
    in: open,
    decide: (state, { priority: read }, told) =>
      answered(state, told, { by: 'other', read }, ({ priority, category, cause, impact }) => {
        const change = { priority, ...(category ? { category } : {}), ...(cause ? { cause } : {}) };
        const changes = agreed(state, change, impact, told, rulesOf(state) >= 6 ? { proposed: true } : {});
        return 'refusal' in changes
          ? changes
          : { events: [...happened(told, 'priority-accepted', { priority }).events, ...changes.events] };
      }),
  }),
  'decline-priority': rule({
    data: z.strictObject({ ...whichOne, reason: text(5000) }),
    roles: everybody,
    in: open,
    decide: (state, { priority: read, reason }, told) =>
      answered(state, told, { by: 'other', read }, ({ priority }) =>
        happened(told, 'priority-declined', { priority, reason }),
      ),
  }),
  'withdraw-priority': rule({
    data: z.strictObject({}),
    roles: everybody,
    in: open,
    decide: (state, _data, told) =>
      answered(state, told, { by: 'own' }, ({ priority }) => happened(told, 'priority-withdrawn', { priority })),
  }),
} as const;

/** What the side that may answer the open proposal makes of it; its own side can only withdraw it. */
function answered(
  { proposal }: TicketState,
  told: Told,
  { by, read }: { by: 'own' | 'other'; read?: Proposal['priority'] | undefined },
  make: (proposal: Proposal) => Answer,
): Answer {
  if (!proposal) return refusal('no-proposal');
  const own = sideOf(proposal.by) === sideOf(told.by);
  if (own !== (by === 'own')) return refusal('proposal-of-side', { side: sideOf(proposal.by) });
  if (read !== undefined && read !== proposal.priority)
    return refusal('proposal-replaced', { read, open: proposal.priority });
  return make(proposal);
}

/** The open proposal after a qualification: it ends where that has changed the priority, or nobody could accept it any more. */
export function proposalAfter(before: TicketState, after: TicketState): Pick<TicketState, 'proposal'> {
  const { proposal } = before;
  if (!proposal || rulesOf(before) < 6) return {};
  const { priority, category, cause } = proposal;
  const unable = whyNot(after, { priority, ...(category ? { category } : {}), ...(cause ? { cause } : {}) });
  return before.priority !== after.priority || unable ? { proposal: null } : {};
}

/** Why a change makes no sense; crossing between incident and request changes the category too. */
function whyNot(state: TicketState, data: Change): { refusal: Refusal } | undefined {
  const category = data.category ?? state.category;
  const wrong =
    category && (mismatch(category, data.priority, data.cause ?? state.cause) ?? whyNotCategory(state, category));
  if (wrong) return wrong;
  if (data.priority !== state.priority || (category && category !== state.category)) return undefined;
  return refusal('priority-unchanged', { priority: data.priority });
}

function agreed(
  state: TicketState,
  data: Change,
  agreement: string,
  told: Told,
  how: { proposed?: true } = {},
): Answer {
  const unable = whyNot(state, data);
  if (unable) return unable;
  const { priority, category = state.category, cause: named = state.cause } = data;
  const cause = category === 'client-incident' || rulesOf(state) < 8 ? named : null;
  const recast = rulesOf(state) >= 8 && cause !== state.cause;
  const changes: TicketEvent[] = [];
  if (priority !== state.priority)
    changes.push(
      ...happened(told, 'priority-changed', { from: state.priority, to: priority, agreement, ...how }).events,
    );
  if (category && (category !== state.category || recast))
    changes.push(...happened(told, 'qualified', { category, priority, cause }).events);
  return { events: changes };
}
