/** The shapes that workflows ask for; `import type` alone, so that nothing of a workflow runs here. */
export type {
  AdmissionAnswer,
  DeployerActivities,
  DeployerOutcome,
  DeploymentRequest,
  Health,
  HealthRequest,
  EnvironmentClaim,
  MaintenanceModeOutcome,
  MaintenanceModeRequest,
  CalendarActivities,
  CalendarRequest,
  MaintenanceCalendar,
  NoticeOutcome,
  RecordedEvent,
  RegisterActivities,
  TicketActivities,
} from '../workflows/activity-types';
export type { FanOutActivities } from '../workflows/fan-out-messages';
export type { ImportActivities, ImportRun } from '../workflows/import-messages';
export type { MaintenanceActivities, UpgradeAnswer } from '../workflows/maintenance-messages';
export type { RolloutActivities } from '../workflows/rollout-messages';
export type { TestReservation, UpgradeActivities } from '../workflows/upgrade-messages';
