import { maintenanceAnswer } from '../../../domain/maintenance/answer';
import { maintenanceAtomFeed } from '../../../domain/maintenance/feed';
import { ToldMaintenance } from './told-maintenance';

test.each([
  ['fr', /Du lundi 7 décembre 2026 à 20:00 \(Europe\/Paris\) au lundi 7 décembre 2026 à 22:00 \(Europe\/Paris\)/],
  [
    'en',
    /From Monday,? 7 December 2026 at 20:00 \(Europe\/Paris\) to Monday,? 7 December 2026 at 22:00 \(Europe\/Paris\)/,
  ],
] as const)('an entry says when in words of its reader, by the wall of the maintenance: %s', (language, said) => {
  const { state, events } = new ToldMaintenance();
  const feed = maintenanceAtomFeed([maintenanceAnswer(state, events.length)], { client: 'dupont', language, id: 'f' });
  expect(feed).toMatch(said);
  expect(feed.slice(feed.indexOf('<content'), feed.indexOf('</content>'))).not.toMatch(/\dT\d/);
});
