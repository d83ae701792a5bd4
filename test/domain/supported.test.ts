import { supportedVersions, supportStanding } from '../../domain/registers/supported';

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

test('updates and fixes are part of the version before them: they push none out, and are supported with it (annex §2)', () => {
  const listed = ['1', '2', '2.1', '3', '4', '4.1', '4.2', '4.3'];
  const known = ['2.1', '4.1', '4.2', '4.3'].map((version, index) => ({
    ...{ version, plannedFor: null, kind: index === 0 ? ('update' as const) : ('fix' as const) },
  }));
  expect(supportedVersions(listed, known)).toEqual(['2', '2.1', '3', '4', '4.1', '4.2', '4.3']);
  expect(supportStanding(listed, '2.1', known)).toMatchObject({ supported: true, versionsLeft: 1 });
  expect(supportStanding(listed, '1', known)).toMatchObject({ supported: false, versionsLeft: 0 });
  expect(supportStanding(listed, '4.2', known)).toMatchObject({ supported: true, versionsLeft: 3 });
});

test('a planned fix ends the support of no version', () => {
  const known = [
    { version: '4.1', plannedFor: '2027-01-01', kind: 'fix' as const },
    { version: '5', plannedFor: '2027-03-01', kind: 'version' as const },
  ];
  expect(supportStanding(versions, '2', known).lost).toEqual({ on: '2027-03-01', by: '5' });
});
