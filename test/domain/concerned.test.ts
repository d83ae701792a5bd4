import { standingTo } from '../../domain/registers/concerned';

const versions = ['1', '2', '2.1', '2.2', '3', '3.1', '4'];
const known = ['2.1', '2.2', '3.1'].map((version) => ({ version, plannedFor: null, kind: 'fix' as const }));

test.each([
  ['4', '3', 'older'],
  ['4', '1', 'older'],
  ['4', '4', 'installed'],
  ['3', '4', 'newer'],
  ['2', '2.1', 'newer'],
  ['3', '2.2', 'older'],
  ['4', 'unlisted', 'older'],
])('version %s where %s is installed: %s (annex §10)', (version, installed, standing) => {
  expect(standingTo({ version, versions, known }, installed)).toBe(standing);
});

test.each([
  ['2.2', '2', 'older'],
  ['2.2', '2.1', 'older'],
  ['2.2', '2.2', 'installed'],
  ['2.2', '1', 'other-base'],
  ['2.2', 'unlisted', 'other-base'],
  ['3.1', '2.2', 'other-base'],
  ['2.1', '3', 'newer'],
])(
  'a fix is for those who run the version that it is part of: %s where %s is installed: %s',
  (version, installed, standing) => {
    expect(standingTo({ version, versions, known }, installed)).toBe(standing);
  },
);

test('a fix without a version before it is for all that run an older one', () => {
  const delivered = {
    version: '1.1',
    versions: ['1.0', '1.1'],
    known: ['1.0', '1.1'].map((version) => ({ version, plannedFor: null, kind: 'fix' as const })),
  };
  expect(standingTo(delivered, '1.0')).toBe('older');
});
