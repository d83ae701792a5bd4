import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { RolloutClient } from '../clients/rollout';
import { TicketClient } from '../clients/ticket';
import { UpgradeClient, type UpgradeKey } from '../clients/upgrade';
import type { Refusal } from '../domain/refusal';
import type { RolloutAnswer } from '../domain/rollout/answer';
import { whyNotPublish } from '../domain/rollout/publication';
import { rolloutOpeningSchema } from '../domain/rollout/schema';
import type { TicketCommandName } from '../domain/ticket/commands';
import { toEpochMs, toInstant } from '../domain/time/instant';
import type { UpgradeAnswer } from '../domain/upgrade/answer';
import type { UpgradeCommandName } from '../domain/upgrade/commands';
import type { UpgradeFacts } from '../domain/upgrade/facts';
import { toldTicket } from '../domain/upgrade/incidents';
import { upgradeName } from '../domain/upgrade/notices';
import { waiverFactsOf } from '../domain/upgrade/putting-off';
import { waiverText } from '../domain/upgrade/waiver';
import { readRollout } from '../store/rollouts';
import { readTicket } from '../store/tickets';
import { readUpgrade } from '../store/upgrades';
import { demoClients, demoVersion, type DemoClient } from './demo-registers';
import type { DemoServers } from './demo-servers';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How long something that needs no time to pass is waited for, ms of the machine's own clock. */
const patienceMs = 20_000;

const { product, version } = demoVersion;
const ruth = { id: 'ruth@release.example', role: 'release-manager' } as const;
const support = { id: 'n1@support.example', role: 'support' } as const;
const actorOf = (client: DemoClient) => ({ id: `it@${client}.example`, role: 'client' }) as const;
const keyOf = (client: DemoClient): UpgradeKey => ({ client, product, version });

/** A version's whole life, told by the commands that people give; time does the rest (annex §10). */
export class DemoCourse {
  private readonly rollouts: RolloutClient;
  private readonly upgrades: UpgradeClient;
  private readonly tickets: TicketClient;
  private given = 0;

  /** @param heard told how far it has come */
  constructor(
    private readonly servers: DemoServers,
    private readonly heard: (stage: string) => void,
  ) {
    const { client } = servers.environment;
    this.rollouts = new RolloutClient(client);
    this.upgrades = new UpgradeClient(client);
    this.tickets = new TicketClient(client);
  }

  /** Answers the rollout once it is over. */
  async play(): Promise<RolloutAnswer> {
    const startMs = nextEndOfJanuary(await this.nowMs());
    await this.sleepUntil(startMs);
    await this.publish();
    await this.sleepUntil(startMs + 3 * dayMs);
    this.heard('one accepts early, one refuses');
    await this.give('atlas', 'accept', {});
    await this.refuse('presse');
    await this.sleepUntil((await this.plannedMs('dupont')) - 10 * dayMs);
    await this.until('dupont', ({ maintenance }) => maintenance !== null);
    const ticket = await this.report('dupont');
    await this.sleepUntil((await this.nowMs()) + hourMs);
    await this.take(ticket);
    await this.sleepUntil((await this.nowMs()) + 2 * dayMs);
    await this.work(ticket, 'resolve', { kind: 'fix', answer: 'Labels are printed once again.' });
    await this.until('dupont', ({ status }) => status !== 'blocked');
    const incident = await this.failedPromotion('harbour');
    await this.take(incident);
    await this.work(incident, 'resolve', { kind: 'fix', answer: 'The disk was full.' });
    for (const client of ['atlas', 'harbour', 'dupont'] as const) await this.promoted(client);
    await this.give('presse', 'accept', {});
    await this.promoted('presse');
    return await this.ended();
  }

  private async publish(): Promise<void> {
    this.heard('publication');
    const nonRegression = demoVersion.nonRegression?.report ?? null;
    const why = whyNotPublish({ product, version, unplanned: null }, { ...demoVersion, nonRegression });
    if (why) throw new Error(why.refusal.code);
    const { kind, reasons, documentation } = demoVersion;
    const opening = rolloutOpeningSchema.parse({
      ...{ product, version, kind, reasons, documentation, nonRegression, unplanned: null, waves: null },
      ...{ startedAt: toInstant(await this.nowMs()), by: ruth },
    });
    taken(await this.rollouts.publish(opening));
    for (const { code } of demoClients) await this.until(code, ({ status }) => status === 'testing');
  }

  /** The client's veto: a ticket of its own, which its upgrade waits for. */
  private async report(client: DemoClient): Promise<string> {
    this.heard(`${client} reports an incident`);
    const opened = await this.tickets.open({
      ...{ client, environment: 'prod', title: 'Labels are printed twice', description: 'Seen in the new version.' },
      ...{ reproduction: null, priority: 'P3', channel: 'portal', openedAt: toInstant(await this.nowMs()) },
      requester: { ...actorOf(client), email: `it@${client}.example`, language: 'fr' },
    });
    if ('refusal' in opened) throw new Error(opened.refusal.code);
    const { reference: ticket } = opened;
    const found = await this.eventually(async () => {
      const answer = await readTicket(ticket);
      return answer?.admission ? answer : undefined;
    });
    const facts = { ticket: { ...toldTicket(found, keyOf(client), true), client } };
    await this.give(client, 'report-incident', { ticket }, facts);
    return ticket;
  }

