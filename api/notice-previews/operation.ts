import { z } from 'zod';
import type { MaintenanceClient } from '../../clients/maintenance';
import type { TicketClient } from '../../clients/ticket';
import type { RolloutClient, RolloutKey } from '../../clients/rollout';
import type { UpgradeClient } from '../../clients/upgrade';
import { maintenanceReferenceSchema } from '../../domain/maintenance/reference';
import { bilingualSchema } from '../../domain/maintenance/opening';
import { whyNotPublish } from '../../domain/rollout/publication';
import { rolloutRules } from '../../domain/rollout/commands';
import { decide } from '../../domain/rollout/decide';
import { refusal } from '../../domain/refusal';
import { whyTooFar } from '../../domain/time/horizon';
import { toInstant } from '../../domain/time/instant';
import { deliverySchema } from '../../domain/upgrade/schema';
import { moveSchema } from '../maintenances/moving';
import { newMaintenanceSchema, sampleMaintenance } from '../maintenances/scheduling';
import { operation } from '../operation';
import { nothing } from '../parameters';
import { refused, unlessRefused } from '../problem';
import { askedUnplannedSchema, unplannedOf } from '../releases/asked-unplanned';
import { byRollout, sampleRollout } from '../releases/parts';
import { registered } from '../releases/registered';
import { fromStore } from '../store-access';
import { orUnavailable } from '../ticket-access';
import { unlessWithoutCause } from '../unplanned-cause';
import { ofCommand, ofSchedule } from './of-maintenances';
import { ofMessage, ofPublication } from './of-upgrades';
import { previewSchema, type Preview } from './preview';

type Asked = Parameters<typeof ofSchedule>[1];

const maintenance = maintenanceReferenceSchema;

const wouldBeSchema = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('publish'),
    ...byRollout.shape,
    unplanned: askedUnplannedSchema.nullable().default(null),
  }),
  z.strictObject({ act: z.literal('pause'), ...byRollout.shape, ...rolloutRules.pause.data.shape }),
  z.strictObject({ act: z.literal('resume'), ...byRollout.shape }),
  z.strictObject({ act: z.literal('stop'), ...byRollout.shape, ...rolloutRules.stop.data.shape }),
  z.strictObject({ act: z.literal('schedule'), wanted: newMaintenanceSchema }),
  z.strictObject({ act: z.literal('move'), maintenance, ...moveSchema.shape }),
  z.strictObject({ act: z.literal('cancel'), maintenance, reason: bilingualSchema }),
]);

/** The notices of something that is about to be done, before it is done. `now` is the clock of this process, epoch milliseconds. */
export function noticePreviewOperation(parts: {
  readonly rollouts: RolloutClient;
  readonly upgrades: UpgradeClient;
  readonly maintenances: MaintenanceClient;
  readonly tickets: Pick<TicketClient, 'read'>;
  /** Between the notice of an unplanned one and its beginning. */
  readonly unplannedNoticeMinutes: number;
  readonly now: () => number;
  /** Of the portal, to which mails lead. */
  readonly publicUrl: string | undefined;
}) {
  return operation({
    id: 'previewNotices',
    method: 'post',
    notAudited: true,
    path: '/v1/notice-previews',
    action: 'notices.preview',
    tag: 'Releases',
    summary: 'The notices that publishing, pausing, moving or announcing would send, to whom, in both languages',
    description:
      'They are made by the texts of the mails themselves, from registers, contract and state as they are now; nothing is sent or ' +
      'changed. What would be refused is refused with the same reason. A publication shows what is told once the version is installed for test.',
    params: nothing,
    query: nothing,
    headers: nothing,
    body: wouldBeSchema,
    answer: previewSchema,
    answers: {
      200: { description: 'What would leave at once; what follows later, such as a reminder, is not in it.' },
    },
    problems: [404, 409, 422],
    examples: [
      {
        summary: 'Of a maintenance',
        as: 'release-manager',
        // In a window of its own: that of the sample may be taken.
        body: { act: 'schedule', wanted: { ...sampleMaintenance, startsAt: '2031-02-03T19:00:00Z' } },
      },
      {
        summary: 'Of a publication that was made already',
        as: 'release-manager',
        given: ['publishRollout'],
        body: { act: 'publish', ...sampleRollout },
        refused: 409,
      },
      {
        summary: 'Of a pause of what was stopped',
        as: 'release-manager',
        given: ['publishRollout', 'stopRollout'],
        body: { act: 'pause', ...sampleRollout, reason: 'A fault that was found after publishing.' },
        refused: 409,
      },
    ],
    async handle({ caller, body, language }) {
      const { tickets, unplannedNoticeMinutes } = parts;
      const asked = { caller, nowMs: parts.now(), language, unplannedNoticeMinutes, tickets };
      return { body: await previewOf(parts, body, asked) };
    },
  });
}

async function previewOf(
  parts: Parameters<typeof noticePreviewOperation>[0],
  body: z.output<typeof wouldBeSchema>,
  asked: Asked,
): Promise<Preview> {
  const { nowMs } = asked;
  switch (body.act) {
    case 'publish':
      return await ofPublished(parts, body, asked);
    case 'schedule':
      return await ofSchedule(body.wanted, asked);
    case 'move':
    case 'cancel':
      return await ofCommand(parts.maintenances, body, asked);
    default: {
      const { act: kind, product, version } = body;
      const message = { kind, reason: 'reason' in body ? body.reason : '', at: toInstant(nowMs) };
      await unlessRolloutRefuses(parts.rollouts, message, { product, version }, asked);
      return await orUnavailable(fromStore(() => ofMessage(parts, { product, version }, message, nowMs)));
    }
  }
}

/** Refused as the command itself would be: by the rules of the rollout, as it stands now. */
async function unlessRolloutRefuses(
  rollouts: RolloutClient,
  { kind, reason }: { readonly kind: 'pause' | 'resume' | 'stop'; readonly reason: string },
  key: RolloutKey,
  { caller, nowMs }: Asked,
): Promise<void> {
  const state = await orUnavailable(rollouts.state(key));
  if (!state) throw refused(refusal('rollout-unknown', { ...key }));
  const actor = { id: caller.sub, role: caller.role };
  const given = kind === 'resume' ? { type: kind, data: {} } : { type: kind, data: { reason } };
  const answer = decide(state, { ...given, actor, nowMs });
  if ('refusal' in answer) throw refused(answer);
}

async function ofPublished(
  { rollouts, tickets, publicUrl }: Parameters<typeof noticePreviewOperation>[0],
  { product, version, unplanned: asked }: Extract<z.output<typeof wouldBeSchema>, { act: 'publish' }>,
  { nowMs, unplannedNoticeMinutes: noticeMinutes }: Asked,
): Promise<Preview> {
  unlessRefused(whyTooFar([asked?.startsAt], nowMs));
  const known = await fromStore(() => registered(product, version));
  const { unplanned } = unplannedOf(asked, noticeMinutes);
  const why = whyNotPublish({ product, version, unplanned }, known);
  if (why) throw refused(why);
  await unlessWithoutCause(tickets, asked ?? {}, { product });
  if (await orUnavailable(rollouts.read({ product, version })))
    throw refused(refusal('rollout-known', { product, version }));
  const delivery = deliverySchema.parse({
    ...{ product, version, kind: known?.kind, reasons: known?.reasons, documentation: known?.documentation },
  });
  const opening = { ...delivery, unplanned, startedAt: toInstant(nowMs) };
  return await fromStore(() => ofPublication(opening, nowMs, publicUrl));
}
