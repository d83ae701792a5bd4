import { laneOf, mondaysFrom } from '../../portal/pages/releases/lanes';
import { mayBeUnplanned, previewed, publicationOf } from '../../portal/pages/releases/publication';
import { dayOf, mondayOf, monthAfter, weeksOfMonth } from '../../portal/time/days';

const paris = 'Europe/Paris';

test('a month is whole weeks from Monday on, and follows the clock of its contract', () => {
  const weeks = weeksOfMonth('2026-12');
  expect(weeks.map((week) => [week[0], week.at(-1)])).toEqual([
    ['2026-11-30', '2026-12-06'],
    ['2026-12-07', '2026-12-13'],
    ['2026-12-14', '2026-12-20'],
    ['2026-12-21', '2026-12-27'],
    ['2026-12-28', '2027-01-03'],
  ]);
  expect(weeksOfMonth('2027-02')).toHaveLength(4);
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1)]).toEqual(['2027-01', '2025-12']);
  expect([dayOf('2026-12-06T23:30:00Z', paris), dayOf('2026-12-06T23:30:00Z', 'UTC')]).toEqual([
    '2026-12-07',
    '2026-12-06',
  ]);
});

test('a lane has what lies in each week: windows, the freezes of its client and of all, tests, and work that is not called off', () => {
  const mondays = mondaysFrom('2026-11-28T09:00:00Z', paris, 4);
  expect(mondays).toEqual(['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14']);
  const freeze = { code: 'all', client: null, from: '2026-12-12T00:00:00Z', until: '2026-12-20T00:00:00Z' };
  const work = {
    reference: 'M-1',
    client: 'dupont',
    status: 'scheduled',
    window: { startsAt: '2026-12-07T19:00:00Z', endsAt: '2026-12-07T21:00:00Z' },
  };
  const test = {
    client: 'dupont',
    testWindow: { notifiedAt: '2026-11-25T09:00:00Z', endsAt: '2026-12-01T09:00:00Z', endedAt: null },
  };
  const facts = {
    zone: paris,
    windows: [{ start: '2026-12-07T19:00:00Z', localDate: '2026-12-07' }],
    freezes: [freeze, { ...freeze, code: 'others', client: 'presse' }],
    upgrades: [test, { ...test, client: 'presse' }],
    works: [work, { ...work, reference: 'M-2', status: 'cancelled' }, { ...work, reference: 'M-3', client: 'presse' }],
  };
  const drawn = laneOf('dupont', facts as never, mondays).map(({ windows, freezes, tests, works }) =>
    [windows.length, ...freezes.map(({ code }) => code), tests.length, ...works.map(({ reference }) => reference)].join(
      ' ',
    ),
  );
  expect(drawn).toEqual(['0 1', '0 1', '1 all 0 M-1', '0 all 0']);
});

test('an unplanned publication takes cause, reason in both languages, hour and minutes; only security or a P1 may be one', () => {
  const typed = { when: 'unplanned', waves: 'share', share: '20', cause: 'security', fr: 'Faille', en: 'Hole' };
  expect(publicationOf({ ...typed, startsAt: '2026-12-01T20:00', minutes: '30' }, paris)).toEqual({
    waves: null,
    unplanned: {
      cause: 'security',
      why: { fr: 'Faille', en: 'Hole' },
      startsAt: '2026-12-01T19:00:00.000Z',
      minutes: 30,
    },
  });
  const critical = { ...typed, cause: 'critical-incident', startsAt: '2026-12-01T20:00', minutes: '30' };
  expect(publicationOf({ ...critical, ticket: ' T-7K3QX9ABCD' }, paris)).toMatchObject({
    unplanned: { cause: 'critical-incident', ticket: 'T-7K3QX9ABCD' },
  });
  expect(previewed({ product: 'wms', version: '2026.4.1' }, { ...critical, ticket: '' }, paris)).toBeUndefined();
  expect(publicationOf({ when: 'planned', waves: 'share', share: '20', everyHours: '48' }, paris)).toEqual({
    waves: { share: 20, everyHours: 48 },
  });
  const version = { product: 'wms', version: '2026.4.1' };
  expect(previewed(version, { ...typed, minutes: '30' }, paris)).toBeUndefined();
  expect(previewed(version, { ...typed, en: '', startsAt: '2026-12-01T20:00', minutes: '30' }, paris)).toMatchObject({
    unplanned: { why: { fr: 'Faille', en: '…' } },
  });
  expect([
    mayBeUnplanned({ kind: 'fix', reasons: ['security'] }),
    mayBeUnplanned({ kind: 'update', reasons: ['anomaly', 'law'] }),
    mayBeUnplanned({ kind: 'fix', reasons: ['law'] }),
    mayBeUnplanned({ kind: 'version', reasons: ['security'] }),
  ]).toEqual([true, true, false, false]);
});
