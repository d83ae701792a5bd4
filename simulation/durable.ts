import { setTimeout as pause } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { TicketClient } from '../clients/ticket';
import { compileContract } from '../domain/calendar/compile';
import type { Contract } from '../domain/contract/contract';
import { toInstant } from '../domain/time/instant';
import { startSkippedTime } from '../local/skipped-time';
import { createWorker, type WorkerParts } from '../worker/create-worker';
import type { TicketActivities } from '../workflows/activity-types';
import type { ReplayedTicket } from './commands';
import { figuresAfter, figuresAtOpening, type Figures } from './figures';
import { replayAdmission, spanOf, type Outcome, type Refused } from './straight';
import { movedPast, timelineOf, type Moment, type Turn } from './timeline';

/**
 * A command is given this long after the instant at which it says it happened: a ticket's own timer of that very instant has
 * then fired. The server that skips time refuses for good a task that cancels a timer which fires meanwhile; a real one doesn't.
 */
const entryDelayMs = 1000;
const hourMs = 3600 * 1000;
/** How often a new ticket is asked whether it is admitted, and how often at most. */
const admissionPoll = { everyMs: 10, times: 3000 };

export interface DurableOptions {
  /** The workflows' code: production's bundle, or a test's own. */
  readonly workflows: WorkerParts['workflows'];
  /** Hears how many of all instants of the log have been played. */
  readonly heard?: (played: number, all: number) => void;
}

/**
 * Replays tickets through the production workflows on a server that skips time, each command an Update that carries its exact
 * instant, all tickets on one line of time. The instants are moved by whole weeks past the server's own, so the contract must be one
 * of UTC without holidays ({@link inUtc}). Throws where no such server is installed, or when it stops answering.
 */
export async function replayDurable(
  tickets: readonly ReplayedTicket[],
  contract: Contract,
  { workflows, heard }: DurableOptions,
): Promise<Outcome> {
  if (tickets.length === 0) return { figures: [], refused: [] };
  const environment = await startSkippedTime();
  try {
    const moved = movedPast(tickets, (await environment.currentTimeMs()) + hourMs);
    const worker = await createWorker({
      connection: environment.nativeConnection,
      namespace: environment.namespace ?? 'default',
      activities: replayActivities(moved, contract),
      workflows,
    });
    return await worker.runUntil(new DurableReplay(environment, moved).play(timelineOf(moved), heard));
  } finally {
    await environment.teardown();
  }
}

/** The answers that the registers would give; what is published and announced is nobody's concern in a replay. */
function replayActivities(tickets: readonly ReplayedTicket[], contract: Contract): TicketActivities {
  const admission = replayAdmission(contract, spanOf(tickets));
  return {
    loadAdmission: () => Promise.resolve(admission),
    loadTimetables: ({ hours, fromMs, toMs }) => {
      const compiled = Object.entries(compileContract(contract, fromMs, toMs));
      return Promise.resolve(Object.fromEntries(compiled.filter(([name]) => hours.includes(name))));
    },
    publishTicket: () => Promise.resolve(),
    sendNotice: () => Promise.resolve({ outcome: 'accepted', detail: 'replay' }),
  };
}

class DurableReplay {
  private readonly client: TicketClient;
  private readonly figures: Map<string, Figures>;
  private readonly references = new Map<string, string>();
  private readonly refused: Refused[] = [];

  constructor(
    private readonly environment: TestWorkflowEnvironment,
    tickets: readonly ReplayedTicket[],
  ) {
    this.client = new TicketClient(environment.client);
    this.figures = new Map(tickets.map((ticket) => [ticket.number, figuresAtOpening(ticket)]));
  }

  async play(moments: readonly Moment[], heard?: DurableOptions['heard']): Promise<Outcome> {
    for (const [index, { atMs, turns }] of moments.entries()) {
      const aheadMs = atMs + entryDelayMs - (await this.environment.currentTimeMs());
      if (aheadMs > 0) await this.environment.sleep(aheadMs);
      await Promise.all(turns.map((turn) => this.take(turn)));
      heard?.(index + 1, moments.length);
    }
    return { figures: [...this.figures.values()], refused: this.refused };
  }

  private async take({ ticket, opens, steps }: Turn): Promise<void> {
    const reference = opens ? await this.open(ticket) : (this.references.get(ticket.number) ?? '');
    for (const step of steps) {
      const { atMs, actor, type, data } = step;
      const commandId = `${ticket.number}-${ticket.steps.indexOf(step)}`;
      const request = { actor, happenedAt: toInstant(atMs), evidence: 'The log that is replayed', data };
      const answered = await this.client.command(reference, type, request, commandId);
      const figures = this.figures.get(ticket.number);
      if ('refusal' in answered) this.refused.push({ number: ticket.number, command: type, refusal: answered.refusal });
      else if (figures) this.figures.set(ticket.number, figuresAfter(figures, type, answered.answer));
    }
  }

  /** A ticket counts from its admission on; what is told before it would be answered without clocks. */
  private async open({ number, opening }: ReplayedTicket): Promise<string> {
    const opened = await this.client.open(opening);
    if ('refusal' in opened) throw new Error(`ticket ${number} was not opened: ${opened.refusal.code}`);
    const { reference } = opened;
    this.references.set(number, reference);
    for (let poll = 0; poll < admissionPoll.times; poll += 1) {
      const answer = await this.client.read(reference);
      if (answer?.admission) return reference;
      await pause(admissionPoll.everyMs);
    }
    throw new Error(`ticket ${number} was never admitted: does the worker run?`);
  }
}
