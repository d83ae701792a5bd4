import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { MaintenanceClient } from '../../clients/maintenance';
import { maintenanceAnswerSchema, type MaintenanceAnswer } from '../../domain/maintenance/answer';
import { maintenanceRules, whyNotUntil, type MaintenanceCommandName } from '../../domain/maintenance/commands';
import { consequencesText } from '../../domain/maintenance/consequences';
import { maintenanceWaiverSchema } from '../../domain/maintenance/waiver';
import { languageSchema, type Language } from '../../domain/languages';
import { refusal } from '../../domain/refusal';
import { whyTooFar } from '../../domain/time/horizon';
import { instantSchema, toEpochMs } from '../../domain/time/instant';
import type { Action } from '../authorization';
import { operation, type Example } from '../operation';
import { nothing } from '../parameters';
import { refused, unlessRefused } from '../problem';
import { idempotencyHeader, orUnavailable } from '../ticket-access';
import { byMaintenance, visibleMaintenance } from './access';
import { movedTo, moveSchema } from './moving';
import { sampleMaintenance } from './scheduling';
import { maintenanceSeenBy } from './view';

const signed = {
  ...maintenanceWaiverSchema.pick({ language: true, digest: true, signedBy: true }).shape,
};
const until = instantSchema.describe('When it may begin at the earliest.');
const digest = 'a'.repeat(64);

