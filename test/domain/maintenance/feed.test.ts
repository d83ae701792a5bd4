import fc from 'fast-check';
import { maintenanceAnswer, type MaintenanceAnswer } from '../../../domain/maintenance/answer';
import { maintenanceAtomFeed, maintenanceCalendarFeed } from '../../../domain/maintenance/feed';
import { holds } from '../seeds';
import { readXml, type XmlElement } from './read-xml';
import { openingOf, releaseManager, ToldMaintenance, why } from './told-maintenance';

const answerOf = ({ state, events }: ToldMaintenance): MaintenanceAnswer => maintenanceAnswer(state, events.length);

test.each([
  ['fr', /Du lundi 7 décembre 2026 à 20:00 \(Europe\/Paris\) au lundi 7 décembre 2026 à 22:00 \(Europe\/Paris\)/],
  [
    'en',
    /From Monday,? 7 December 2026 at 20:00 \(Europe\/Paris\) to Monday,? 7 December 2026 at 22:00 \(Europe\/Paris\)/,
  ],
] as const)('an entry says when in words of its reader, by the wall of the maintenance: %s', (language, said) => {
  const feed = maintenanceAtomFeed([answerOf(new ToldMaintenance())], { client: 'dupont', language, id: 'f' });
  expect(feed).toMatch(said);
  expect(feed.slice(feed.indexOf('<content'), feed.indexOf('</content>'))).not.toMatch(/\dT\d/);
});

/** Two maintenances, the second called off, with whatever people type. */
function two(fr: string, en: string): MaintenanceAnswer[] {
  const typed = { fr, en };
  const announced = new ToldMaintenance(openingOf({ why: typed }));
  const cancelled = new ToldMaintenance(openingOf({ reference: 'M-7K3QX9ABCE', why: typed }));
  cancelled.until(cancelled.nowMs + 3_600_000);
  cancelled.give({ type: 'cancel', actor: releaseManager, nowMs: cancelled.nowMs, data: { reason: why } });
  return [announced, cancelled].map(answerOf);
}
const evil = fc.constantFrom(
  ']]>',
  '<b>&amp;</b>',
  '"\'',
  '\u0000\u0001\u001b',
  '\r\n',
  '\u2028',
  '&#0;',
  'BEGIN:VEVENT',
);
const typed = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), evil);

const named = ({ children }: XmlElement, name: string): XmlElement[] => children.filter((one) => one.name === name);
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

test('whatever is typed, the feed is XML, with all that Atom asks for (RFC 4287), what changed last first', () => {
  holds(
    fc.property(typed, typed, fc.constantFrom('fr', 'en'), (fr, en, language) => {
      const [one, other] = two(fr, en);
      const all = one && other ? [one, other] : [];
      const feed = readXml(maintenanceAtomFeed(all, { client: 'dupont <&>', language: language, id: 'f' }));
      expect([feed.name, feed.attributes['xmlns']]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
      const entries = named(feed, 'entry');
      expect(entries).toHaveLength(2);
      for (const part of [feed, ...entries]) {
        for (const name of ['id', 'title', 'updated']) expect(named(part, name)).toHaveLength(1);
        expect(named(part, 'id')[0]?.text).toMatch(/^urn:cadran:/);
        expect(named(part, 'updated')[0]?.text).toMatch(rfc3339);
      }
      // Whoever wrote the feed wrote its entries, which have their text in themselves.
      expect(named(feed, 'author')[0]?.children.map(({ name }) => name)).toEqual(['name']);
      const ids = entries.map((entry) => named(entry, 'id')[0]?.text);
      expect(ids).toEqual([`urn:cadran:maintenance:${other?.reference}`, `urn:cadran:maintenance:${one?.reference}`]);
      expect(named(feed, 'updated')[0]?.text).toBe(other?.changedAt);
      const shown = named(entries[0] ?? feed, 'content')[0];
      expect(shown?.attributes).toEqual({ type: 'text' });

      const kept = (language === 'fr' ? fr : en).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
      expect(shown?.text).toContain(kept);
    }),
    { numRuns: 60 },
  );
});

test('whatever is typed, the calendar has its lines, and in each entry what a calendar asks for (RFC 5545)', () => {
  holds(
    fc.property(typed, typed, (fr, en) => {
      const text = maintenanceCalendarFeed(two(fr, en), { client: 'dupont', language: 'fr' });
      expect(text.endsWith('\r\n')).toBe(true);
      const lines = text
        .replace(/\r\n[ \t]/g, '')
        .split('\r\n')
        .slice(0, -1);
      // Every line has a name: nothing that is typed begins one.
      const names = lines.map((line) => /^([A-Z-]+)[:;]/.exec(line)?.[1]);
      expect(names).not.toContain(undefined);
      const event = ['BEGIN', 'UID', 'SEQUENCE', 'DTSTAMP', 'LAST-MODIFIED', 'DTSTART', 'DTEND', 'SUMMARY'];
      const entry = [...event, 'DESCRIPTION', 'STATUS', 'TRANSP', 'END'];
      const head = ['BEGIN', 'VERSION', 'PRODID', 'CALSCALE', 'NAME', 'X-WR-CALNAME'];
      expect(names).toEqual([...head, ...entry, ...entry, 'END']);
      const valuesOf = (name: string) =>
        lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1));
      expect(new Set(valuesOf('UID')).size).toBe(2);
      expect(valuesOf('STATUS')).toEqual(['CONFIRMED', 'CANCELLED']);
      expect(valuesOf('SEQUENCE')).toEqual(['0', '1']);
      for (const at of ['DTSTAMP', 'DTSTART', 'DTEND'].flatMap(valuesOf)) expect(at).toMatch(/^\d{8}T\d{6}Z$/);
    }),
    { numRuns: 60 },
  );
});

test('a feed that says nothing yet is a feed', () => {
  const feed = readXml(maintenanceAtomFeed([], { client: 'dupont', language: 'fr', id: 'f' }));
  expect(feed.children.map(({ name }) => name)).toEqual(['id', 'title', 'author', 'updated']);
});
