import { setTimeout as wait } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { whileBeating } from '../../activities/heartbeat';
import { upgradeMail } from '../../activities/upgrade/mail';
import { maintenanceReferenceOf } from '../../clients/ticket-reference';
import { RolloutClient } from '../../clients/rollout';
import { UpgradeClient, type UpgradeKey } from '../../clients/upgrade';
import type { Contract } from '../../domain/contract/contract';
import { contractWindows } from '../../domain/maintenance/calendar';
import type { PromotionOutcome } from '../../domain/maintenance/promotion';
import type { Window } from '../../domain/maintenance/window';
import type { RolloutAnswer } from '../../domain/rollout/answer';
import type { RolloutOpening } from '../../domain/rollout/schema';
import { toInstant } from '../../domain/time/instant';
import { monthAfter } from '../../domain/time/month';
import type { UpgradeAnswer } from '../../domain/upgrade/answer';
import type { UpgradeCalendar } from '../../domain/upgrade/calendar';
import type { ToldTicket } from '../../domain/upgrade/incidents';
import { upgradeName, type UpgradeNotice } from '../../domain/upgrade/notices';
import type { UpgradeOpening } from '../../domain/upgrade/schema';
import type { DeployerActivities } from '../../workflows/activity-types';
import { ticketQueue } from '../../workflows/messages';
import { promotionEndedSignal } from '../../workflows/promotion-ended';
import type { RolloutActivities } from '../../workflows/rollout-messages';
import { upgradeWorkflowId, type UpgradeActivities } from '../../workflows/upgrade-messages';
import { sampleContract } from '../sample-contract';
import { admittingActivities, day } from './skipped-time';

export const delivery = {
  ...{ product: 'wms', kind: 'version' as const, reasons: ['feature'], nonRegression: 'https://ci.test/1' },
  documentation: { fr: 'https://docs.test/fr', en: 'https://docs.test/en' },
};
export const ruth = { id: 'ruth', role: 'release-manager' } as const;
export const claire = { id: 'claire', role: 'client' } as const;

interface Announced {
  readonly key: UpgradeKey;
  readonly window: Window;
  withdrawn: boolean;
  asked: boolean;
}

/** A world without registers and mail: what is announced, mailed, deployed and installed is written down. */
export class ReleaseWorld {
  readonly mails = new Map<string, UpgradeNotice>();
  readonly deployments = new Set<string>();
  readonly maintenances = new Map<string, Announced>();
  readonly tickets = new Map<string, ToldTicket>();
  readonly installed = new Map<string, string>();
  /** How each event stands in the store, by aggregate and number: written twice, it has to be the same. */
  readonly events = new Map<string, { type: string; at: string }>();
  /** The last view of each upgrade. */
  readonly views = new Map<string, UpgradeAnswer>();
  readonly rolloutViews = new Map<string, RolloutAnswer>();
  /** The upgrades whose clients have been mailed. */
  readonly told = new Set<string>();
  readonly calendars: Partial<UpgradeCalendar>;
  clients: string[] = [];
  readonly contract: Contract = { ...sampleContract(), effectiveFrom: '2020-01-01', effectiveUntil: null };
  private opened = 0;

  constructor(
    readonly env: TestWorkflowEnvironment,
    calendars: Partial<UpgradeCalendar> = {},
  ) {
    this.calendars = calendars;
  }

  get upgrades(): UpgradeClient {
    // Fifty workflows whose timers fire in one instant: on a busy machine their tasks would time out, and time out again.
    return new UpgradeClient(this.env.client, { taskTimeoutMs: 60_000 });
  }

  get rollouts(): RolloutClient {
    return new RolloutClient(this.env.client);
  }

