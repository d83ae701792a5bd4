import { defineQuery } from '@temporalio/workflow';
import type { FanOutOutcome, FanOutProgress } from '../domain/fan-out';
import type { TicketCommandName } from '../domain/ticket/commands';
import type { Actor } from '../domain/ticket/schema';

export const fanOutWorkflowType = 'fanOut';

/** The workflow id of a fan-out: one of that id is started once. */
export function fanOutWorkflowId(id: string): string {
  return `fan-out:${id}`;
}

/** One command to many tickets, in the name of the person who asked for it. */
export interface FanOutCommand {
  readonly id: string;
  /** What it is for, in a word: `amendment`. */
  readonly kind: string;
  readonly command: { readonly name: TicketCommandName; readonly data: unknown };
  readonly actor: Actor;
  /** Commands in a second, at most. */
  readonly perSecond: number;
}

export interface FanOutInput extends FanOutCommand {
  readonly startedAt: string;
  /** Those that are still to be told. */
  readonly references: readonly string[];
  /** What a run leaves to its successor. */
  readonly carried?: { readonly progress: FanOutProgress; readonly waiting: readonly string[] };
  /** Tests continue as new after so many batches; in production the server says when. */
  readonly continueAfterBatches?: number;
}

/** A batch ends with what could be given within a few seconds: the outcomes of the first of its references. */
export interface FanOutActivities {
  giveCommands(batch: FanOutCommand & { readonly references: readonly string[] }): Promise<FanOutOutcome[]>;
}

/** A Query, because asking for the progress changes nothing. */
export const fanOutQuery = defineQuery<FanOutProgress>('progress');
