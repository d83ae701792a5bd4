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

/** Opened with 15 minutes of notice, while no mail server answers until told. */
const urgent = (): ToldMaintenance => {
  const window = unplannedSpan(openedMs + 15 * minute, 45 * minute);
  return new ToldMaintenance(openingOf({ kind: 'unplanned', window, noticeMinutes: 15 }), 'away');
};
const mailIsBack = (told: ToldMaintenance): ToldMaintenance => {
  told.mail = 'accepts';
  return told.post();
};

test('the minutes before it are counted from the first notice that somebody has, and the client is told the new time (annex §10)', () => {
  const told = mailIsBack(urgent().until(openedMs + 25 * minute));
  expect(told.sent.map(({ template }) => template)).toEqual(['unplanned', 'unreachable', 'moved']);
  const to = unplannedSpan(openedMs + 40 * minute, 45 * minute);
  expect(told.state).toMatchObject({
    status: 'scheduled',
    window: to,
    revision: 1,
    moves: [{ by: { role: 'cadran' } }],
  });
  const until = toInstant(openedMs + 3 * hour);
  told.until(openedMs + 40 * minute - 1);
  expect(told.state.status).toBe('scheduled');
  const postponed = { type: 'postpone', actor: claire, nowMs: told.nowMs, data: { ...signed, until } } as const;
  told.until(openedMs + 40 * minute);
  expect(told.state).toMatchObject({ status: 'in-progress', window: to });
  const putOff = mailIsBack(urgent().until(openedMs + 25 * minute));
  putOff.give({ ...postponed, nowMs: putOff.nowMs });
  expect(putOff.until(openedMs + 2 * hour).state.status).toBe('scheduled');
  expect(putOff.until(openedMs + 3 * hour).state.status).toBe('in-progress');
});

test('a notice that is some seconds late moves nothing: the beginning waits for these seconds', () => {
  const told = mailIsBack(urgent().until(openedMs + minute / 2));
  expect(told.until(openedMs + 15 * minute).state).toMatchObject({ status: 'scheduled', revision: 0 });
  told.until(openedMs + 16 * minute);
  const startMs = openedMs + 15.5 * minute;
  expect(told.state).toMatchObject({ startedAt: toInstant(startMs), window: unplannedSpan(startMs, 45 * minute) });
});

test('mail servers that stay away hold it up for an hour: people are told in time, and that nobody knew goes on record', () => {
  const told = urgent().until(openedMs + 8 * minute);
  expect(told.story).toEqual(['opened', 'contact-unreachable']);
  expect(told.until(openedMs + 75 * minute - 1).state.status).toBe('scheduled');
  told.until(openedMs + 75 * minute);
  expect(told.story.slice(2)).toEqual(['notice-missed', 'started']);
  expect(told.state).toMatchObject({ noticeMissed: true, window: { endMs: openedMs + 120 * minute } });
  const refused = urgent();
  refused.mail = 'refuses';
  refused.post().until(openedMs + 75 * minute);
  expect(refused.state).toMatchObject({ status: 'in-progress', noticeMissed: true });
});

test('without minutes of notice, or wanted later than they end, it begins when it was to', () => {
  const at = openedMs + 5 * hour;
  const later = openingOf({ kind: 'unplanned', window: unplannedSpan(at, hour), noticeMinutes: 15 });
  expect(new ToldMaintenance(later, 'away').until(at).state).toMatchObject({
    startedAt: toInstant(at),
    noticeMissed: true,
  });
  expect(new ToldMaintenance(later).until(at).state).toMatchObject({ startedAt: toInstant(at), noticeMissed: false });
  const none = openingOf({ kind: 'unplanned', window: unplannedSpan(openedMs, hour), noticeMinutes: 0 });
  expect(new ToldMaintenance(none, 'away').until(openedMs).state.status).toBe('in-progress');
});
