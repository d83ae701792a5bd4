import { randomUUID } from 'node:crypto';
import { languageSchema } from '../../domain/languages';
import { refusal } from '../../domain/refusal';
import { referencePattern } from '../../domain/ticket/reference';
import { upgradeAnswerSchema, type UpgradeAnswer } from '../../domain/upgrade/answer';
import { upgradeRules, type UpgradeCommandName } from '../../domain/upgrade/commands';
import type { UpgradeFacts } from '../../domain/upgrade/facts';
import { toldTicket } from '../../domain/upgrade/incidents';
import { operation, type Example } from '../operation';
import { nothing } from '../parameters';
import { refused } from '../problem';
import { idempotencyHeader, orUnavailable } from '../ticket-access';
import { byUpgrade, sampleUpgrade, visibleUpgrade, type ReleaseParts } from './parts';
import { dayBeginsAt, shownWaiver } from './upgrades';
import { upgradeSeenBy } from './view';

const TESTED = ['publishRollout', 'confirmUpgradeTest'];
const example = (summary: string, body: unknown, as = 'dupont', more: Partial<Example> = {}): Example => ({
  ...{ summary, as, params: sampleUpgrade, given: TESTED, body },
  ...more,
});
const unknown = { reference: 'T-0000000000', digest: 'a'.repeat(64) };

/** What is told an upgrade: by its client, and by the provider in its name or about its own work (annex §10). */
export function upgradeCommandOperations(parts: ReleaseParts) {
  const { upgrades, tickets } = parts;

  /** What the command's rule has to know of other things than its upgrade. */
  async function factsOf(
    name: UpgradeCommandName,
    upgrade: UpgradeAnswer,
    body: { ticket?: string; until?: string; language?: 'fr' | 'en' },
    language: 'fr' | 'en',
  ): Promise<UpgradeFacts> {
    const { ticket, until } = body;
    if (name === 'report-incident' && ticket !== undefined) {
      const found = referencePattern.test(ticket) ? await orUnavailable(tickets.read(ticket)) : null;
      return { ticket: found && { ...toldTicket(found, upgrade, true), client: found.client } };
    }
    if (name !== 'refuse' && name !== 'postpone') return {};
    const state = await orUnavailable(upgrades.state(upgrade));
    if (!state) throw refused(refusal('upgrade-over', { command: name }));
    const begins = until === undefined ? {} : { dayBeginsAt: dayBeginsAt(until, upgrade.zone, parts.now()) };
    const shown = shownWaiver(state, until ?? null, body.language ?? language);
    return { shown, ...begins };
  }

  const command = <Id extends string, Name extends UpgradeCommandName>(
    id: Id,
    name: Name,
    summary: string,
    examples: readonly Example[],
  ) =>
    operation({
      id,
      method: 'post',
      path: `/v1/upgrades/{client}/{product}/{version}/${name}`,
      action: `upgrade.${name}`,
      tag: 'Releases',
      summary,
      params: byUpgrade,
      query: nothing,
      headers: idempotencyHeader,
      body: bodies[name],
      answer: upgradeAnswerSchema,
      answers: { 200: { description: 'The upgrade after the command.' } },
      problems: [404, 409, 422],
      examples,
      async handle({ caller, scope, params, headers, body, language }) {
        const upgrade = await visibleUpgrade(parts, { caller, scope }, params);
        const { language: read, ...data } = body as { ticket?: string; until?: string; language?: 'fr' | 'en' };
        const facts = await factsOf(name, upgrade, { ...data, ...(read ? { language: read } : {}) }, language);
        const request = { actor: { id: caller.sub, role: caller.role }, data, facts };
        const key = headers['idempotency-key'] ?? randomUUID();
        const given = await orUnavailable(upgrades.command(params, name, request, `${caller.sub}/${name}/${key}`));
        if ('refusal' in given) throw refused(given);
        return { body: upgradeSeenBy({ scope }, given.answer) };
      },
    });

  return [
    command('confirmUpgradeTest', 'confirm-test', 'A person has installed the version in the test environment', [
      example('By hand, where no deployer does', { detail: 'Installed by the operations team.' }, 'release-manager', {
        given: ['publishRollout'],
      }),
    ]),
    command('retryUpgradeTest', 'retry-test', 'Try the deployment to the test environment again', [
      example('It has not failed', {}, 'release-manager', { refused: 409 }),
    ]),
    command('recordUpgradeNotice', 'record-notice', 'Record that the client was told by other means than mail', [
      example('It had been told', { how: 'Call with Claire Dupont.' }, 'release-manager', { refused: 409 }),
    ]),
    command('acceptUpgrade', 'accept', 'Accept a version before the test window is over', [example('Accepted', {})]),
    command(
      'reportUpgradeIncident',
      'report-incident',
      'Report an incident: the promotion waits until it is resolved',
      [example('By a ticket that is not there', { ticket: unknown.reference }, 'dupont', { refused: 422 })],
    ),
    command('withdrawUpgradeIncident', 'withdraw-incident', 'Take the report of an incident back', [
      example('Of none', { ticket: unknown.reference }, 'dupont', { refused: 409 }),
    ]),
    command('refuseUpgrade', 'refuse', 'Refuse a version: what follows is signed (annex §2, §10)', [
      example('Another text', { signedBy: 'Claire Dupont', digest: unknown.digest }, 'dupont', { refused: 409 }),
    ]),
    command('postponeUpgrade', 'postpone', 'Put a version off: what follows is signed (annex §2, §10)', [
      example('Another text', { signedBy: 'Claire Dupont', until: '2033-01-01', digest: unknown.digest }, 'dupont', {
        refused: 409,
      }),
    ]),
  ] as const;
}

/** The language in which the text was shown; the caller's unless told. */
const language = { language: languageSchema.optional() };
const bodies = {
  accept: upgradeRules.accept.data,
  'report-incident': upgradeRules['report-incident'].data,
  'withdraw-incident': upgradeRules['withdraw-incident'].data,
  'retry-test': upgradeRules['retry-test'].data,
  'confirm-test': upgradeRules['confirm-test'].data,
  'record-notice': upgradeRules['record-notice'].data,
  refuse: upgradeRules.refuse.data.extend(language),
  postpone: upgradeRules.postpone.data.extend(language),
} as const satisfies Record<UpgradeCommandName, unknown>;
