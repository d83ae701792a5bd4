import { z } from 'zod';
import type { TicketClient } from '../../clients/ticket';
import { drawnReference, maintenanceReferenceOf } from '../../clients/ticket-reference';
import { faultOfCause, toldCause } from '../../domain/maintenance/cause';
import type { OtherWindows } from '../../domain/maintenance/commands';
import { openedMaintenance } from '../../domain/maintenance/evolve';
import { maintenanceAnswer, maintenanceAnswerSchema } from '../../domain/maintenance/answer';
import { bilingualSchema, kindSchema, type MaintenanceOpening, type Span } from '../../domain/maintenance/opening';
import { codeSchema } from '../../domain/registers/registers';
import { text } from '../../domain/text';
import { unplannedSpan, unplannedStartMs } from '../../domain/maintenance/unplanned';
import type { Language } from '../../domain/languages';
import { whyTooFar } from '../../domain/time/horizon';
import { instantSchema, toEpochMs, toInstant, type Instant } from '../../domain/time/instant';
import type { Caller } from '../auth';
import { operation } from '../operation';
import { nothing } from '../parameters';
import { Problem, refused, unlessRefused } from '../problem';
import { fromStore } from '../store-access';
import { idempotencyHeader, orUnavailable } from '../ticket-access';
import { unlessWithoutCause } from '../unplanned-cause';
import { calendarOf, othersThan } from './calendar';
import type { MaintenanceParts } from './maintenances';
import { maintenanceSeenBy } from './view';
import { plannedSpan } from './windows';

/** When it is to be: a window of the contract by its beginning, or one that was agreed with the client. */
export const wantedSpan = {
  startsAt: instantSchema.describe('The beginning of one of the windows of the contract.'),
  endsAt: instantSchema.optional().describe('Of a window that was agreed; else that of the window of the contract.'),
  agreement: text(150).optional().describe('How another window was agreed with the client: a mail, a call.'),
};

export const newMaintenanceSchema = z
  .strictObject({
    client: codeSchema,
    environments: z.array(codeSchema).min(1).max(20).describe('Codes of its environments.'),
    kind: kindSchema.default('planned').describe('Unplanned ones correct security or a P1, and are announced at once.'),
    cause: toldCause.cause.optional().describe('Of an unplanned one: what it corrects (annex §10).'),
    ticket: toldCause.ticket,
    ...wantedSpan,
    startsAt: wantedSpan.startsAt
      .optional()
      .describe('Required of a planned one; an unplanned one begins 15 minutes after its notice, or later if told.'),
    expectedDowntimeMinutes: z
      .int()
      .min(1)
      .max(1440)
      .optional()
      .describe('What each notice says of the downtime; as the contract has it unless told.'),
    why: bilingualSchema.describe('What is done and why, as the client is told.'),
  })
  .superRefine(({ kind, cause, ticket, startsAt, endsAt, agreement }, issues) => {
    const fault = (path: string, message: string): void => issues.addIssue({ code: 'custom', path: [path], message });
    if (kind === 'planned' && startsAt === undefined) fault('startsAt', 'when a planned maintenance begins');
    if (startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt) fault('endsAt', 'after its beginning');
    if ((cause !== undefined) !== (kind === 'unplanned'))
      fault('cause', 'of an unplanned maintenance: security, or a critical incident');
    const ofCause = faultOfCause({ cause, ticket });
    if (ofCause) fault(ofCause.field, ofCause.message);
    if (kind === 'unplanned' && (endsAt ?? agreement) !== undefined)
      fault(endsAt === undefined ? 'agreement' : 'endsAt', 'of a planned maintenance alone');
  })
  .meta({ id: 'NewMaintenance' });

export const sampleMaintenance = {
  client: 'dupont',
  environments: ['prod'],
  startsAt: '2029-12-03T19:00:00Z',
  expectedDowntimeMinutes: 45,
  why: { fr: 'Mise à jour du système', en: 'System update' },
};

