import type { CalendarRequest, MaintenanceCalendar } from '../domain/maintenance/calendar-answer';
import type { Timetable } from '../domain/calendar/timetable';
import type { Notice } from '../domain/ticket/notices';
import type { Loaded } from '../domain/ticket/rule';
import type { TicketEvent } from '../domain/ticket/events';
import type { Admission, Terms, TicketAnswer, TicketOpening } from '../domain/ticket/schema';

/** An event as it is published, with its number in its ticket's life and the instant at which it was recorded. */
export interface RecordedEvent {
  readonly sequence: number;
  readonly recordedAt: string;
  readonly event: TicketEvent;
}

/** What the registers answer of a ticket that was opened: the decision (annex §2) and what governs it from then on (§6). */
export interface AdmissionAnswer {
  readonly admission: Admission;
  readonly terms: Terms | null;
  readonly timetables: Record<string, Timetable>;
}

export interface NoticeOutcome {
  readonly outcome: 'accepted' | 'refused';
  readonly detail: string;
}

/** The side effects that a ticket's workflow asks for; `activities/` gives them, a replay gives its own. */
export interface TicketActivities {
  loadAdmission(opening: TicketOpening): Promise<AdmissionAnswer>;
  loadTimetables(request: {
    client: string;
    contractVersion: number;
    hours: string[];
    fromMs: number;
    toMs: number;
  }): Promise<Record<string, Timetable>>;
  publishTicket(batch: {
    reference: string;
    events: RecordedEvent[];
    answer: TicketAnswer;
    /** When a breach is to be told next, for the watcher; runs of an older version do not say. */
    breachDueAt?: string | null;
  }): Promise<void>;
  sendNotice(notice: Notice): Promise<NoticeOutcome>;
}

/** What the registers say when a command asks them: terms of another version, or eligibility decided again. */
export interface RegisterActivities {
  loadTerms(request: {
    client: string;
    contractVersion: number;
    /** When the version has to be in force. */
    at: string;
    fromMs: number;
    toMs: number;
  }): Promise<NonNullable<Loaded['terms']>>;
  decideAgain(request: { opening: TicketOpening; contractVersion: number; at: string }): Promise<Admission>;
}

/** An operation of an environment's deployer (annex §10), named once by whoever asks: the same name is never done twice. */
interface AskedOfDeployer {
  /** Any text that names this operation alone, made of ids and numbers: `upgrade:dupont:wms@2026.4/promotion/1`. */
  readonly operation: string;
  readonly client: string;
  /** The environment's code; its deployer stands in the register. */
  readonly environment: string;
  /** How long its end is waited for, ms, from when it was asked for; two hours unless told. */
  readonly waitMs?: number;
}

export interface DeploymentRequest extends AskedOfDeployer {
  readonly kind: 'deploy' | 'roll-back';
  readonly product: string;
  /** What is to be installed; of a roll-back, what was before. */
  readonly version: string;
  /** What is installed until then. */
  readonly from: string | null;
  readonly reason: { readonly fr: string; readonly en: string };
}

/** Which maintenance closes environments: one of them at a time, and of all that it closes at once. */
export interface EnvironmentClaim {
  readonly maintenance: string;
  /** Codes of the client's environments. */
  readonly environments: readonly string[];
}

export type MaintenanceModeRequest = AskedOfDeployer & { readonly claim?: EnvironmentClaim } & (
    | {
        readonly mode: 'on';
        /** What users who find the environment closed are told. */
        readonly reason: { readonly fr: string; readonly en: string };
        /** An instant; null: nobody knows yet. */
        readonly until: string | null;
      }
    | { readonly mode: 'off' }
  );

export interface DeployerOutcome {
  /**
   * `unknown`: whether it was done, or how it ends, could not be found out in time; asked again under the same name it is asked
   * about, never repeated. `no-deployer`: the register names none, so nothing was asked and people do it by hand.
   */
  readonly outcome: 'done' | 'failed' | 'unknown' | 'no-deployer';
  /** In English, for the provider's people. */
  readonly detail: string;
}

/** `held`: another maintenance has closed one of the environments, and is at work in it. */
export interface MaintenanceModeOutcome {
  readonly outcome: DeployerOutcome['outcome'] | 'held';
  readonly detail: string;
}

export interface HoldOutcome {
  /** The reference of a maintenance. */
  readonly holder: string | null;
}

export interface HealthRequest {
  readonly client: string;
  readonly environment: string;
  /** The version that has to serve; any unless told. */
  readonly version?: string;
  /** For how long it is asked again while it isn't healthy, ms; a minute unless told. */
  readonly waitMs?: number;
}

export interface Health {
  /** `no-check`: the register names no health check, so that a person has to say whether the environment works. */
  readonly outcome: 'healthy' | 'unhealthy' | 'no-check';
  /** The version that serves, as the environment says. */
  readonly version: string | null;
  /** In English, for the provider's people: what is not well. */
  readonly detail: string;
}

/** What is done with an environment (annex §10). Policies `deploying` and, for the health check, `health`. */
export interface DeployerActivities {
  /** Takes environments for a maintenance, waiting for some minutes; `holder`: who has one of them then, null: it is the claimer's. */
  holdEnvironments(request: { readonly client: string; readonly claim: EnvironmentClaim }): Promise<HoldOutcome>;
  runDeployment(request: DeploymentRequest): Promise<DeployerOutcome>;
  setMaintenanceMode(request: MaintenanceModeRequest): Promise<MaintenanceModeOutcome>;
  checkHealth(request: HealthRequest): Promise<Health>;
}

export type { CalendarRequest, MaintenanceCalendar };

/** What maintenances and upgrades ask the registers; `null`: the client is not known or has no contract then. */
export interface CalendarActivities {
  loadMaintenanceCalendar(request: CalendarRequest): Promise<MaintenanceCalendar | null>;
}
