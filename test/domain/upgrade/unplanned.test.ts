import { unplannedSchema } from '../../../domain/upgrade/schema';

const unplanned = { cause: 'security', startsAt: '2026-11-28T12:00:00Z', minutes: 30 };

test.each([
  ['', 'Hole', 'nothing said in French'],
  ['Faille', '', 'nothing said in English'],
  ['Faille', 'x'.repeat(501), 'longer than its maintenance may say'],
  ['Faille', 'Hole\u0000', 'a character that no mail has'],
])('an unplanned update is refused whose reason its maintenance could not tell, %#', (fr, en) => {
  expect(unplannedSchema.safeParse({ ...unplanned, why: { fr, en } }).success).toBe(false);
  expect(unplannedSchema.safeParse({ ...unplanned, why: { fr: 'Faille', en: 'Hole' } }).success).toBe(true);
});
