// Comes with jest.
const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes longest, by what its path begins with under test/. Begun first, so that none of it is left over at the end, alone. */
const LONGEST = [
  'integration/service',
  'integration/operations',
  'integration/portal',
  'integration/authorization-table',
  'integration/administration',
  'integration/bursts',
  'integration/lists',
  'integration/examples',
  'integration/outages',
  'integration/late-servers',
  'integration/long-life',
  'workflows/rollout',
  'workflows/histories',
  'simulation/replay',
];

/** The order of the files of a run: jest's own goes by their size where it has not run them before, as in a fresh clone. */
module.exports = class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {import('@jest/test-result').Test[]} tests
   */
  async sort(tests) {
    /** @param {{ path: string }} test */
    const rank = ({ path }) => {
      const found = LONGEST.findIndex((beginning) => path.includes(`/test/${beginning}`));
      return found === -1 ? LONGEST.length : found;
    };
    const sorted = await super.sort(tests);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
};
