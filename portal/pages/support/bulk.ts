import { call, newKey } from '../../api/call';
import { inWords } from '../../api/words';
import type { Language } from '../../wording/wording';
import { offers } from '../tickets/commands/offers';
import type { Me } from '../../shell/session';
import type { Ticket } from '../tickets/ticket-state';

/** What many tickets can be given at once. Nothing is resolved, closed or refused in bulk. */
export const bulkActions = ['assign', 'acknowledge', 'level'] as const;
export type BulkAction = (typeof bulkActions)[number];

export interface BulkFields {
  readonly person: string;
  readonly team: string;
  readonly level: 'N1' | 'N2' | 'N3';
  /** The reformulation for N2, or why a ticket is given back. */
  readonly text: string;
}

/** What one of them will get: `fits` says whether it is offered that at all. */
export interface Planned {
  readonly ticket: Ticket;
  readonly command: 'assign' | 'acknowledge' | 'escalate' | 'return';
  readonly body: Readonly<Record<string, unknown>>;
  readonly fits: boolean;
}

export function planned(action: BulkAction, fields: BulkFields, tickets: readonly Ticket[], me: Me): Planned[] {
  return tickets.map((ticket) => {
    const plan = planOf(action, fields, ticket);
    const { statuses, when } = offers[plan.command];
    const goes = plan.command !== 'escalate' || fields.level !== ticket.level;
    return { ticket, ...plan, fits: goes && statuses.includes(ticket.status) && (when?.(ticket, me) ?? true) };
  });
}

function planOf(
  action: BulkAction,
  { person, team, level, text }: BulkFields,
  ticket: Ticket,
): Pick<Planned, 'command' | 'body'> {
  if (action === 'acknowledge') return { command: 'acknowledge', body: {} };
  if (action === 'assign')
    return { command: 'assign', body: { ...(person ? { person } : {}), ...(team ? { team } : {}) } };
  if (level < ticket.level) return { command: 'return', body: { to: level, reason: text } };
  return { command: 'escalate', body: { to: level, ...(text ? { reformulation: text } : {}) } };
}

export interface Outcome {
  readonly reference: string;
  /** Why it was refused; undefined where it was done. */
  readonly refused: string | undefined;
}

/** Sends them one after another: a refusal of one does not stop the others. */
export async function giveAll(
  plans: readonly Planned[],
  language: Language,
  told: (outcome: Outcome) => void,
): Promise<void> {
  for (const { ticket, command, body } of plans) {
    const { reference } = ticket;
    try {
      const operation = offers[command].operation as 'assignTicket';
      await call(operation, { params: { reference }, headers: { 'idempotency-key': newKey() }, body });
      told({ reference, refused: undefined });
    } catch (error) {
      const { title, detail } = inWords(error, language);
      told({ reference, refused: detail ?? title });
    }
  }
}
