import type { BodyOf } from '../../api/call';

type Cause = Pick<NonNullable<BodyOf<'publishRollout'>['unplanned']>, 'cause' | 'ticket'>;

/** What an unplanned stop corrects, as the API takes it. */
export function causeOf({ cause, ticket = '' }: Readonly<Record<string, string>>): Cause {
  return cause === 'security' ? { cause } : { cause: 'critical-incident', ticket: ticket.trim() };
}

/** Whether enough is typed for it to be asked about. */
export function isCause({ cause = '', ticket = '' }: Readonly<Record<string, string>>): boolean {
  return cause === 'security' || (cause === 'critical-incident' && /^T-[0-9A-Z]{10}$/.test(ticket.trim()));
}
