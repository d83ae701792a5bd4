import type { Language } from '../../domain/languages';
import { calendarText, type CalendarMethod } from '../../domain/maintenance/icalendar';
import type { MaintenanceTemplate } from '../../domain/maintenance/ledger';
import type { MaintenanceNotice } from '../../domain/maintenance/notices';
import { calendarUid } from '../../domain/maintenance/reference';
import { messageId, oneLine, threadOf, type Mail } from '../mail/delivery';
import { pageText, plainText, shownOf } from './letter';
import { english } from './texts-en';
import { french, type MaintenanceWords } from './texts-fr';

export interface MailSurroundings {
  /** The sender of all mails, `Name <address>` or an address alone. */
  readonly from: string;
}

const words: Record<Language, MaintenanceWords> = { fr: french, en: english };

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
  const { reference, template, recipient, language, thread, at, side } = notice;
  const { texts, footer } = words[language];
  const told = texts[template](notice, shownOf(notice));
  const letter = { ...told, subject: oneLine(`[${reference}] ${told.subject}`) };
  const method = methods[template];
  return {
    id: messageId(notice),
    to: recipient,
    subject: letter.subject,
    text: plainText(letter, footer),
    html: pageText(letter, footer, language),
    thread: threadOf(thread),
    language,
    at,
    ...(method === undefined || side === 'provider'
      ? {}
      : { calendar: { method, content: invitation(notice, method, letter, from) } }),
  };
}

function invitation(
  { reference, revision, at, window, recipient, why, language }: MaintenanceNotice,
  method: CalendarMethod,
  { subject, paragraphs }: { readonly subject: string; readonly paragraphs: readonly string[] },
  from: string,
): string {
  const entry = {
    uid: calendarUid(reference),
    sequence: revision,
    stampedAt: at,
    ...window,
    summary: subject,
    description: [...paragraphs, why[language]].join('\n'),
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
