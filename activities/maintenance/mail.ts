import { maintenanceLetter, writtenMaintenance } from '../../domain/letters/maintenance/written';
import { calendarText, type CalendarMethod } from '../../domain/maintenance/icalendar';
import type { MaintenanceTemplate } from '../../domain/maintenance/ledger';
import type { MaintenanceNotice } from '../../domain/maintenance/notices';
import { calendarUid } from '../../domain/maintenance/reference';
import { messageId, threadOf, type Mail } from '../mail/delivery';

export interface MailSurroundings {
  /** The sender of all mails, `Name <address>` or an address alone. */
  readonly from: string;
}

/** Which notices invite, and which take the invitation back. */
const methods: Partial<Record<MaintenanceTemplate, CalendarMethod>> = {
  planned: 'REQUEST',
  unplanned: 'REQUEST',
  moved: 'REQUEST',
  cancelled: 'CANCEL',
  withdrawn: 'CANCEL',
  refused: 'CANCEL',
};

/** The mail of a notice: text, page and, where it announces or takes back, an invitation that calendars understand. */
export function maintenanceMail(notice: MaintenanceNotice, { from }: MailSurroundings): Mail {
  const { template, recipient, language, thread, at, side } = notice;
  const told = writtenMaintenance(notice);
  const method = methods[template];
  return {
    id: messageId(notice),
    to: recipient,
    ...told,
    thread: threadOf(thread),
    language,
    at,
    ...(method === undefined || side === 'provider'
      ? {}
      : { calendar: { method, content: invitation(notice, method, told.subject, from) } }),
  };
}

function invitation(notice: MaintenanceNotice, method: CalendarMethod, subject: string, from: string): string {
  const { reference, revision, at, window, recipient, why, language } = notice;
  const entry = {
    uid: calendarUid(reference),
    sequence: revision,
    stampedAt: at,
    ...window,
    summary: subject,
    description: [...maintenanceLetter(notice).paragraphs, why[language]].join('\n'),
    cancelled: method === 'CANCEL',
    organizer: senderOf(from),
    attendee: recipient,
  };
  return calendarText([entry], { method });
}

function senderOf(from: string): { name: string; email: string } {
  const [, name = '', email = from] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from) ?? [];
  return { name: name === '' ? email : name, email: email.trim() };
}
