import { isShownText, waiverFactsOf } from '../../../domain/upgrade/putting-off';
import { statusOf } from '../../../domain/upgrade/standing';
import { waiverText } from '../../../domain/upgrade/waiver';
import { toInstant } from '../../../domain/time/instant';
import { claire, day, hour, opening, startMs, ToldUpgrade } from './told-upgrade';

const digest = 'd'.repeat(64);
const unplanned = {
  ...{ cause: 'security', why: { fr: 'Une faille de la connexion', en: 'A hole in signing in' } },
  ...{ startsAt: toInstant(startMs + hour), minutes: 30 },
} as const;

function shownOf(upgrade: ToldUpgrade, until: string | null) {
  const facts = waiverFactsOf(upgrade.state, until);
  if (!facts) throw new Error('no calendar');
  return { language: 'fr', text: waiverText(facts, 'fr'), digest } as const;
}

test('a refusal keeps who, when, which version and the very text; support ends where it does; an acceptance takes it back', () => {
  const upgrade = new ToldUpgrade();
  const shown = shownOf(upgrade, null);
  expect(shown.text).toBe(
    [
      'Refus de la version 2026.5 de wms par dupont.',
      "L'environnement de production reste en version 2026.3.",
      'Le support est réservé à la dernière version et aux deux versions immédiatement antérieures (annexe, article 2).',
      'Le client perdra le droit au support à la parution de la prochaine version.',
    ].join('\n'),
  );
  expect(isShownText(upgrade.state, { facts: { shown } }, null)).toBe(true);
  expect(isShownText(upgrade.state, { facts: { shown: { ...shown, text: 'Nothing' } } }, null)).toBe(false);
  const data = { signedBy: 'Claire Dupont', digest };
  expect(upgrade.by(claire, 'refuse', { ...data, digest: 'e'.repeat(64) }, { shown })).toBe('waiver-outdated');
  expect(upgrade.by(claire, 'refuse', data, { shown })).toBeUndefined();
  expect(upgrade.state.waivers).toEqual([
    {
      ...{ kind: 'refusal', version: '2026.5', until: null, signedBy: 'Claire Dupont', by: claire },
      ...{ at: toInstant(startMs), digest, language: 'fr', text: shown.text },
    },
  ]);
  expect(statusOf(upgrade.state)).toBe('refused');
  expect(upgrade.by(claire, 'refuse', data, { shown })).toBe('refused-already');
  expect(upgrade.notices).toContain('refused>claire@dupont.test');
  expect(upgrade.by(claire, 'accept')).toBeUndefined();
  expect(statusOf(upgrade.state)).toBe('planned');
});

test('a postponement holds until its day begins, and gives up what was announced before it', () => {
  const upgrade = new ToldUpgrade().until(startMs + 25 * day);
  expect(upgrade.state.maintenance).not.toBeNull();
  const until = '2027-01-15';
  const facts = { shown: shownOf(upgrade, until), dayBeginsAt: `${until}T00:00:00.000Z` };
  expect(upgrade.by(claire, 'postpone', { signedBy: 'Claire', until, digest }, facts)).toBeUndefined();
  expect(upgrade.state.maintenance).toBeNull();
  upgrade.until(startMs + 90 * day);
  expect(upgrade.state.maintenance?.window.localDate).toBe('2027-01-18');
  const past = { ...facts, dayBeginsAt: toInstant(startMs) };
  expect(upgrade.by(claire, 'postpone', { signedBy: 'Claire', until, digest }, past)).toBe('postponed-to-past');
});

test('the text says by when support ends, and of an unplanned update that the client bears what follows', () => {
  const text = (support: object, until: string | null, language: 'fr' | 'en', more: object = {}) =>
    waiverText(
      {
        opening: { ...opening, ...more },
        support: { installed: '2026.3', versionsLeft: 2, endsOn: null, endsMs: null, ...support },
        until,
      },
      language,
    );
  const ends = { endsOn: '2027-03-01', endsMs: 1 };
  expect(text(ends, null, 'fr')).toContain('Le client perd le droit au support le 1er mars 2027.');
  expect(text(ends, '2027-04-02', 'en')).toContain('The client loses the right to support on 1 March 2027.');
  expect(text(ends, '2027-02-01', 'en')).toContain('when the second version from now is published');
  expect(text({ versionsLeft: 0 }, null, 'fr')).toContain('dès à présent');
  expect(text({}, null, 'fr', { unplanned })).toContain('supporte toutes les conséquences de ce refus');
  expect(text({}, '2027-02-01', 'en', { unplanned })).toContain('bears all consequences of this postponement');
});
