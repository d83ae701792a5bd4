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
