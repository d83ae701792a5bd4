import fc from 'fast-check';
import { calendarText, type CalendarEntry } from '../../../domain/maintenance/icalendar';
import { holds } from '../seeds';

const entry: CalendarEntry = {
  uid: 'm-7k3qx9abcd@cadran.maintenance',
  sequence: 2,
  stampedAt: '2026-11-20T09:00:00.000Z',
  startsAt: '2026-12-07T19:00:00.000Z',
  endsAt: '2026-12-07T21:00:00.000Z',
  summary: 'Maintenance planifiée, stocks; « soir »',
  description: 'Une ligne\nUne autre \\ fin',
  cancelled: false,
  organizer: { name: 'Cadran; Sàrl: "X"\r\nATTENDEE:eve', email: 'support@cadran.example' },
  attendee: 'it@dupont.example',
};

/** As a calendar reads it: lines put together again, each with its name, its parameters and its value. */
function read(text: string): Map<string, string> {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line): [string, string] => {
        const [, name = '', value = ''] = /^([A-Z-]+)(?:;(?:[^":]|"[^"]*")*)?:(.*)$/s.exec(line) ?? [];
        return [name, value.replace(/\\n/g, '\n').replace(/\\([\\;,])/g, '$1')];
      }),
  );
}

test('an invitation in UTC, with what a move and a withdrawal need (RFC 5545, 5546)', () => {
  const text = calendarText([entry], { method: 'REQUEST' });
  expect(Object.fromEntries(read(text))).toMatchObject({
    METHOD: 'REQUEST',
    UID: entry.uid,
    SEQUENCE: '2',
    DTSTAMP: '20261120T090000Z',
    DTSTART: '20261207T190000Z',
    DTEND: '20261207T210000Z',
    SUMMARY: entry.summary,
    STATUS: 'CONFIRMED',
    ORGANIZER: 'mailto:support@cadran.example',
    ATTENDEE: 'mailto:it@dupont.example',
  });
  expect(text).toContain('ORGANIZER;CN="Cadran; Sàrl: XATTENDEE:eve":mailto:');
  const cancelled = read(calendarText([{ ...entry, cancelled: true, sequence: 3 }], { method: 'CANCEL' }));
  expect(Object.fromEntries(cancelled)).toMatchObject({ METHOD: 'CANCEL', STATUS: 'CANCELLED', SEQUENCE: '3' });
  expect(calendarText([entry], { method: 'REQUEST' })).toBe(text);
});

test('whatever is typed, lines are of at most 75 octets, and read back as they were written', () => {
  const typed = fc
    .string({ unit: 'grapheme', maxLength: 200 })
    .map((one) => one.replace(/[\r\u0085\u2028\u2029]/g, ''));
  holds(
    fc.property(typed, typed, (summary, description) => {
      const text = calendarText([{ ...entry, summary, description }]);
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const read_ = read(text);
      expect([read_.get('SUMMARY'), read_.get('DESCRIPTION')]).toEqual([summary, description]);
    }),
    { numRuns: 200 },
  );
});
