import { z } from 'zod';
import { toInstant } from '../time/instant';
import type { MaintenanceEvent } from './events';
import { deliverySchema, type Delivery } from './ledger';
import { bilingualSchema, maintenanceOpeningSchema } from './opening';
import { outcomeSchema } from './promotion';
import type { MaintenanceState } from './schema';

const shownSpan = z.strictObject({ startsAt: z.string(), endsAt: z.string() });

/**
 * What one person is mailed about one event of a maintenance. (reference, sequence, recipient, template) is its key: it is sent
 * once, and its Message-ID is made from the key.
 */
export const maintenanceNoticeSchema = z.strictObject({
  reference: z.string(),
  sequence: z.int(),
  ...deliverySchema.pick({ template: true, recipient: true, language: true, revision: true, side: true }).shape,
  /** By whose Message-ID mailboxes keep the thread together. */
  thread: z.string(),
  at: z.string(),
  zone: z.string(),
  ...maintenanceOpeningSchema.pick({ client: true, kind: true, environments: true, work: true }).shape,
  expectedDowntimeMinutes: z.int(),
  why: bilingualSchema,
  window: shownSpan,
  /** Of one that was moved: when it would have been. */
  before: shownSpan.nullable(),
  /** Why it was moved or called off. */
  reason: bilingualSchema.nullable(),
  /** Of an alarm, what is not well and whom or what it is about. */
  detail: z.string(),
  about: z.string(),
  outcome: outcomeSchema.nullable(),
  /** Minutes for which the service was closed, rounded up, once that is over. */
  downtimeMinutes: z.int().nullable(),
});
export type MaintenanceNotice = z.infer<typeof maintenanceNoticeSchema>;

/** The notices that an event brings about, given the maintenance after it; `sequence` is the event's number. */
export function noticesFor(event: MaintenanceEvent, state: MaintenanceState, sequence: number): MaintenanceNotice[] {
  return state.ledger.filter(({ of }) => of === sequence).map((delivery) => noticeOf(event, state, delivery));
}

function noticeOf(event: MaintenanceEvent, state: MaintenanceState, delivery: Delivery): MaintenanceNotice {
  const { opening, window, moves } = state;
  const { reference, client, kind, environments, work, why, zone, expectedDowntimeMinutes, thread } = opening;
  const { of, template, recipient, language, revision, side, dueAt } = delivery;
  const move = event.type === 'moved' || event.type === 'postponed' ? moves.at(-1) : undefined;
  return {
    reference,
    sequence: of,
    ...{ template, recipient, language, revision, side },
    thread: thread ?? reference,
    at: dueAt,
    zone,
    ...{ client, kind, environments, work, expectedDowntimeMinutes, why },
    window: { startsAt: toInstant(window.startMs), endsAt: toInstant(window.endMs) },
    before: move ? { startsAt: toInstant(move.from.startMs), endsAt: toInstant(move.from.endMs) } : null,
    reason: reasonOf(event),
    ...aboutOf(event),
    outcome: state.outcome?.outcome ?? null,
    downtimeMinutes: event.type === 'operational' ? minutesOf(state) : null,
  };
}

function reasonOf(event: MaintenanceEvent): MaintenanceNotice['reason'] {
  if (event.type === 'moved' || event.type === 'cancelled') return event.data.reason;
  return event.type === 'withdrawn' ? (event.data.reason ?? null) : null;
}

function aboutOf(event: MaintenanceEvent): Pick<MaintenanceNotice, 'detail' | 'about'> {
  switch (event.type) {
    case 'withdrawn':
      return { detail: event.data.detail, about: event.data.why };
    case 'contact-unreachable':
      return { detail: event.data.why, about: event.data.recipient };
    case 'notice-missed':
      return { detail: 'nobody', about: event.data.noticeBy };
    case 'people-wanted':
      return { detail: event.data.detail, about: event.data.environment };
    case 'refused':
    case 'postponed':
      return { detail: event.data.waiver.text, about: event.data.waiver.signedBy };
    default:
      return { detail: '', about: '' };
  }
}

function minutesOf({ downtime }: MaintenanceState): number {
  const ms = downtime.reduce(
    (sum, { from, until }) => sum + (until === null ? 0 : Date.parse(until) - Date.parse(from)),
    0,
  );
  return Math.ceil(ms / 60_000);
}

/**
 * Whether a notice still says the truth, checked at the moment of sending: what announces is dropped once another window holds, or
 * the work has begun or will not; what tells of the work once that is over. `undefined`: send it.
 */
export function whyNotSend({ template, revision }: MaintenanceNotice, state: MaintenanceState): string | undefined {
  const { status } = state;
  const announces =
    template === 'planned' || template === 'unplanned' || template === 'moved' || template === 'reminder';
  if (announces) {
    if (revision < state.revision) return 'superseded';
    if (status === 'scheduled' || status === 'asking') return undefined;
    // News of an unplanned one are owed as long as it goes on.
    return template === 'unplanned' && status === 'in-progress' ? undefined : 'begun';
  }
  if (template === 'started' || template === 'overrun' || template === 'unhealthy')
    return status === 'in-progress' ? undefined : 'over';
  return undefined;
}
