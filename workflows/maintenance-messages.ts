import { defineQuery, defineUpdate } from '@temporalio/workflow';
import { z } from 'zod';
import type { MaintenanceAnswer } from '../domain/maintenance/answer';
import { maintenanceCommandNames, maintenanceRules, type MaintenanceCommandName } from '../domain/maintenance/commands';
import type { MaintenanceCommand } from '../domain/maintenance/decide';
import type { MaintenanceEvent } from '../domain/maintenance/events';
import type { MaintenanceNotice } from '../domain/maintenance/notices';
import type { Bilingual, Installed, MaintenanceOpening } from '../domain/maintenance/opening';
import type { MaintenanceState } from '../domain/maintenance/schema';
import type { BeginRequest } from '../domain/upgrade/promoting';
import { actorSchema, type Actor } from '../domain/ticket/actor';
import type { NoticeOutcome } from './activity-types';
import type { Durable, Recorded } from './shell';

export const maintenanceWorkflowType = 'maintenance';

/** The workflow id of a maintenance: it proves the reference unique. */
export function maintenanceWorkflowId(reference: string): string {
  return `maintenance:${reference}`;
}

/** One argument for each command, so that fields can be added. */
export interface MaintenanceRequest<Data = unknown> {
  readonly actor: Actor;
  readonly data: Data;
}

/** Updates, because the caller reads its own write in the answer and a refusal leaves nothing behind. */
export const maintenanceUpdates = Object.fromEntries(
  maintenanceCommandNames.map((name) => [name, defineUpdate<MaintenanceAnswer, [MaintenanceRequest]>(name)]),
) as Record<MaintenanceCommandName, ReturnType<typeof defineUpdate<MaintenanceAnswer, [MaintenanceRequest]>>>;

/** A Query, because reading a maintenance in flight changes nothing. */
export const maintenanceQuery = defineQuery<MaintenanceAnswer>('maintenance');
/** A Query for tests and repairs: the whole state. */
export const maintenanceStateQuery = defineQuery<MaintenanceState>('state');

const requestSchemas = Object.fromEntries(
  maintenanceCommandNames.map((name) => [
    name,
    z.strictObject({ actor: actorSchema, data: maintenanceRules[name].data }),
  ]),
) as unknown as Record<MaintenanceCommandName, z.ZodType<MaintenanceRequest>>;

/** Parses what an Update was given; throws a ZodError, which a validator turns into a refusal. */
export function parseMaintenanceCommand(
  name: MaintenanceCommandName,
  request: unknown,
  nowMs: number,
): MaintenanceCommand {
  return { type: name, nowMs, ...requestSchemas[name].parse(request) } as MaintenanceCommand;
}

/** All that a run begins with: the opening, or what another has left. */
export interface MaintenanceInput {
  readonly opening: MaintenanceOpening;
  readonly carried?: Durable<MaintenanceState, MaintenanceEvent, MaintenanceNotice>;
  /** Tests continue as new after so many events; in production the server says when. */
  readonly continueAfterEvents?: number;
}

/** The upgrade's answer to the one who would promote it. */
export interface UpgradeAnswer {
  readonly go: boolean;
  /** Why not, in English, for the provider's people and the notice. */
  readonly detail: string;
  /** What each environment runs by then. */
  readonly installed?: Installed;
}

/** The side effects of a maintenance, besides those of the deployer (`DeployerActivities`). */
export interface MaintenanceActivities {
  publishMaintenance(batch: {
    reference: string;
    events: Recorded<MaintenanceEvent>[];
    answer: MaintenanceAnswer;
  }): Promise<void>;
  sendMaintenanceNotice(notice: MaintenanceNotice): Promise<NoticeOutcome>;
  /**
   * Asks the upgrade for its promotion, by an Update whose id is made of the maintenance: the same asking again, it answers what it has
   * answered. An upgrade that is over answers no.
   */
  askUpgrade(request: BeginRequest & { upgrade: string }): Promise<UpgradeAnswer>;
  /** Why no planned work is done in any of the environments in `[from, until)`, if a freeze says so. */
  findFreeze(request: {
    client: string;
    environments: string[];
    from: string;
    until: string;
  }): Promise<Bilingual | null>;
}