/** What people tell a maintenance (annex §10). `now` is the clock of this process, epoch milliseconds. */
export function maintenanceCommandOperations(maintenances: MaintenanceClient, now: () => number) {
  /** Makes the operation of a command; all answer with the maintenance after it. */
  const command = <Id extends string, Body extends z.ZodObject>(
    id: Id,
    name: MaintenanceCommandName,
    declared: {
      readonly action: Action;
      readonly summary: string;
      readonly description?: string;
      readonly body: Body;
      readonly examples: readonly Example[];
      /** What the body becomes in the command. */
      data(answer: MaintenanceAnswer, body: z.output<Body>, language: Language): Promise<unknown>;
    },
  ) =>
    operation({
      id,
      method: 'post',
      path: `/v1/maintenances/{maintenance}/${name}`,
      action: declared.action,
      tag: 'Maintenance',
      summary: declared.summary,
      ...(declared.description === undefined ? {} : { description: declared.description }),
      params: byMaintenance,
      query: nothing,
      headers: idempotencyHeader,
      body: declared.body,
      answer: maintenanceAnswerSchema,
      answers: { 200: { description: 'The maintenance after the command.' } },
      problems: [404, 409, 422],
      examples: declared.examples,
      async handle({ caller, scope, params: { maintenance: reference }, headers, body, language }) {
        const before = await visibleMaintenance(maintenances, { caller, scope }, reference);
        const data = await declared.data(before, body as z.output<Body>, language);
        const actor = { id: caller.sub, role: caller.role };
        const key = `${caller.sub}/${name}/${headers['idempotency-key'] ?? randomUUID()}`;
        const given = await orUnavailable(maintenances.command(reference, name, { actor, data }, key, body));
        if ('refusal' in given) throw refused(given);
        return { body: maintenanceSeenBy({ scope }, given.answer) };
      },
    });
  const { why: reason } = sampleMaintenance;
  return [
    command('moveMaintenance', 'move', {
      action: 'maintenance.write',
      summary: 'Move a planned maintenance: the client is told the old and the new time',
      description:
        'The notice rule holds for the new time as for the first, and so does that no other maintenance closes the environment then.',
      body: moveSchema,
      examples: [
        { summary: 'A month later', as: 'release-manager', body: { startsAt: '2030-01-07T19:00:00Z', reason } },
      ],
      data: (before, body, language) => movedTo(before, body, { nowMs: now(), language }),
    }),
    command('cancelMaintenance', 'cancel', {
      action: 'maintenance.write',
      summary: 'Call a maintenance off before it begins',
      body: maintenanceRules.cancel.data,
      examples: [{ summary: 'Not needed any more', as: 'release-manager', body: { reason } }],
      data: (_before, body) => Promise.resolve(body),
    }),
    command('finishMaintenance', 'finish', {
      action: 'maintenance.write',
      summary: 'Say that the work of people is done: the checks then decide whether the service is operational again',
      description: 'Where the environment has no health check, say in `evidence` how it was seen to work.',
      body: maintenanceRules.finish.data,
      examples: [{ summary: 'Not begun yet', as: 'release-manager', body: {}, refused: 409 }],
      data: (_before, body) => Promise.resolve(body),
    }),
    command('refuseMaintenance', 'refuse', {
      action: 'maintenance.waive',
      summary: 'Refuse an unplanned maintenance, and bear what follows (annex §10)',
      description: 'Sign the text of the consequences (see the operation that reads it) by its digest.',
      body: z.strictObject(signed),
      examples: [
        {
          summary: 'A planned one',
          as: 'dupont',
          body: { language: 'fr', digest, signedBy: 'Claire Dupont' },
          refused: 409,
        },
      ],
      data: (before, body) => Promise.resolve(signedWith(before, null, body)),
    }),
    command('postponeMaintenance', 'postpone', {
      action: 'maintenance.waive',
      summary: 'Postpone an unplanned maintenance, and bear what follows (annex §10)',
      description: 'Sign the text of the consequences, for the same instant, by its digest.',
      body: z.strictObject({ ...signed, until }),
      examples: [
        {
          ...{ summary: 'A planned one', as: 'dupont', refused: 409 },
          body: { language: 'en', digest, signedBy: 'Claire Dupont', until: '2030-02-01T09:00:00Z' },
        },
      ],
      data: async (before, body) => {
        unlessRefused(whyTooFar([body.until], now()));
        return await Promise.resolve({ ...signedWith(before, body.until, body), until: body.until });
      },
    }),
    operation({
      id: 'readConsequences',
      method: 'get',
      path: '/v1/maintenances/{maintenance}/consequences',
      action: 'maintenance.read',
      tag: 'Maintenance',
      summary:
        'What follows from refusing or postponing an unplanned maintenance, to be signed by its digest (annex §10)',
      params: byMaintenance,
      query: z.strictObject({ until: until.optional(), language: languageSchema.optional() }),
      headers: nothing,
      body: null,
      answer: z
        .strictObject({ language: languageSchema, text: z.string(), digest: maintenanceWaiverSchema.shape.digest })
        .meta({ id: 'MaintenanceConsequences' }),
      answers: { 200: { description: 'The text, and its SHA-256.' } },
      problems: [404, 409, 422],
      examples: [{ summary: 'Of a planned one', as: 'dupont', refused: 409 }],
      async handle({ caller, scope, params: { maintenance }, query, language: preferred }) {
        const answer = await visibleMaintenance(maintenances, { caller, scope }, maintenance);
        if (answer.kind === 'planned') throw refused(refusal('not-refusable'));
        const { until: putOff = null, language = preferred } = query;
        unlessRefused(whyTooFar([query.until], now()));
        unlessRefused(putOff === null ? undefined : whyNotUntil(answer.window.startsAt, putOff, now()));
        return { body: { language, ...shownTo(answer, putOff, language) } };
      },
    }),
  ] as const;
}

interface Signed {
  readonly language: Language;
  readonly digest: string;
  readonly signedBy: string;
}

function shownTo(answer: MaintenanceAnswer, putOff: string | null, language: Language) {
  const shown = consequencesText(answer, putOff, language);
  return { text: shown, digest: createHash('sha256').update(shown).digest('hex') };
}

/** What was signed with the very text that was read; another text is refused. A planned maintenance is refused by its rule. */
function signedWith(before: MaintenanceAnswer, putOff: string | null, { language, digest: read, signedBy }: Signed) {
  const shown = shownTo(before, putOff === null ? null : new Date(toEpochMs(putOff)).toISOString(), language);
  if (before.kind === 'unplanned' && shown.digest !== read) throw refused(refusal('consequences-changed'));
  return { language, signedBy, ...shown };
}
