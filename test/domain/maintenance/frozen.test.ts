import { openingOf, promotion, ToldMaintenance, why, windowMs } from './told-maintenance';
import { openedMs, hour, minute } from './told-maintenance';
import { unplannedSpan } from '../../../domain/maintenance/unplanned';

const reason = { fr: 'Inventaire', en: 'Stocktaking' };
const asked = (): ToldMaintenance => new ToldMaintenance(openingOf({ rules: 2 })).until(windowMs);
const answer = (told: ToldMaintenance, frozen: typeof reason | null): ToldMaintenance => {
  told.give({ type: 'take-freeze-answer', nowMs: told.nowMs, reason: frozen });
  return told;
};

test('planned work by people asks at its beginning whether a freeze holds, and begins if none does', () => {
  const told = asked();
  expect(told.state).toMatchObject({ status: 'asking', downtime: [] });
  told.give({ type: 'take-upgrade-answer', nowMs: told.nowMs, go: true, detail: '' });
  expect(told.state.status).toBe('asking');
  expect(answer(told, null).state.status).toBe('in-progress');
});

test('under a freeze that was set later it is withdrawn, and both sides are told why', () => {
  const told = answer(asked(), reason);
  expect(told.state).toMatchObject({ status: 'withdrawn', reason, downtime: [] });
  expect(told.sent.at(-1)).toMatchObject({ template: 'withdrawn', about: 'frozen', reason });
  expect(told.sent.slice(-2).map(({ side }) => side)).toEqual(['client', 'provider']);
});

test('an answer that comes when the window is too short for the work: not begun', () => {
  const told = asked().until(windowMs + 80 * minute);
  expect(answer(told, null).state.status).toBe('withdrawn');
});

test('what an older program announced begins without a question, an unplanned one too; a promotion asks its upgrade alone', () => {
  expect(new ToldMaintenance().until(windowMs).state.status).toBe('in-progress');
  const window = unplannedSpan(openedMs + hour, 45 * minute);
  const unplanned = new ToldMaintenance(openingOf({ rules: 2, kind: 'unplanned', window }));
  expect(unplanned.until(openedMs + hour).state.status).toBe('in-progress');
  const promoting = new ToldMaintenance(openingOf({ rules: 2, work: promotion, why })).until(windowMs);
  expect(answer(promoting, reason).state.status).toBe('asking');
});
