import type { Contact } from '../contract/escalation';
import { toInstant } from '../time/instant';
import type { MaintenanceEvent } from './events';
import { noticeDeadline } from './first-notice';
import type { Delivery, MaintenanceTemplate } from './ledger';
import type { MaintenanceState } from './schema';

/** Whom an event is told to, and in which words: by what has happened, and whose business it is. */
const templates: Partial<
  Record<
    MaintenanceEvent['type'],
    { readonly template: MaintenanceTemplate; readonly to: 'client' | 'provider' | 'both' }
  >
> = {
  moved: { template: 'moved', to: 'client' },
  postponed: { template: 'moved', to: 'both' },
  refused: { template: 'refused', to: 'both' },
  cancelled: { template: 'cancelled', to: 'client' },
  withdrawn: { template: 'withdrawn', to: 'both' },
  reminded: { template: 'reminder', to: 'client' },
  started: { template: 'started', to: 'client' },
  overran: { template: 'overrun', to: 'both' },
  operational: { template: 'operational', to: 'client' },
  'contact-unreachable': { template: 'unreachable', to: 'provider' },
  'notice-missed': { template: 'unreachable', to: 'provider' },
  'people-wanted': { template: 'unhealthy', to: 'provider' },
};

/** What an event adds to the ledger, given the maintenance after it; `of` is the event's number. */
export function deliveriesOf(event: MaintenanceEvent, state: MaintenanceState, of: number): Delivery[] {
  const { contacts, kind } = state.opening;
  const told =
    event.type === 'opened'
      ? ({ template: kind === 'planned' ? 'planned' : 'unplanned', to: 'client' } as const)
      : templates[event.type];
  if (!told) return [];
  const delivery =
    (side: Delivery['side']) =>
    ({ email, language }: Contact): Delivery => ({
      of,
      template: told.template,
      recipient: email,
      language,
      revision: state.revision,
      side,
      dueAt: event.at,
      deadlineAt: side === 'client' ? deadlineOf(told.template, state) : null,
      state: 'due',
      at: null,
      detail: '',
      alarmed: false,
    });
  const all = [
    ...(told.to === 'provider' ? [] : contacts.client.map(delivery('client'))),
    ...(told.to === 'client' ? [] : contacts.provider.map(delivery('provider'))),
  ];
  return all.filter((one, index) => all.findIndex(({ recipient }) => recipient === one.recipient) === index);
}

/** By when a notice has to have arrived (annex §10); of an unplanned one, to begin as announced. */
function deadlineOf(template: MaintenanceTemplate, state: MaintenanceState): string | null {
  const { opening, window } = state;
  if (template === 'reminder') return toInstant(window.startMs);
  if (template === 'unplanned') return noticeDeadline(state);
  const isFirst = template === 'planned' || template === 'moved';
  return isFirst && opening.kind === 'planned' ? toInstant(window.noticeByMs) : null;
}
