import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { z } from 'zod';
import type { UpgradeAnswer } from '../domain/upgrade/answer';
import type { UpgradeCalendar } from '../domain/upgrade/calendar';
import {
  upgradeCommandNames,
  upgradeEnvelopeSchema,
  upgradeRules,
  type UpgradeCommandName,
} from '../domain/upgrade/commands';
import type { UpgradeCommand } from '../domain/upgrade/decide';
import type { UpgradeEvent } from '../domain/upgrade/events';
import type { UpgradeFacts } from '../domain/upgrade/facts';
import type { Installed } from '../domain/maintenance/opening';
import type { ToldTicket } from '../domain/upgrade/incidents';
import { upgradeName, type UpgradeNotice } from '../domain/upgrade/notices';
import type { Owed } from '../domain/upgrade/owed';
import type { BeginRequest } from '../domain/upgrade/promoting';
import type { PromotionFacts } from '../domain/upgrade/promotion';
import type { UpgradeOpening, UpgradeState, UpgradeStatus } from '../domain/upgrade/schema';
import type { RolloutMessage } from '../domain/upgrade/telling';
import type { Actor } from '../domain/ticket/actor';
import type { NoticeOutcome } from './activity-types';
import type { Durable, Recorded } from './shell';

export const upgradeWorkflowType = 'upgrade';

/** The workflow id of one client's upgrade: there is one for each version. */
export function upgradeWorkflowId(of: { client: string; product: string; version: string }): string {
  return `upgrade:${upgradeName(of)}`;
}

export interface UpgradeRequest {
  readonly actor: Actor;
  readonly facts?: UpgradeFacts;
  readonly data: unknown;
}

/** Updates, because the caller reads its own write in the answer and a refusal leaves nothing behind. */
export const upgradeUpdates = Object.fromEntries(
  upgradeCommandNames.map((name) => [name, defineUpdate<UpgradeAnswer, [UpgradeRequest]>(name)]),
) as Record<UpgradeCommandName, ReturnType<typeof defineUpdate<UpgradeAnswer, [UpgradeRequest]>>>;

const requestSchemas = Object.fromEntries(
  upgradeCommandNames.map((name) => [name, upgradeEnvelopeSchema.extend({ data: upgradeRules[name].data })]),
) as unknown as Record<UpgradeCommandName, z.ZodType<UpgradeRequest>>;

/** Parses what an Update was given; throws a ZodError, which a validator turns into a refusal. */
export function parseUpgradeCommand(name: UpgradeCommandName, request: unknown, nowMs: number) {
  return { type: name, nowMs, ...requestSchemas[name].parse(request) } as Extract<UpgradeCommand, { actor: Actor }>;
}

/** Whether a promotion may begin, and if not why. */
export interface BeginAnswer {
  readonly go: boolean;
  readonly detail: string;
  /** What each environment runs by then, by its code. */
  readonly installed?: Installed;
}
/** An Update, because the maintenance goes by the answer: the one decision whether a promotion begins. */
export const beginPromotionUpdate = defineUpdate<BeginAnswer, [BeginRequest]>('begin-promotion');

/** A Signal, because what publishes a ticket's events must not wait for an upgrade, and its number makes a repetition no news. */
export const ticketSignal = defineSignal<[ToldTicket]>('ticket');
/** A Signal, because thousands of upgrades are told, and a message that comes twice is no news. */
export const rolloutSignal = defineSignal<[RolloutMessage]>('rollout');

/** A Signal, because who changes a register does not wait for upgrades; told twice, they look twice. */
export const registersSignal = defineSignal('registers-changed');

/** A Query, because reading an upgrade in flight changes nothing. */
export const upgradeQuery = defineQuery<UpgradeAnswer>('upgrade');
/** A Query for what a waiver is about, and for tests and repairs: the whole state. */
export const upgradeStateQuery = defineQuery<UpgradeState>('state');

export interface UpgradeInput {
  readonly opening: UpgradeOpening;
  readonly carried?: Durable<UpgradeState, UpgradeEvent, UpgradeNotice>;
  /** What the rollout was told last, by the run before. */
  readonly reported?: UpgradeStatus;
  /** Tests continue as new after so many events; in production the server says when. */
  readonly continueAfterEvents?: number;
}

/** Whether a version may be installed for test now: what the environment runs, or who has it and when to look again. */
export type TestReservation =
  | { readonly free: true; readonly installed: string | null }
  | {
      readonly free: false;
      /** The version that is tested there, or is being installed, or the maintenance that is at work. */
      readonly by: string;
      /** That `by` is a maintenance. */
      readonly isWork?: true;
      /** When to look again, and when the other's month ends as things stand, if that is known: epoch milliseconds. */
      readonly againAtMs: number;
      readonly untilMs: number | null;
    };

type Of<Kind extends Owed['kind']> = Omit<Extract<Owed, { kind: Kind }>, 'kind' | 'id'>;

/** The side effects of an upgrade, besides the deployer's (`DeployerActivities`). All but the notice may be repeated. */
export interface UpgradeActivities {
  publishUpgrade(batch: { upgrade: string; events: Recorded<UpgradeEvent>[]; answer: UpgradeAnswer }): Promise<void>;
  sendUpgradeNotice(notice: UpgradeNotice): Promise<NoticeOutcome>;
  /** What registers and contract say at an instant; `firstNoticeMs`: from when on the month is counted, if it is. */
  loadUpgradeCalendar(request: {
    opening: UpgradeOpening;
    atMs: number;
    firstNoticeMs: number | null;
  }): Promise<UpgradeCalendar>;
  /** Takes the test environment for the upgrade, unless another version has its month there or somebody is at work in it. */
  reserveTest(
    request: { opening: UpgradeOpening; atMs: number; attempt: number } & Of<'deploy-test'>,
  ): Promise<TestReservation>;
  /** Writes the version that is installed for test into the register. */
  registerTest(request: { opening: UpgradeOpening } & Of<'register-test'>): Promise<string>;
  /** Links a ticket to the upgrade, so that its news come here, and tells how it stands; null: there is none. */
  tieTicket(request: { opening: UpgradeOpening } & Of<'tie-ticket'>): Promise<ToldTicket | null>;
  announceMaintenance(
    request: { opening: UpgradeOpening; calendar: UpgradeCalendar; atMs: number } & Of<'announce-maintenance'>,
  ): Promise<{ reference: string } | { refusal: string; earliestMs: number | null }>;
  /** Calls off a maintenance; one that is over is left alone. Answers what was found. */
  withdrawMaintenance(request: Of<'withdraw-maintenance'> & { upgrade: string }): Promise<string>;
  /** Opens the provider's incident of a failed promotion, and answers its reference. */
  openPromotionIncident(
    request: { opening: UpgradeOpening; environment: string; atMs: number } & Of<'open-incident'>,
  ): Promise<string>;
  /** Writes the installed version into the register, and has tickets without SLA decided again (annex §2). */
  installVersion(request: { opening: UpgradeOpening; environments: string[] }): Promise<string>;
  /** What is looked up at the last moment: tickets as they stand, freezes, whether the rollout is paused, and what is installed. */
  loadPromotionFacts(request: {
    opening: UpgradeOpening;
    tickets: string[];
    atMs: number;
    /** The end of the window, epoch milliseconds. */
    untilMs?: number;
  }): Promise<{ tickets: ToldTicket[] } & PromotionFacts>;
}
