import { windowZone } from '../../../domain/maintenance/calendar';

test.each([
  [[{ zone: 'Asia/Tokyo' }], 'Asia/Tokyo', 'the one that is concerned'],
  [[{ zone: 'Asia/Tokyo' }, { zone: 'Asia/Tokyo' }], 'Asia/Tokyo', 'all that are concerned'],
  [[{ zone: 'Asia/Tokyo' }, { zone: 'America/Lima' }], 'Europe/Paris', 'the contract, where they differ'],
  [[{ zone: 'Asia/Tokyo' }, {}], 'Europe/Paris', 'the contract, where one of them has none of its own'],
  [[{}, {}], 'Europe/Paris', 'the contract, where none has one'],
  [[], 'Europe/Paris', 'the contract, where none is concerned'],
])('the zone of the windows of %j is %s: that of %s', (concerned, zone) => {
  expect(windowZone(concerned, 'Europe/Paris')).toBe(zone);
});
