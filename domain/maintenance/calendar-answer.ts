import type { Contract } from '../contract/contract';
import type { Language } from '../languages';
import type { Environment } from '../registers/registers';
import type { SupportStanding } from '../registers/supported';
import type { Window } from './window';
import type { MaintenanceTerms } from './window-rules';
import type { SkippedWindow } from './windows';

/** Whose windows are asked for, those that begin in `[fromMs, toMs)`, epoch milliseconds. */
export interface CalendarRequest {
  readonly client: string;
  /** Of all its products where null: then freezes of any of them hold. */
  readonly product: string | null;
  /** Codes of the environments whose zone decides; those in production unless told. */
  readonly environments?: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  /** The instant whose contract gives policies and contacts; windows are each of the version then in force. */
  readonly at: string;
  /** When the client was first told, epoch milliseconds: the month to test begins there. `at` unless told. */
  readonly firstNoticeMs?: number;
}

/** What governs a client's maintenance (annex §10), compiled into numbers that a workflow may keep; instants in epoch milliseconds. */
export interface MaintenanceCalendar {
  /** That of the windows, and the client's own, in which the month to test is counted. */
  readonly zone: string;
  readonly clientZone: string;
  readonly language: Language;
  readonly contractVersion: number;
  readonly windows: Window[];
  readonly skipped: SkippedWindow[];
  readonly testWindowEndsMs: number;
  readonly policies: Pick<
    MaintenanceTerms,
    'testWindow' | 'updatesHaveTestWindow' | 'timeLost' | 'expectedDowntimeMinutes'
  >;
  readonly contacts: Contract['contacts'];
  readonly environments: Environment[];
  /**
   * For each of the environments, whether its version is supported and when it will not be (annex §2): `lostMs` is where the date of
   * `lost` begins in the client's zone.
   */
  readonly support: (SupportStanding & { readonly environment: string; readonly lostMs: number | null })[];
}
