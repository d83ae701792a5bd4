import type { MaintenanceAnswer } from '../../domain/maintenance/answer';
import type { MaintenanceEventType } from '../../domain/maintenance/events';
import type { MaintenanceOpening } from '../../domain/maintenance/opening';
import type { Actor } from '../../domain/ticket/actor';
import type { Asking } from '../company';
import { actorSeenByClient } from '../ticket-view';

/** What machines and the provider's people do among themselves: a client's list of events does not have it at all. */
export const eventsHiddenFromClients: readonly MaintenanceEventType[] = [
  'step-done',
  'people-wanted',
  'contact-unreachable',
  'upgrade-asked',
  'freeze-asked',
  'upgrade-asked-again',
  'promotion-told',
];

/** A maintenance as a caller may see it: a client sees what was told to its own side, and nothing of whom alarms went to. */
export function maintenanceSeenBy({ scope }: Pick<Asking, 'scope'>, answer: MaintenanceAnswer): MaintenanceAnswer {
  if (scope === 'all') return answer;
  const { outcome, ledger } = answer;
  return {
    ...answer,
    outcome: outcome && { ...outcome, detail: '' },
    ledger: ledger.filter(({ side }) => side === 'client').map((one) => ({ ...one, detail: '' })),
  };
}

/** Words of machines, and addresses that may be the provider's. */
const keptFromClients: readonly string[] = ['detail', 'recipient'];

interface Seen {
  readonly by: Actor;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An event as a caller may see it: a client knows the provider's people by their role alone. */
export function maintenanceEventSeenBy({ scope }: Pick<Asking, 'scope'>, { by, data }: Seen): Seen {
  if (scope === 'all') return { by, data };
  const { opening, ...told } = data as { opening?: MaintenanceOpening };
  const rest = Object.fromEntries(Object.entries(told).filter(([name]) => !keptFromClients.includes(name)));
  const shown = opening && {
    ...opening,
    by: actorSeenByClient(opening.by),
    contacts: { ...opening.contacts, provider: [] },
  };
  return { by: actorSeenByClient(by), data: shown ? { ...rest, opening: shown } : rest };
}