  private async take(ticket: string): Promise<void> {
    const priority = (await readTicket(ticket))?.priority;
    await this.work(ticket, 'acknowledge', {});
    await this.work(ticket, 'qualify', { category: 'provider-incident', priority });
  }

  private async work(ticket: string, name: TicketCommandName, data: object): Promise<void> {
    this.given += 1;
    taken(await this.tickets.command(ticket, name, { actor: support, data }, `demo-${this.given}`));
  }

  /** A refusal signed with the very text that was shown, and its digest. */
  private async refuse(client: DemoClient): Promise<void> {
    const state = await this.upgrades.state(keyOf(client));
    const about = state && waiverFactsOf(state, null);
    if (!about) throw new Error(`nothing can be shown to ${client} yet`);
    const text = waiverText(about, 'fr');
    const digest = createHash('sha256').update(text).digest('hex');
    await this.give(
      client,
      'refuse',
      { signedBy: 'Camille Presse', digest },
      { shown: { language: 'fr', text, digest } },
    );
  }

  private async give(
    client: DemoClient,
    name: UpgradeCommandName,
    data: object,
    facts: UpgradeFacts = {},
  ): Promise<void> {
    this.given += 1;
    const request = { actor: actorOf(client), data, facts };
    taken(await this.upgrades.command(keyOf(client), name, request, `demo-${this.given}`));
  }

  /** Lets the next deployment to a client's production fail, and answers the incident that the provider then opens. */
  private async failedPromotion(client: DemoClient): Promise<string> {
    this.servers.deployer.wish({ client, environment: 'prod', what: 'deploy', times: 1 });
    await this.beyondPlanned(client);
    const { incidents } = await this.until(client, ({ status }) => status === 'blocked');
    await this.sleepUntil((await this.nowMs()) + 10 * hourMs);
    return incidents.find(({ open }) => open)?.ticket ?? '';
  }

  private async promoted(client: DemoClient): Promise<void> {
    for (;;) {
      const { status } = await this.read(client);
      if (status === 'promoted') return;
      this.heard(`${client} is promoted`);
      await this.beyondPlanned(client);
    }
  }

  /** Lets time pass until two hours after the beginning of the planned window. */
  private async beyondPlanned(client: DemoClient): Promise<void> {
    await this.sleepUntil((await this.plannedMs(client)) + 2 * hourMs);
  }

  private async plannedMs(client: DemoClient): Promise<number> {
    const { dates } = await this.until(client, (answer) => answer.dates.planned.at !== null);
    return toEpochMs(dates.planned.at ?? '');
  }

  private async ended(): Promise<RolloutAnswer> {
    return await this.eventually(async () => {
      const answer = await readRollout(`${product}@${version}`);
      return answer?.status === 'done' ? answer : undefined;
    });
  }

  private async read(client: DemoClient): Promise<UpgradeAnswer> {
    return await this.until(client, () => true);
  }

  private async until(client: DemoClient, holds: (answer: UpgradeAnswer) => boolean): Promise<UpgradeAnswer> {
    return await this.eventually(async () => {
      const answer = await readUpgrade(upgradeName(keyOf(client)));
      return answer && holds(answer) ? answer : undefined;
    });
  }

  /**
   * Asks again until the answer is there, without letting the server's time be skipped. The store is asked, and no workflow: a query
   * that meets a first try would have the run continue as new, after which this server may skip time no more.
   */
  private async eventually<Found>(ask: () => Promise<Found | undefined>): Promise<Found> {
    const untilMs = performance.now() + patienceMs;
    while (performance.now() < untilMs) {
      const found = await ask().catch(() => undefined);
      if (found !== undefined) return found;
      await wait(50);
    }
    throw new Error('it does not come to pass');
  }

  private async nowMs(): Promise<number> {
    return await this.servers.environment.currentTimeMs();
  }

  private async sleepUntil(atMs: number): Promise<void> {
    const aheadMs = atMs - (await this.nowMs());
    if (aheadMs > 0) await this.servers.environment.sleep(aheadMs);
  }
}

/** The next 31 January, 10:00 in Paris, where a month later is the end of February: epoch milliseconds. */
function nextEndOfJanuary(nowMs: number): number {
  const year = new Date(nowMs).getUTCFullYear();
  const of = (its: number): number => Date.UTC(its, 0, 31, 9);
  return of(year) > nowMs + hourMs ? of(year) : of(year + 1);
}

function taken(given: object | null): void {
  if (given && 'refusal' in given) throw new Error((given.refusal as Refusal).code);
}
