import { unplannedSpan } from '../../../domain/maintenance/unplanned';
import { maintenanceAnswer } from '../../../domain/maintenance/answer';
import { consequencesText } from '../../../domain/maintenance/consequences';
import { toInstant } from '../../../domain/time/instant';
import {
  claire,
  day,
  hour,
  minute,
  openedMs,
  openingOf,
  releaseManager,
  signed,
  ToldMaintenance,
  why,
} from './told-maintenance';

const unplanned = (startMs = openedMs + hour): ToldMaintenance =>
  new ToldMaintenance(openingOf({ kind: 'unplanned', window: unplannedSpan(startMs, 45 * minute) }));

test('announced at once, begun without a week of notice, and none of its minutes count as planned (annex §10)', () => {
  const told = unplanned();
  expect(told.sent.map(({ template }) => template)).toEqual(['unplanned']);
  told.until(openedMs + 2 * hour);
  expect(told.state).toMatchObject({ status: 'in-progress', downtime: [{ counts: 'unplanned', notice: null }] });
  expect(told.story).toEqual(['opened', 'started', 'overran']);
});

test('the provider cannot put it off, the client can, and bears what follows', () => {
  const told = unplanned();
  const window = unplannedSpan(openedMs + day, hour);
  const given = { nowMs: told.nowMs, actor: releaseManager } as const;
  expect(told.give({ type: 'move', ...given, data: { window, earliest: null, reason: why } })?.code).toBe(
    'not-postponable',
  );
  expect(told.give({ type: 'refuse', ...given, data: signed })?.code).toBe('not-allowed');
  const until = toInstant(openedMs + 3 * day);
  const postponed = { type: 'postpone', actor: claire, nowMs: told.nowMs, data: { ...signed, until } } as const;
  expect(told.give({ ...postponed, data: { ...signed, until: toInstant(openedMs) } })?.code).toBe(
    'postponed-to-earlier',
  );
  expect(told.give(postponed)).toBeUndefined();
  expect(told.state).toMatchObject({
    window: { startMs: openedMs + 3 * day, endMs: openedMs + 3 * day + 45 * minute },
    waivers: [{ kind: 'postponement', until, by: claire, signedBy: signed.signedBy, text: signed.text }],
  });
  told.until(openedMs + 2 * day);
  expect(told.state.status).toBe('scheduled');
  told.give({ type: 'refuse', actor: claire, nowMs: told.nowMs, data: signed });
  expect(told.state).toMatchObject({ status: 'refused', revision: 2 });
  expect(told.state.waivers.map(({ kind }) => kind)).toEqual(['postponement', 'refusal']);
  expect(told.sent.map(({ template }) => template)).toEqual(['unplanned', 'moved', 'moved', 'refused', 'refused']);
});

test('a planned maintenance is not refused', () => {
  const told = new ToldMaintenance();
  expect(told.give({ type: 'refuse', actor: claire, nowMs: told.nowMs, data: signed })?.code).toBe('not-refusable');
});

test('the text that is signed spells out the consequences, in both languages', () => {
  const opening = openingOf();
  expect(consequencesText(opening, null, 'fr')).toContain('Le client supporte toutes les conséquences de ce refus');
  const until = '2026-12-01T08:00:00.000Z';
  expect(consequencesText(opening, until, 'en')).toMatch(
    /until Tuesday,? 1 December 2026 at 09:00 \(Europe\/Paris\) at the earliest/,
  );
  expect(consequencesText(opening, until, 'fr')).toContain("jusqu'au mardi 1 décembre 2026 à 09:00 (Europe/Paris)");
});

test('it says when the client was told, of each time at which it was to be', () => {
  const announcedAt = ({ state, events }: ToldMaintenance) => maintenanceAnswer(state, events.length).announcedAt;
  const told = unplanned();
  expect(announcedAt(told)).toBe(toInstant(openedMs));
  const until = toInstant(openedMs + 3 * day);
  told.until(openedMs + minute);
  told.give({ type: 'postpone', actor: claire, nowMs: told.nowMs, data: { ...signed, until } });
  expect(announcedAt(told)).toBe(toInstant(openedMs + minute));
  const window = unplannedSpan(openedMs + hour, 45 * minute);
  expect(announcedAt(new ToldMaintenance(openingOf({ kind: 'unplanned', window }), 'away'))).toBeNull();
});
