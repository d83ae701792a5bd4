import type { ImportClient } from '../clients/import';
import type { RolloutClient } from '../clients/rollout';
import type { MaintenanceClient } from '../clients/maintenance';
import type { TicketClient } from '../clients/ticket';
import type { UpgradeClient } from '../clients/upgrade';
import type { FanOutClient } from '../clients/fan-out';
import { amendmentOperations } from './amendments';
import { contractPreviewOperation } from './contract-preview';
import { anomalyOperations } from './anomalies/anomalies';
import { usualNoticeMinutes } from '../domain/maintenance/unplanned';
import { usualLimits, type AttachmentLimits } from '../domain/attachment/attachment';
import { auditOperations } from './audit';
import { billingOperations } from './billing';
import { callerOperations } from './caller';
import { draftOperations } from './drafts';
import { fanOutOperations } from './fan-outs';
import type { ContractAbilities } from './registers/contracts';
import { importOperations } from './imports/imports';
import { maintenanceCalendarOperations } from './maintenance-calendar/operations';
import { releaseOperations } from './releases/releases';
import { maintenanceOperations } from './maintenances/maintenances';
import { noticePreviewOperation } from './notice-previews/operation';
import { preferenceOperations } from './preferences';
import { presenceOperations } from './presence';
import { registerOperations } from './registers/registers';
import { ticketOperations } from './tickets';
import { tokenOperations } from './tokens';

/** All operations of the API: routing, document, authorization and typed client follow from this list. */
/** What the operations work with. */
export interface OperationParts {
  readonly tickets: TicketClient;
  readonly fanOuts: FanOutClient;
  readonly imports: ImportClient;
  readonly rollouts: RolloutClient;
  readonly upgrades: UpgradeClient;
  readonly maintenances: MaintenanceClient;
  /** Between the notice of an unplanned maintenance and its beginning. */
  readonly unplannedNoticeMinutes?: number | undefined;
  /** The clock of this process, epoch milliseconds. */
  readonly now: () => number;
  readonly abilities?: ContractAbilities | undefined;
  readonly limits?: AttachmentLimits | undefined;
  /** Of the portal, to which mails lead. */
  readonly publicUrl?: string | undefined;
}

export function allOperations({
  tickets,
  fanOuts,
  imports,
  rollouts,
  upgrades,
  maintenances,
  unplannedNoticeMinutes = usualNoticeMinutes,
  now,
  abilities = { webhooks: false },
  limits = usualLimits,
  publicUrl,
}: OperationParts) {
  return [
    ...ticketOperations(tickets, now, limits),
    ...presenceOperations(tickets, now),
    ...billingOperations(now),
    ...releaseOperations({ rollouts, upgrades, tickets, unplannedNoticeMinutes, now }),
    ...anomalyOperations(fanOuts, now),
    ...registerOperations({ fanOuts, rollouts, upgrades, now, abilities }),
    ...maintenanceCalendarOperations(now),
    ...maintenanceOperations({ maintenances, tickets, unplannedNoticeMinutes, now }),
    noticePreviewOperation({ rollouts, upgrades, maintenances, tickets, unplannedNoticeMinutes, now, publicUrl }),
    contractPreviewOperation({ tickets, now }),
    ...amendmentOperations({ tickets, fanOuts, now }),
    ...fanOutOperations(fanOuts, now),
    ...importOperations(imports, now),
    ...callerOperations(),
    ...draftOperations(now),
    ...preferenceOperations(),
    ...tokenOperations(now),
    ...auditOperations(now),
  ] as const;
}

export type DeclaredOperation = ReturnType<typeof allOperations>[number];
