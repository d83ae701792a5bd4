import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { TicketClient } from '../clients/ticket';
import { contractSchema } from '../domain/contract/contract';
import { toInstant } from '../domain/time/instant';
import { addIfAbsent } from '../store/registers';
import { perSecond, rounded } from './api-timing';
import type { Phase } from './breach-plan';

const client = 'bench';
const hourMs = 3600_000;
const day: [string, string][] = [['00:00', '24:00']];

/** P1 is breached an hour after its opening, P3 not while the bench runs. One mail for each breach, and none for an opening. */
const contract = contractSchema.parse({
  client,
  version: 1,
  effectiveFrom: '2024-01-01',
  zone: 'Europe/Paris',
  hours: { always: { zone: 'Europe/Paris', week: weekOf(day), holidays: null, specialDays: [] } },
  targets: {
    P1: { hours: 'always', intervention: 'PT1H', resolution: 'PT1000H' },
    P2: { hours: 'always', intervention: 'PT1H', resolution: 'PT1000H' },
    P3: { hours: 'always', intervention: 'PT900H', resolution: 'PT1000H' },
    P4: { hours: 'always', intervention: 'PT900H', resolution: 'PT1000H' },
  },
  escalation: [{ at: 'breach', tell: ['manager'] }],
  contacts: { client: [], support: [], manager: [{ email: 'manager@support.example', language: 'fr' }] },
});

function weekOf(hours: [string, string][]): Record<string, [string, string][]> {
  return Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((name) => [name, hours]));
}

/** Tickets of a client of the bench's own, opened as the API opens them but for HTTP. */
export class BreachTickets {
  /** Of those that are not breached meanwhile: other things can be done to them. */
  readonly idle: string[] = [];
  /** All, in the order of their openings, and how many of them are known to be published. */
  private readonly opened: string[] = [];
  private seen = 0;

  constructor(private readonly tickets: TicketClient) {}

  /** Registers client, contract and environment. */
  async register(): Promise<void> {
    await addIfAbsent('clients', { code: client, name: 'Bench', language: 'fr', zone: 'Europe/Paris' });
    await addIfAbsent('contracts', contract);
    await addIfAbsent('environments', {
      client,
      code: 'prod',
      product: 'wms',
      kind: 'production',
      version: '2026.4',
    });
  }

  /** Opens some as fast as they are accepted: how many a second were accepted, and were open and published. */
  async burst(count: number, atOnce: number): Promise<{ accepted: number; opened: number }> {
    const began = performance.now();
    const accepted = await perSecond(count, atOnce, () => this.openIdle());
    await this.published(this.opened.length, 200);
    return { accepted: rounded(accepted, 1), opened: rounded((count * 1000) / (performance.now() - began), 1) };
  }

  /**
   * Opens others, and those of the phases strewn among them, never more than `ahead` of what the worker has opened; how many a
   * second were open and published.
   */
  async fill(others: number, phases: readonly Phase[], { atOnce, ahead }: { atOnce: number; ahead: number }) {
    const due: (readonly [Phase, number] | undefined)[] = phases.flatMap((phase) =>
      phase.dueMs.map((atMs) => [phase, atMs] as const),
    );
    const all = shuffled([...due, ...Array.from({ length: others }, () => undefined)]);
    const began = performance.now();
    for (let from = 0; from < all.length; from += ahead) {
      const lot = all.slice(from, from + ahead);
      await perSecond(lot.length, atOnce, async () => {
        const next = lot.pop();
        if (next) await this.openDue(...next);
        else await this.openIdle();
      });
      // Half of a lot may still be under way when the next one begins: the worker is never without work.
      await this.published(this.opened.length - Math.floor(ahead / 2), 300);
    }
    await this.published(this.opened.length, 300);
    return rounded((all.length * 1000) / (performance.now() - began), 1);
  }

  private async openIdle(): Promise<void> {
    this.idle.push(await this.open('P3', Date.now()));
  }

  private async openDue(phase: Phase, atMs: number): Promise<void> {
    phase.tickets.set(await this.open('P1', atMs - hourMs), atMs);
  }

  private async open(priority: 'P1' | 'P3', openedMs: number): Promise<string> {
    const answer = await this.tickets.open({
      client,
      environment: 'prod',
      title: 'Stock screen empty',
      description: 'Since nine this morning the screen of the stock shows no line at all. '.repeat(4),
      reproduction: null,
      priority,
      channel: 'api',
      openedAt: toInstant(openedMs),
      requester: { id: 'bench', role: 'support', email: null, language: 'fr' },
    });
    if ('refusal' in answer) throw new Error(`an opening was refused: ${answer.refusal.code}`);
    this.opened.push(answer.reference);
    return answer.reference;
  }

  /** Waits until the first so many are in the store; throws where none comes for half a minute. Counting all would cost the store. */
  private async published(wanted: number, everyMs: number): Promise<void> {
    let sinceMs = performance.now();
    while (this.seen < wanted) {
      const next = this.opened.slice(this.seen, Math.min(wanted, this.seen + 100));
      const found = await mongoose.connection
        .collection<{ _id: string }>('tickets')
        .find({ _id: { $in: next } }, { projection: { _id: 1 } })
        .toArray();
      const there = new Set(found.map(({ _id }) => _id));
      const missing = next.findIndex((reference) => !there.has(reference));
      if (missing !== 0) {
        this.seen += missing === -1 ? next.length : missing;
        sinceMs = performance.now();
      } else if (performance.now() - sinceMs > 30_000) throw new Error(`${next[0] ?? 'a ticket'} was never opened`);
      else await sleep(everyMs);
    }
  }
}

function shuffled<One>(all: One[]): One[] {
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [all[last], all[other]] = [all[other] as One, all[last] as One];
  }
  return all;
}
