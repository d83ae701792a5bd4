/** One maintenance in a calendar (RFC 5545). All instants are ISO 8601 in UTC. */
export interface CalendarEntry {
  /** The same for the whole life of the maintenance. */
  readonly uid: string;
  /** One more with each move, and with the withdrawal (RFC 5546). */
  readonly sequence: number;
  /** When it was last changed: the same entry is the same text. */
  readonly stampedAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly summary: string;
  readonly description: string;
  readonly cancelled: boolean;
  readonly organizer?: { readonly name: string; readonly email: string };
  readonly attendee?: string;
}

/** Of an invitation by mail (RFC 6047); a feed has none. */
export type CalendarMethod = 'REQUEST' | 'CANCEL';

/** The text of a calendar, in UTC alone, so that it needs no zone and is the same on every machine. */
export function calendarText(
  entries: readonly CalendarEntry[],
  { method, name }: { readonly method?: CalendarMethod; readonly name?: string } = {},
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cadran//Maintenance//EN',
    'CALSCALE:GREGORIAN',
    ...(method === undefined ? [] : [`METHOD:${method}`]),
    ...(name === undefined ? [] : [`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`]),
    ...entries.flatMap(entryLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function entryLines(entry: CalendarEntry): string[] {
  const { uid, sequence, stampedAt, startsAt, endsAt, summary, description, cancelled, organizer, attendee } = entry;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utc(stampedAt)}`,
    `LAST-MODIFIED:${utc(stampedAt)}`,
    `DTSTART:${utc(startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    ...(organizer ? [`ORGANIZER;CN=${quoted(organizer.name)}:mailto:${organizer.email}`] : []),
    ...(attendee === undefined
      ? []
      : [`ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:${attendee}`]),
    'END:VEVENT',
  ];
}

/** `20261207T190000Z`. */
function utc(instant: string): string {
  return `${instant.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (one) => `\\${one}`).replace(/\r\n|\r|\n/g, '\\n');
}

/** A parameter's value: nothing in it can end the quotation or the line. */
function quoted(text: string): string {
  return `"${text.replace(/["\r\n]/g, '')}"`;
}

const mostOctets = 75;

/** Lines of at most 75 octets, none of them cut within a character. */
function folded(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > mostOctets) {
      lines.push(current);
      // The space with which a folded line goes on is an octet of it.
      [current, octets] = [' ', 1];
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join('\r\n');
}

/** In UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
