import { supportStanding } from '../../domain/registers/supported';

const versions = ['1', '2', '3', '4'];
const planned = [
  { version: '6', plannedFor: '2027-06-01' },
  { version: '5', plannedFor: '2027-03-01' },
  { version: '4', plannedFor: '2026-12-01' },
  { version: '7', plannedFor: null },
];

test.each([
  ['1', { supported: false, versionsLeft: 0, lost: null }],
  ['2', { supported: true, versionsLeft: 1, lost: { on: '2027-03-01', by: '5' } }],
  ['3', { supported: true, versionsLeft: 2, lost: { on: '2027-06-01', by: '6' } }],
  ['4', { supported: true, versionsLeft: 3, lost: null }],
  ['unknown', { supported: false, versionsLeft: 0, lost: null }],
])('of four versions, %s if it is kept (annex §2)', (installed, standing) => {
  expect(supportStanding(versions, installed, planned)).toEqual(standing);
});

test('a product of few versions supports them all', () => {
  expect(supportStanding(['1'], '1', [])).toEqual({ supported: true, versionsLeft: 3, lost: null });
});
