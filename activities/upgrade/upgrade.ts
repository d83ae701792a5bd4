import type { TicketClient } from '../../clients/ticket';
import { maintenanceReferenceOf } from '../../clients/ticket-reference';
import type { FanOutClient } from '../../clients/fan-out';
import type { MaintenanceClient } from '../../clients/maintenance';
import { tellReleases } from '../../clients/releases';
import type { RolloutClient } from '../../clients/rollout';
import type { UpgradeClient } from '../../clients/upgrade';
import { withdrawalReason } from '../../domain/letters/upgrade/withdrawal';
import type { MaintenanceOpening } from '../../domain/maintenance/opening';
import { firstFree, inTheWay } from '../../domain/maintenance/overlap';
import { concerns } from '../../domain/registers/freeze';
import { cadran } from '../../domain/ticket/actor';
import type { UpgradeCalendar } from '../../domain/upgrade/calendar';
import type { TicketAnswer } from '../../domain/ticket/schema';
import { toEpochMs, toInstant } from '../../domain/time/instant';
import { toldTicket } from '../../domain/upgrade/incidents';
import { upgradeName } from '../../domain/upgrade/notices';
import { promotionOpening } from '../../domain/upgrade/promotion-opening';
import { storeIsUp } from '../../store/connect';
import { maintenancesMeeting } from '../../store/maintenances';
import { freezesMeeting } from '../../store/freezes';
import { releasesConcerned, runningIn } from '../../store/running';
import { openTicketsLinkedTo, readTicket } from '../../store/tickets';
import { upgradeCalendar } from '../../store/upgrade-calendar';
import { failFast } from '../fail-fast';
import { whileBeating } from '../heartbeat';
import type { MailDelivery } from '../mail/delivery';
import type { UpgradeActivities } from '../ports';
import { installedIn, reconsidered } from './installing';
import { upgradeMail } from './mail';
import { publishUpgrade } from './publishing';
import { reservedTest } from './testing';

export interface UpgradeSideEffects {
  readonly delivery: MailDelivery;
  readonly tickets: TicketClient;
  readonly fanOuts: FanOutClient;
  readonly maintenances: MaintenanceClient;
  readonly rollouts: RolloutClient;
  readonly upgrades: UpgradeClient;
  readonly publicUrl?: string | undefined;
  /** A client's maintenances that stand and meet a span: as the read model has them, unless told. */
  readonly standing?: typeof maintenancesMeeting;
  /** Told how each question to the registers ended that an upgrade cannot go on without. */
  readonly onCalendar?: (outcome: CalendarOutcome) => void;
  /** The clock of this process, epoch milliseconds. */
  readonly now?: () => number;
}

/** `without-contract`: nobody can be told, and there are no windows, until the client has one. */
export type CalendarOutcome = 'loaded' | 'without-contract' | 'failed';