/** Announcing a maintenance (annex §10). */
export function schedulingOperation({ maintenances, tickets, unplannedNoticeMinutes, now }: MaintenanceParts) {
  return operation({
    id: 'scheduleMaintenance',
    method: 'post',
    path: '/v1/maintenances',
    action: 'maintenance.write',
    tag: 'Maintenance',
    summary: 'Announce a maintenance (annex §10)',
    description:
      'A planned one takes place in a window of the contract, or in one agreed with the client, and is announced 7 calendar days and ' +
      '168 hours before; where that is too late, or another maintenance closes the same environment then, it is refused with the first ' +
      'window that does. An unplanned one is announced at once, and begins no sooner than 15 minutes after somebody of the client ' +
      'has the notice (as the provider has set it): until then the client can refuse it or put it off.',
    params: nothing,
    query: nothing,
    headers: idempotencyHeader,
    body: newMaintenanceSchema,
    answer: maintenanceAnswerSchema,
    answers: {
      201: { description: 'Announced: the notices leave.', headers: { Location: 'Where the maintenance is.' } },
      200: { description: 'Announced before, with the same Idempotency-Key.', headers: { Location: 'Where it is.' } },
    },
    problems: [409, 422],
    examples: [
      { summary: 'In a window of the contract', as: 'release-manager', body: sampleMaintenance },
      {
        summary: 'In a window agreed with the client',
        as: 'release-manager',
        body: {
          ...sampleMaintenance,
          ...{ startsAt: '2029-12-08T05:00:00Z', endsAt: '2029-12-08T07:00:00Z', agreement: 'Mail of 20 November' },
        },
      },
      {
        summary: 'Unplanned, for security',
        as: 'release-manager',
        body: { ...sampleMaintenance, kind: 'unplanned', cause: 'security', startsAt: '2029-11-20T09:00:00Z' },
      },
    ],
    async handle({ caller, scope, headers, body, language }) {
      const key = headers['idempotency-key'];
      const reference =
        key === undefined ? drawnReference('M') : maintenanceReferenceOf('api', caller.sub, body.client, key);
      const nowMs = now();
      const { opening, others } = await openingAsked(body, {
        reference,
        caller,
        nowMs,
        language,
        unplannedNoticeMinutes,
        tickets,
      });
      const opened = await orUnavailable(maintenances.open(opening, { others, asked: body }));
      if ('refusal' in opened) throw refused(opened);
      const known = opened.repeated ? await orUnavailable(maintenances.read(reference)) : null;
      return {
        status: opened.repeated ? 200 : 201,
        headers: { Location: `/v1/maintenances/${reference}` },
        body: maintenanceSeenBy({ scope }, known ?? maintenanceAnswer(openedMaintenance(opening), 0)),
      };
    },
  });
}

/** The maintenance that is asked for, as registers and contract have it; with what is known of other windows than its own. */
export async function openingAsked(
  body: z.output<typeof newMaintenanceSchema>,
  {
    reference,
    caller,
    nowMs,
    language,
    unplannedNoticeMinutes: noticeMinutes,
    tickets,
  }: {
    readonly reference: string;
    readonly caller: Pick<Caller, 'sub' | 'role'>;
    readonly nowMs: number;
    readonly language: Language;
    readonly unplannedNoticeMinutes: number;
    readonly tickets: Pick<TicketClient, 'read'>;
  },
): Promise<{ readonly opening: MaintenanceOpening; readonly others: OtherWindows }> {
  const { client, environments, kind, cause, ticket, startsAt, endsAt, agreement, why } = body;
  unlessRefused(whyTooFar([startsAt, endsAt], nowMs));
  await unlessWithoutCause(tickets, { cause, ticket }, { client });
  const where = { client, environments: [...new Set(environments)], reference };
  return await fromStore(async () => {
    const calendar = await calendarOf(where, nowMs, nowMs, nowMs);
    const minutes = body.expectedDowntimeMinutes ?? Math.max(1, calendar.policies.expectedDowntimeMinutes);
    if (kind === 'planned' && startsAt === undefined) throw new Problem(422, 'invalid-request');
    const window =
      kind === 'planned' && startsAt !== undefined
        ? await plannedSpan(where, { startsAt, endsAt, agreement }, { minutes, nowMs, language })
        : unplannedFrom(startsAt, { minutes, nowMs, noticeMinutes });
    const { contacts, zone, contractVersion } = calendar;
    const provider = [...contacts.support, ...contacts.manager].slice(0, 50);
    const opening: MaintenanceOpening = {
      ...{ ...where, kind, window, expectedDowntimeMinutes: minutes, why, zone, contractVersion },
      ...(kind === 'unplanned' ? { noticeMinutes } : {}),
      ...(cause ? { cause: { kind: cause, ...(ticket === undefined ? {} : { ticket }) } } : {}),
      work: { kind: 'by-hand' },
      by: { id: caller.sub, role: caller.role },
      openedAt: toInstant(nowMs),
      contacts: { client: contacts.client, provider },
    };
    return { opening, others: kind === 'planned' ? await othersThan(where, window, minutes, nowMs) : {} };
  });
}

/** An unplanned maintenance begins as soon as it may unless told later, and lasts as long as is expected. */
function unplannedFrom(
  startsAt: Instant | undefined,
  {
    minutes,
    nowMs,
    noticeMinutes,
  }: { readonly minutes: number; readonly nowMs: number; readonly noticeMinutes: number },
): Span {
  const wantedMs = startsAt === undefined ? nowMs : toEpochMs(startsAt);
  return unplannedSpan(unplannedStartMs(wantedMs, nowMs, noticeMinutes), minutes * 60_000);
}
