import { contractPreview } from '../../../domain/contract/preview';
import { sampleContract } from '../../sample-contract';

describe('what a contract would give', () => {
  const contract = sampleContract();
  const nowMs = Date.parse('2026-11-23T09:00:00Z');

  test('is shown for the next Friday at 17:45 by its clock unless told', () => {
    const made = contractPreview(contract, null, nowMs);
    expect(made.map(({ priority }) => priority)).toEqual(['P1', 'P2', 'P3', 'P4']);
    expect(new Date(made[0]?.openedMs ?? 0).toISOString()).toBe('2026-11-27T16:45:00.000Z');
    for (const { openedMs, interventionMs = 0, resolutionMs = 0 } of made) {
      expect(interventionMs).toBeGreaterThan(openedMs);
      expect(resolutionMs).toBeGreaterThanOrEqual(interventionMs);
    }
  });

  test('goes a week on where that has passed', () => {
    const [made] = contractPreview(contract, null, Date.parse('2026-11-27T16:45:00Z'));
    expect(new Date(made?.openedMs ?? 0).toISOString()).toBe('2026-12-04T16:45:00.000Z');
  });

  test('has no deadline where the hours hardly open', () => {
    const week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [['00:00', '00:01']] };
    const hours = Object.fromEntries(
      Object.keys(contract.hours).map((name) => [name, { zone: 'Europe/Paris', week, specialDays: [] }]),
    ) as unknown as typeof contract.hours;
    const made = contractPreview({ ...contract, hours }, nowMs, nowMs);
    expect(made.some(({ resolutionMs }) => resolutionMs === undefined)).toBe(true);
  });
});
