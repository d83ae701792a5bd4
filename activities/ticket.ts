import { Context } from '@temporalio/activity';
import type { UpgradeClient } from '../clients/upgrade';
import { compileContract } from '../domain/calendar/compile';
import { refusal } from '../domain/refusal';
import { admission, isInForce } from '../domain/ticket/eligibility';
import { governing } from '../domain/ticket/governing';
import { readEntry } from '../store/registers';
import { eligibilityFacts } from '../store/eligibility-facts';
import { admissionOf } from './admission';
import { failFast } from './fail-fast';
import { whileBeating } from './heartbeat';
import type { Mailer } from './mail/mailer';
import { publish } from './publishing';
import type { RecordedEvent, RegisterActivities, TicketActivities } from './ports';
import { tellUpgrades } from './upgrade/ticket-news';
import type { WebhookSender } from './webhook/webhook-sender';

export interface TicketSideEffects {
  readonly mailer: Mailer;
  readonly webhooks: WebhookSender;
  /** Upgrades that tickets are reported against; none are told unless given. */
  readonly upgrades?: Pick<UpgradeClient, 'tellTicket'>;
  /** Told what was published, at the instant in epoch ms. */
  readonly onPublished?: (events: readonly RecordedEvent[], atMs: number) => void;
}

/** The side effects of tickets on the real registers, read model and mail server. */
export function createTicketActivities({
  mailer,
  webhooks,
  upgrades,
  onPublished,
}: TicketSideEffects): TicketActivities & RegisterActivities {
  return {
    async loadAdmission(opening) {
      failFast();
      return await admissionOf(opening, Context.current().info.currentAttemptScheduledTimestampMs);
    },

    async loadTimetables({ client, contractVersion, hours, fromMs, toMs }) {
      failFast();
      const contract = await readEntry('contracts', `${client}/${contractVersion}`);
      if (!contract) throw new Error(`contract ${client}/${contractVersion} is not in the register`);
      const compiled = compileContract(contract, fromMs, toMs);
      return Object.fromEntries(Object.entries(compiled).filter(([name]) => hours.includes(name)));
    },

    async loadTerms({ client, contractVersion, at, fromMs, toMs }) {
      failFast();
      const [found, contract] = await Promise.all([
        readEntry('clients', client),
        readEntry('contracts', `${client}/${contractVersion}`),
      ]);
      if (!found || !contract) return refusal('contract-unknown', { client, version: contractVersion });
      if (isInForce(contract, at)) return governing(contract, found.language, fromMs, toMs);
      const { effectiveFrom: from, effectiveUntil } = contract;
      return refusal('contract-not-in-force', { version: contractVersion, from, until: effectiveUntil ?? '' });
    },

    async decideAgain({ opening, contractVersion, at }) {
      failFast();
      return admission(await eligibilityFacts(opening, at, contractVersion));
    },

    async publishTicket(batch) {
      await publish(batch);
      if (upgrades) await tellUpgrades(upgrades, batch);
      onPublished?.(batch.events, Date.now());
    },

    sendNotice: (notice) => whileBeating(() => (notice.via === 'webhook' ? webhooks : mailer).send(notice)),
  };
}