/** The side effects of upgrades on the real registers, tickets, maintenances and mail server. */
export function createUpgradeActivities({
  delivery,
  tickets,
  fanOuts,
  maintenances,
  rollouts,
  upgrades,
  publicUrl,
  standing = maintenancesMeeting,
  onCalendar,
  now = Date.now,
}: UpgradeSideEffects): UpgradeActivities {
  /** A ticket as its workflow sees it; one whose history is gone, as the store has it. */
  const ticketOf = async (reference: string): Promise<TicketAnswer | null> =>
    (await tickets.read(reference)) ?? (storeIsUp() ? await readTicket(reference) : null);
  /** Who is in the way of a promotion, and, if somebody is, the first of the windows after it that is free. */
  const othersThan = async (asked: MaintenanceOpening, { windows, toMs }: UpgradeCalendar, noticeMs: number) => {
    const { client, window, expectedDowntimeMinutes: minutes } = asked;
    const met = await standing(client, { from: toInstant(window.startMs), until: toInstant(toMs) });
    const taken = inTheWay(met, window, asked) ?? null;
    const free = taken && firstFree(windows, met, { ...asked, fromMs: window.startMs, noticeMs, minutes });
    return { taken, earliest: free ? toInstant(free.startMs) : null };
  };
  return {
    publishUpgrade,
    async loadUpgradeCalendar(request) {
      try {
        failFast();
        const calendar = await upgradeCalendar(request);
        onCalendar?.(calendar.contractVersion === null ? 'without-contract' : 'loaded');
        return calendar;
      } catch (error) {
        onCalendar?.('failed');
        throw error;
      }
    },
    sendUpgradeNotice: (notice) => whileBeating(() => delivery.deliver(upgradeMail(notice, publicUrl))),

    async reserveTest(request) {
      failFast();
      return await reservedTest(request);
    },

    async registerTest({ opening: { client, version }, environment }) {
      failFast();
      await installedIn(`${client}/${environment}`, version);
      return version;
    },

    async tieTicket({ opening, ticket }) {
      const { product, version } = opening;
      const link = { kind: 'caused-by-upgrade', to: `${product}@${version}` };
      const request = { actor: cadran, data: link, facts: { product, versionKnown: true } };
      await tickets.command(ticket, 'link', request, `upgrade:${upgradeName(opening)}/tie/${ticket}/${now()}`);
      const answer = await ticketOf(ticket);
      // Whatever kept it from being linked: what was reported stands in the way for as long as the ticket is open.
      return answer && { ...toldTicket(answer, opening, true), tied: true };
    },

    async announceMaintenance({ opening, calendar, atMs, number, window }) {
      const reference = maintenanceReferenceOf('upgrade', upgradeName(opening), String(number));
      const asked = promotionOpening(opening, calendar, { reference, atMs, window });
      const others = opening.unplanned ? {} : await othersThan(asked, calendar, atMs);
      const opened = await maintenances.open(asked, { others });
      if (!('refusal' in opened)) return { reference };
      const { code, params } = opened.refusal;
      const earliest = params['earliest'];
      const earliestMs = typeof earliest === 'string' && earliest !== '' ? toEpochMs(earliest) : null;
      return { refusal: code, earliestMs };
    },

    async withdrawMaintenance({ upgrade, reference, why }) {
      const request = { actor: cadran, data: { reason: withdrawalReason(why) } };
      const given = await maintenances.command(reference, 'cancel', request, `upgrade:${upgrade}/cancel/${reference}`);
      return 'refusal' in given ? given.refusal.code : 'cancelled';
    },

    async openPromotionIncident({ opening, environment, atMs, maintenance, outcome, detail }) {
      const { client, product, version } = opening;
      const opened = await tickets.open(
        {
          ...{ client, environment, priority: outcome === 'failed' ? 'P1' : 'P2', channel: 'api' },
          title: `${product} ${version}: ${outcome} (${maintenance})`,
          description:
            `The promotion to ${product} ${version} in ${environment} ended as "${outcome}". ${detail}`.trim(),
          ...{ reproduction: null, openedAt: toInstant(atMs) },
          requester: { id: 'cadran', role: 'cadran', email: null, language: 'en' },
        },
        `upgrade:${upgradeName(opening)}/incident/${maintenance}`,
      );
      if ('refusal' in opened) throw new Error(`the incident of ${maintenance} could not be opened`);
      return opened.reference;
    },

    async installVersion({ opening, environments }) {
      failFast();
      for (const code of environments) await installedIn(`${opening.client}/${code}`, opening.version);
      const { client, product } = opening;
      await tellReleases(
        { upgrades, rollouts },
        { client, product, ...(await releasesConcerned({ client, product }, toInstant(now()))) },
      );
      return await reconsidered(fanOuts, opening, now());
    },

    async loadPromotionFacts({ opening, tickets: named, atMs, untilMs = atMs + 1 }) {
      failFast();
      const { client, product, version } = opening;
      // A ticket that was linked just now may not have told of itself yet: its view is written before its news leave.
      const linked = await openTicketsLinkedTo(client, `${product}@${version}`);
      const [answers, freezes, rollout, running] = await Promise.all([
        Promise.all([...new Set([...named, ...linked])].map(ticketOf)),
        // A freeze wins over a window that it touches, whenever it was set.
        freezesMeeting({ from: toInstant(atMs), until: toInstant(untilMs) }),
        rollouts.read({ product, version }),
        runningIn({ client, product, version }),
      ]);
      const frozen = freezes.some((freeze) => concerns(freeze, client, product));
      const told = answers.flatMap((answer) => (answer ? [toldTicket(answer, opening, true)] : []));
      const paused = rollout?.status === 'paused' || rollout?.status === 'stopped';
      return {
        tickets: told,
        frozen,
        paused,
        running: running.map(({ standing, ...one }) => ({
          ...one,
          needs: standing === 'older',
          otherBase: standing === 'other-base',
        })),
      };
    },
  };
}
