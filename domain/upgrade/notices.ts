import { z } from 'zod';
import type { Contact } from '../contract/escalation';
import { languageSchema } from '../languages';
import { actorSchema } from '../ticket/actor';
import { toEpochMs } from '../time/instant';
import { threeDates, threeDatesSchema } from './dates';
import type { UpgradeEvent } from './events';
import { deliverySchema, type UpgradeState } from './schema';
import { testEndMs } from './test-time';
import { isOver } from './standing';

export const upgradeTemplateSchema = z.enum([
  'test-available',
  'available',
  'unplanned',
  'support-warning',
  'unreachable',
  'test-failed',
  'test-window-moved',
  'accepted',
  'incident-reported',
  'incident-released',
  'paused',
  'resumed',
  'stopped',
  'superseded',
  'needed-again',
  'refused',
  'postponed',
  'withheld',
  'promotion-failed',
  'promoted',
]);
export type UpgradeTemplate = z.infer<typeof upgradeTemplateSchema>;

/** What one person is mailed about one event of an upgrade; (upgrade, sequence, template, recipient) is its key. */
export const upgradeNoticeSchema = z.strictObject({
  /** `CLIENT:PRODUCT@VERSION`. */
  upgrade: z.string(),
  sequence: z.number().int(),
  template: upgradeTemplateSchema,
  recipient: z.string(),
  language: languageSchema,
  zone: z.string(),
  at: z.string(),
  client: z.string(),
  delivery: deliverySchema,
  testEndsMs: z.number().nullable(),
  dates: threeDatesSchema,
  /** Until when the installed version is supported, as a day; null: not known. */
  installed: z.string().nullable(),
  supportEndsOn: z.string().nullable(),
  by: actorSchema.nullable(),
  ticket: z.string().nullable(),
  /** A reason or text of a person, and a word of a rule. */
  text: z.string().nullable(),
  reason: z.string().nullable(),
});
export type UpgradeNotice = z.infer<typeof upgradeNoticeSchema>;

/** How an upgrade is named in ids, threads and mails. */
export function upgradeName({
  client,
  product,
  version,
}: {
  client: string;
  product: string;
  version: string;
}): string {
  return `${client}:${product}@${version}`;
}

/** Each address once: whoever stands on both sides is told once. */
const distinct = (contacts: readonly Contact[]): Contact[] =>
  contacts.filter(({ email }, place) => contacts.findIndex((one) => one.email === email) === place);

type More = Partial<Pick<UpgradeNotice, 'ticket' | 'text' | 'reason'>>;

/** The notices that an event brings about, given the upgrade after it; `sequence` is the event's number. */
export function noticesFor(event: UpgradeEvent, state: UpgradeState, sequence: number): UpgradeNotice[] {
  const { calendar, opening } = state;
  if (!calendar) return [];
  const { client, provider } = calendar.contacts;
  const to = (template: UpgradeTemplate, recipients: readonly Contact[], more: More = {}): UpgradeNotice[] =>
    distinct(recipients).map(({ email: recipient, language }) => ({
      ...{ upgrade: upgradeName(opening), sequence, template, recipient, at: event.at, client: opening.client },
      ...{ language, zone: calendar.zone },
      delivery: deliverySchema.parse({
        ...{ product: opening.product, version: opening.version, kind: opening.kind },
        ...{ reasons: opening.reasons, documentation: opening.documentation },
      }),
      testEndsMs: testEndMs(state) ?? state.testEndsMs,
      dates: threeDates(state, toEpochMs(event.at)),
      ...{ installed: calendar.support.installed, supportEndsOn: calendar.support.endsOn },
      ...{ by: event.by.role === 'cadran' ? null : event.by, ticket: null, text: null, reason: null },
      ...more,
    }));
  const both = [...client, ...provider];
  switch (event.type) {
    case 'notified':
      return [
        ...first(state, to, client),
        ...warning(state, to, both),
        ...(client.length === 0 ? to('unreachable', provider) : []),
      ];
    case 'notice-sent':
      // Told of whoever was to be told and could not be: the month has not begun, and somebody has to call.
      return event.data.outcome === 'refused' && event.data.template === 'test-available' && !state.notified?.acceptedAt
        ? to('unreachable', provider, { text: event.data.recipient, reason: event.data.detail })
        : [];
    case 'test-failed':
      return to('test-failed', provider, { text: event.data.detail });
    case 'test-window-moved':
      return to('test-window-moved', client);
    case 'accepted':
      return to('accepted', both, { text: event.data.agreement });
    case 'incident-reported':
    case 'incident-reopened':
      return to('incident-reported', both, { ticket: event.data.ticket });
    case 'incident-released':
      return to('incident-released', both, { ticket: event.data.ticket, reason: event.data.why });
    case 'paused':
    case 'resumed':
    case 'stopped':
      // Whoever was told that it is not installed is told nothing of its rollout.
      if (!state.notified || state.superseded) return [];
      return to(event.type, client, 'reason' in event.data ? { text: event.data.reason } : {});
    case 'refused':
    case 'postponed':
      return to(event.type, both, { text: event.data.waiver.text, reason: event.data.waiver.digest });
    case 'superseded':
      return state.notified ? to('superseded', both, { text: event.data.installed }) : [];
    case 'needed-again':
      return state.notified ? to('needed-again', both, { text: calendar.support.installed }) : [];
    case 'promotion-withheld':
      // What supersedes it is told by itself.
      return event.data.why === 'superseded' ? [] : to('withheld', both, { reason: event.data.why });
    case 'promotion-failed':
      return to('promotion-failed', both, { reason: event.data.outcome });
    case 'promoted':
      return to('promoted', both);
    default:
      return [];
  }
}

type To = (template: UpgradeTemplate, recipients: readonly Contact[], more?: More) => UpgradeNotice[];

function first(state: UpgradeState, to: To, client: readonly Contact[]): UpgradeNotice[] {
  const { unplanned } = state.opening;
  if (unplanned)
    return distinct(client).flatMap((one) => to('unplanned', [one], { text: unplanned.why[one.language] }));
  return to(state.testEndsMs === null ? 'available' : 'test-available', client);
}

/** So long before its end a client is warned that its version will not be supported any more. */
const warnAheadMs = 183 * 24 * 3600 * 1000;

/** A client whose version is the last that is supported, or not even that, is warned with the date (annex §2). */
function warning({ calendar, notified }: UpgradeState, to: To, both: readonly Contact[]): UpgradeNotice[] {
  const { versionsLeft = 3, endsMs = null } = calendar?.support ?? {};
  const soon = endsMs !== null && endsMs - (notified ? toEpochMs(notified.at) : 0) <= warnAheadMs;
  return versionsLeft <= 1 || soon ? to('support-warning', both) : [];
}

/** Why a notice that waits is not sent any more; `undefined`: it is still true. */
export function whyNotSend({ template }: UpgradeNotice, state: UpgradeState): string | undefined {
  const late = isOver(state) && ['test-available', 'available', 'support-warning', 'unreachable'].includes(template);
  if (late) return 'over';
  return template === 'superseded' && !isOver(state) ? 'needed-again' : undefined;
}
