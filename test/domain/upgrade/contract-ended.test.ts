import type { Outcome } from '../../../domain/upgrade/decide';
import type { Owed } from '../../../domain/upgrade/owed';
import { claire, day, startMs, ToldUpgrade } from './told-upgrade';

/** An upgrade of which the client's contract may end. */
function underContract() {
  const contract: { version: number | null } = { version: 1 };
  const pay = (owed: Owed, told: ToldUpgrade): Outcome | undefined => {
    const outcome = told.outcomeOf(owed);
    if (outcome.kind !== 'load-calendar' || contract.version !== null) return outcome;
    const none = { contractVersion: null, hasTestWindow: false, testEndsMs: null, windows: [], production: [] };
    return { ...outcome, calendar: { ...outcome.calendar, ...none } };
  };
  const told = new ToldUpgrade({}, {}, pay).until(startMs + day);
  const end = (): void => {
    contract.version = null;
    told.give({ type: 'registers-changed', nowMs: told.nowMs });
  };
  return { told, end };
}

test('what was announced under a contract that has ended since is done as it was announced', () => {
  const { told, end } = underContract();
  told.by(claire, 'accept');
  const announced = told.state.maintenance;
  expect(announced?.reference).toBe('M-1');
  end();
  expect(told.state.calendar?.contractVersion).toBeNull();
  told.until(announced?.window.startMs ?? NaN);
  expect(told.state.maintenance).toEqual(announced);
  expect(told.begin('M-1')).toBe('go');
});

test('once the contract has ended nothing is announced any more', () => {
  const { told, end } = underContract();
  end();
  told.by(claire, 'accept');
  told.until(startMs + 400 * day);
  expect(told.types()).not.toContain('maintenance-wanted');
});
