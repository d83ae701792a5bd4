import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { z } from 'zod';
import { ticketStart } from '../clients/ticket-start';
import { referenceSchema } from '../domain/ticket/reference';
import type { TicketOpening } from '../domain/ticket/schema';
import { toInstant } from '../domain/time/instant';
import { ticketWorkflowType } from '../workflows/messages';
import type { ApiCaller } from './api-caller';
import { inTurn, median, perSecond, rounded } from './api-timing';

export interface OpeningFigures {
  /** Tickets accepted a second, medians of the rounds; and the median of the rounds' ratios. */
  readonly perSecond: number;
  readonly barePerSecond: number;
  readonly ratio: number;
  readonly rounds: readonly { readonly perSecond: number; readonly barePerSecond: number; readonly ratio: number }[];
  readonly ticketsPerRound: number;
  readonly atOnce: number;
}

const submission = {
  environment: 'prod',
  title: 'Stock screen empty',
  description:
    'Since nine this morning the screen of the stock shows no line at all, on all posts of the hall. '.repeat(4),
  priority: 'P3',
} as const;
const requester = {
  id: 'claire@dupont.example',
  role: 'client',
  email: 'claire@dupont.example',
  language: 'fr',
} as const;

const openedSchema = z.object({ reference: referenceSchema });
/** As long as the one that the API makes of the content. */
const fingerprint = '0'.repeat(64);

/** Opens tickets through the API and by starting the very same workflow with nothing before it. */
export class Openings {
  /** What was opened, the oldest first. */
  readonly references: string[] = [];

  constructor(
    private readonly api: ApiCaller,
    private readonly temporal: Client,
  ) {}

  async measure(
    { rounds, tickets, atOnce }: { rounds: number; tickets: number; atOnce: number },
    heard: (stage: string) => void,
  ): Promise<OpeningFigures> {
    heard('warming up');
    await this.warmUp(tickets * 3, atOnce);
    const measured: { perSecond: number; barePerSecond: number; ratio: number }[] = [];
    // The first round is not counted: the worker warms up in it.
    for (let round = 0; round <= rounds; round += 1) {
      heard(`round ${round}`);
      const speeds = { api: 0, bare: 0 };
      await inTurn(round, [
        async () => {
          speeds.api = await perSecond(tickets, atOnce, () => this.throughApi());
          await this.settled();
        },
        async () => {
          speeds.bare = await perSecond(tickets, atOnce, () => this.bare());
          await this.settled();
        },
      ]);
      if (round > 0)
        measured.push({
          perSecond: rounded(speeds.api, 1),
          barePerSecond: rounded(speeds.bare, 1),
          ratio: rounded(speeds.api / speeds.bare, 3),
        });
    }
    return {
      perSecond: median(measured.map((one) => one.perSecond)),
      barePerSecond: median(measured.map((one) => one.barePerSecond)),
      ratio: median(measured.map(({ ratio }) => ratio)),
      rounds: measured,
      ticketsPerRound: tickets,
      atOnce,
    };
  }

  /** The whole way again and again for one ticket: both ends are warm before the worker has anything to do. */
  private async warmUp(times: number, atOnce: number): Promise<void> {
    const key = { 'idempotency-key': randomUUID() };
    this.references.push(await this.opened(201, key));
    await perSecond(times, atOnce, () => this.opened(200, key));
    const reference = await this.bare();
    await perSecond(times, atOnce, async () => {
      await this.start(reference).catch((error: unknown) => {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      });
    });
    await this.settled();
  }

  private async throughApi(): Promise<void> {
    this.references.push(await this.opened(201));
  }

  private async opened(status: number, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const text = await this.api.post('/v1/tickets', submission, status, headers);
    return openedSchema.parse(JSON.parse(text)).reference;
  }

  private async bare(): Promise<string> {
    const reference = `T-${randomBytes(5).toString('hex').toUpperCase()}`;
    await this.start(reference);
    this.references.push(reference);
    return reference;
  }

  private async start(reference: string): Promise<void> {
    const opening: TicketOpening = {
      ...submission,
      reference,
      client: 'dupont',
      channel: 'api',
      reproduction: null,
      openedAt: toInstant(Date.now()),
      requester,
    };
    await this.temporal.workflow.start(ticketWorkflowType, ticketStart({ opening }, fingerprint));
  }

  /** Waits until the worker has nothing left to do: what it has of one round must not slow down the next. */
  private async settled(): Promise<void> {
    const count = (name: string): Promise<number> => mongoose.connection.collection(name).countDocuments();
    for (let before = -1; ;) {
      const events = await count('events');
      if (events === before && (await count('tickets')) >= this.references.length) return;
      before = events;
      await sleep(700);
    }
  }
}
