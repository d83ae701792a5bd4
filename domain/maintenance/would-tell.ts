import type { Refusal } from '../refusal';
import { decide, type MaintenanceCommand } from './decide';
import { evolve, openedMaintenance, openingEvent } from './evolve';
import type { MaintenanceEvent } from './events';
import { noticesFor, type MaintenanceNotice } from './notices';
import type { MaintenanceOpening } from './opening';
import type { MaintenanceState } from './schema';

/** What people would be mailed if this maintenance were announced. Nothing is. */
export function wouldTellOpened(opening: MaintenanceOpening): readonly MaintenanceNotice[] {
  return told(openedMaintenance(opening), [openingEvent(opening)]);
}

/** What people would be mailed if a maintenance were told this, or why it would not take it. Nothing happens to it. */
export function wouldTell(
  state: MaintenanceState,
  command: MaintenanceCommand,
): readonly MaintenanceNotice[] | { readonly refusal: Refusal } {
  const answer = decide(state, command);
  return 'refusal' in answer ? answer : told(state, answer.events);
}

function told(state: MaintenanceState, events: readonly MaintenanceEvent[]): MaintenanceNotice[] {
  const notices: MaintenanceNotice[] = [];
  let current = state;
  for (const event of events) {
    current = evolve(current, event);
    notices.push(...noticesFor(event, current, current.events));
  }
  return notices;
}
