import { z } from 'zod';
import { prioritySchema } from '../contract/contract';
import { refusal } from '../refusal';
import { text } from '../text';
import type { TicketEvent } from './events';
import { categorySchema, causeSchema, mismatch } from './qualification';
import { happened, open, rule, support } from './rule';

/** The priority is adjusted by agreement of both sides (annex §7). */
export const priorityRules = {
  /** Support records an agreement; crossing between incident and request changes the category too. */
  'change-priority': rule({
    data: z.strictObject({
      priority: prioritySchema,
      category: categorySchema.optional(),
      cause: causeSchema.optional(),
      agreement: text(1000),
    }),
    roles: support,
    in: open,
    decide(state, data, told) {
      const category = data.category ?? state.category;
      const cause = data.cause ?? state.cause;
      const { priority, agreement } = data;
      const wrong = category && mismatch(category, priority, cause);
      if (wrong) return wrong;
      const changes: TicketEvent[] = [];
      if (priority !== state.priority)
        changes.push(...happened(told, 'priority-changed', { from: state.priority, to: priority, agreement }).events);
      if (category && category !== state.category)
        changes.push(...happened(told, 'qualified', { category, priority, cause }).events);
      return changes.length > 0 ? { events: changes } : refusal('priority-unchanged', { priority });
    },
  }),
} as const;