  /** Asked again where a busy machine answers late. */
  private async patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (let asked = 1; ; asked += 1) {
      try {
        return await ask();
      } catch (error) {
        if (asked === 10) throw error;
      }
    }
  }

  /**
   * An upgrade as it was last published. Workflows are not asked: a query that meets a first try would have the run continue as new,
   * after which this server may skip time no more.
   */
  upgradeOf(key: UpgradeKey): UpgradeAnswer | undefined {
    return this.views.get(upgradeName(key));
  }

  /** The same once it stands so, without letting the server's time pass. */
  async seen(key: UpgradeKey, holds: (answer: UpgradeAnswer) => boolean): Promise<UpgradeAnswer> {
    const found = (): UpgradeAnswer | undefined => {
      const answer = this.upgradeOf(key);
      return answer && holds(answer) ? answer : undefined;
    };
    await this.eventually(
      () => found() !== undefined,
      () => `${upgradeName(key)} is ${this.upgradeOf(key)?.status ?? 'none'}`,
    );
    const answer = found();
    if (!answer) throw new Error(`${upgradeName(key)} has changed meanwhile`);
    return answer;
  }

  rolloutOf(version: string): RolloutAnswer | undefined {
    return this.rolloutViews.get(`wms@${version}`);
  }

  private calendarOf({ client }: UpgradeOpening, atMs: number, firstNoticeMs: number | null): UpgradeCalendar {
    const zone = 'Europe/Paris';
    const toMs = atMs + 400 * day;
    const { windows } = contractWindows({ contracts: [this.contract], concerned: [{ zone }], freezes: [] }, atMs, toMs);
    const month = { months: 1, end: 'instant', holidays: null } as const;
    return {
      ...{ zone, language: 'fr', contractVersion: 1, production: ['prod'], test: 'test', windows },
      contacts: {
        client: [{ email: `it@${client}.test`, language: 'fr' }],
        provider: [{ email: 'ruth@cadran.test', language: 'en' }],
      },
      ...{ asOfMs: atMs, toMs, firstNoticeMs, hasTestWindow: true, timeLost: 'give-back' },
      testEndsMs: firstNoticeMs === null ? null : monthAfter(firstNoticeMs, zone, month),
      expectedDowntimeMinutes: 30,
      support: { installed: '2026.4', versionsLeft: 2, endsOn: null, endsMs: null },
      ...this.calendars,
    };
  }

  private keep(aggregate: string, events: readonly { sequence: number; event: { type: string; at: string } }[]): void {
    for (const { sequence, event } of events) {
      this.events.set(`${aggregate}#${sequence}`, event);
      if (event.type === 'notice-sent') this.told.add(aggregate.slice('upgrade:'.length));
    }
  }

  readonly activities: UpgradeActivities & RolloutActivities & DeployerActivities = {
    publishUpgrade: ({ upgrade, events, answer }) => {
      this.keep(`upgrade:${upgrade}`, events);
      this.views.set(upgrade, answer);
      return Promise.resolve();
    },
    publishRollout: ({ version, events, answer }) => {
      this.keep(`rollout:${version}`, events);
      this.rolloutViews.set(`wms@${version}`, answer);
      return Promise.resolve();
    },
    sendUpgradeNotice: (notice) => {
      this.mails.set(upgradeMail(notice).id, notice);
      return Promise.resolve({ outcome: 'accepted', detail: '' });
    },
    loadUpgradeCalendar: ({ opening, atMs, firstNoticeMs }) =>
      Promise.resolve(this.calendarOf(opening, atMs, firstNoticeMs)),
    reserveTest: () => Promise.resolve({ free: true, installed: '2026.4' }),
    registerTest: ({ opening }) => Promise.resolve(opening.version),
    tieTicket: ({ ticket }) => Promise.resolve(this.tickets.get(ticket) ?? null),
    announceMaintenance: ({ opening, number, window }) => {
      const reference = maintenanceReferenceOf('upgrade', upgradeName(opening), String(number));
      const known = this.maintenances.has(reference);
      if (!known) this.maintenances.set(reference, { key: opening, window, withdrawn: false, asked: false });
      return Promise.resolve({ reference });
    },
    withdrawMaintenance: ({ reference }) => {
      const found = this.maintenances.get(reference);
      if (found) found.withdrawn = true;
      return Promise.resolve('cancelled');
    },
    openPromotionIncident: ({ maintenance }) => {
      const ticket = `T-${maintenance.slice(2)}`;
      this.tickets.set(ticket, openTicket(ticket));
      return Promise.resolve(ticket);
    },
    installVersion: ({ opening }) => {
      this.installed.set(opening.client, opening.version);
      return Promise.resolve('installed');
    },
    loadPromotionFacts: ({ tickets }) =>
      Promise.resolve({
        tickets: tickets.flatMap((one) => this.tickets.get(one) ?? []),
        ...{ frozen: false, paused: false },
      }),
    listProductClients: () => Promise.resolve(this.clients),
    startUpgrades: (openings) =>
      whileBeating(async () => {
        const untilMs = Date.now() + 30_000;
        for (const opening of openings) {
          // An attempt has a minute: the next one goes on where this one ends.
          if (Date.now() > untilMs) throw new Error('the machine is busy');
          await this.upgrades.start(opening);
          // One after another: fifty at once would be more than this server's tasks of 5 s can take on a busy machine.
          await this.eventually(() => this.told.has(upgradeName(opening)));
        }
      }),
    tellUpgrades: async ({ product, version, clients, message }) => {
      for (const client of clients) await this.upgrades.tellMessage({ client, product, version }, message);
    },
    runDeployment: ({ operation }) => {
      this.deployments.add(operation);
      return Promise.resolve({ outcome: 'done', detail: 'installed' });
    },
    holdEnvironments: () => Promise.resolve({ holder: null }),
    setMaintenanceMode: () => Promise.resolve({ outcome: 'done', detail: '' }),
    checkHealth: () => Promise.resolve({ outcome: 'healthy', version: null, detail: '' }),
  };

  /** A worker of these activities, for as long as something lasts. */
  async working<Done>(
    code: string,
    work: () => Promise<Done>,
    { activities = this.activities, maxCachedWorkflows }: { activities?: object; maxCachedWorkflows?: number } = {},
  ): Promise<Done> {
    const worker = await Worker.create({
      connection: this.env.nativeConnection,
      taskQueue: ticketQueue,
      workflowBundle: { code },
      activities: { ...admittingActivities(this.contract, 60 * day), ...activities },
      ...(maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows }),
    });
    return await worker.runUntil(work);
  }

  /** Publishes a version to clients, and waits until each of the first wave has been told. */
  async publish(version: string, clients: string[], waves: RolloutOpening['waves'] = null): Promise<void> {
    this.clients = clients;
    const startedAt = toInstant(await this.env.currentTimeMs());
    const known = await this.rollouts.publish({
      ...delivery,
      version,
      unplanned: null,
      waves,
      startedAt,
      by: ruth,
    });
    if (known) throw new Error(known.refusal.code);
    const first = clients.slice(0, waves?.clients);
    await this.eventually(() =>
      first.every((client) => this.told.has(upgradeName({ client, product: 'wms', version }))),
    );
  }

  /** Waits for what the worker does by itself, without letting the server's time pass. */
  async eventually(holds: () => boolean, otherwise = () => 'it does not come to pass'): Promise<void> {
    for (let asked = 0; !holds(); asked += 1) {
      if (asked === 6000) throw new Error(otherwise());
      await wait(10);
    }
  }

  /** Reports an incident by a ticket of its own. */
  async report(key: UpgradeKey): Promise<string> {
    this.opened += 1;
    const ticket = `T-${String(this.opened).padStart(10, '0')}`;
    this.tickets.set(ticket, openTicket(ticket));
    await this.give(key, 'report-incident', { ticket }, { ticket: { ...openTicket(ticket), client: key.client } });
    return ticket;
  }

  /** A ticket takes another status, and its publishing tells the upgrade. */
  async ticketIs(key: UpgradeKey, ticket: string, status: string): Promise<void> {
    const before = this.tickets.get(ticket) ?? openTicket(ticket);
    const told = { ...before, status, sequence: before.sequence + 1 };
    this.tickets.set(ticket, told);
    await this.upgrades.tellTicket(key, { ...told, asked: false });
  }

  async give(
    key: UpgradeKey,
    name: 'accept' | 'report-incident' | 'withdraw-incident' | 'refuse',
    data: object,
    facts = {},
  ) {
    const request = { actor: claire, data, facts };
    const id = `${name}-${JSON.stringify(data)}`;
    const given = await this.patiently(() => this.upgrades.command(key, name, request, id));
    if ('refusal' in given) throw new Error(`${key.client} ${name}: ${given.refusal.code}`);
    return given.answer;
  }

  /** Lets time pass to an instant; each announced maintenance that begins on the way asks, and ends as the test says. */
  async until(untilMs: number, ends: (client: string) => PromotionOutcome = () => 'done'): Promise<void> {
    for (;;) {
      const nowMs = await this.env.currentTimeMs();
      const waiting = [...this.maintenances].filter(([, one]) => !one.withdrawn && !one.asked);
      const nextMs = Math.min(untilMs, ...waiting.map(([, { window }]) => window.startMs));
      // A week at most, as more may be announced meanwhile.
      if (nextMs > nowMs) await this.env.sleep(Math.min(nextMs - nowMs, 7 * day));
      const thenMs = await this.env.currentTimeMs();
      for (const [reference, one] of waiting.filter(
        ([, { window, withdrawn }]) => !withdrawn && window.startMs <= thenMs,
      ))
        await this.ask(reference, one, ends);
      if (thenMs >= untilMs) return;
    }
  }

  private async ask(reference: string, one: Announced, ends: (client: string) => PromotionOutcome): Promise<void> {
    if (one.withdrawn) return;
    one.asked = true;
    const asked = { upgrade: upgradeName(one.key), maintenance: reference };
    const { go } = await this.patiently(() => this.upgrades.beginPromotion(asked));
    const outcome = go ? ends(one.key.client) : 'not-started';
    if (outcome === 'done') this.deployments.add(`promotion of ${upgradeName(one.key)}`);
    const at = toInstant(await this.env.currentTimeMs());
    const end = { maintenance: reference, outcome, at, detail: '' };
    await this.env.client.workflow.getHandle(upgradeWorkflowId(one.key)).signal(promotionEndedSignal, end);
  }

  /** The templates that a client was mailed, in order. */
  mailed(client: string): string[] {
    const mine = [...this.mails.values()].filter(({ recipient }) => recipient === `it@${client}.test`);
    return mine.sort((a, b) => a.sequence - b.sequence).map(({ template }) => template);
  }
}

function openTicket(ticket: string): ToldTicket {
  return {
    ticket,
    sequence: 3,
    status: 'qualified',
    category: 'provider-incident',
    mergedInto: null,
    tied: true,
    asked: true,
  };
}
