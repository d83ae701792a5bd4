import { toInstant } from '../../../domain/time/instant';
import { unplannedSchema } from '../../../domain/upgrade/schema';
import { claire, day, hour, startMs, ToldUpgrade } from './told-upgrade';

const unplanned = { cause: 'security', startsAt: '2026-11-28T12:00:00Z', minutes: 30 } as const;

test.each([
  ['', 'Hole', 'nothing said in French'],
  ['Faille', '', 'nothing said in English'],
  ['Faille', 'x'.repeat(501), 'longer than its maintenance may say'],
  ['Faille', 'Hole\u0000', 'a character that no mail has'],
])('an unplanned update is refused whose reason its maintenance could not tell, %#', (fr, en) => {
  expect(unplannedSchema.safeParse({ ...unplanned, why: { fr, en } }).success).toBe(false);
  expect(unplannedSchema.safeParse({ ...unplanned, why: { fr: 'Faille', en: 'Hole' } }).success).toBe(true);
});

const published = { ...unplanned, why: { fr: 'Faille', en: 'Hole' }, startsAt: toInstant(startMs) } as const;
const upgradeOf = (noticeMinutes?: number): ToldUpgrade =>
  new ToldUpgrade(
    {},
    { kind: 'fix', unplanned: { ...published, ...(noticeMinutes === undefined ? {} : { noticeMinutes }) } },
  );

const digest = 'd'.repeat(64);
const signed = { signedBy: 'Claire', digest };
const shown = { language: 'fr', text: 'Le client supporte…', digest } as const;

test('it begins so long after its notice that the client can refuse it; one that an older program published, at once', () => {
  expect(upgradeOf(15).state.maintenance?.window.startMs).toBe(startMs + hour / 4);
  expect(upgradeOf().state.maintenance?.window.startMs).toBe(startMs);
});

test('refused before it begins, it is called off', () => {
  const upgrade = upgradeOf(15);
  upgrade.nowMs += hour / 8;
  expect(upgrade.by(claire, 'refuse', signed, { shown })).toBeUndefined();
  expect(upgrade.state).toMatchObject({ refused: true, maintenance: null });
  expect(upgrade.events.find(({ type }) => type === 'maintenance-dropped')).toMatchObject({ data: { why: 'refused' } });
});

test('put off and then accepted, it takes place at once, and not when it was put off to', () => {
  const upgrade = upgradeOf(15);
  expect(
    upgrade.by(
      claire,
      'postpone',
      { ...signed, until: '2026-11-12' },
      { shown, dayBeginsAt: toInstant(startMs + 10 * day) },
    ),
  ).toBeUndefined();
  expect(upgrade.state.maintenance?.window.startMs).toBe(startMs + 10 * day);
  upgrade.nowMs += day;
  expect(upgrade.by(claire, 'accept')).toBeUndefined();
  expect(upgrade.state.maintenance?.window.startMs).toBe(startMs + day + hour / 4);
  expect(upgrade.types().slice(-4)).toContain('maintenance-dropped');
});
