/**
 * Files of test/integration whose tests `npm test` runs on one Cadran, file by file in this order: its start takes 12 s of a processor,
 * more than the tests of most of them. What one of them leaves is there for those after it. Each runs by itself too.
 */
export const testGroups = {
  /** The first two tell that nothing is there, or that nothing was added; what comes after them opens tickets. */
  edge: ['forged-tokens', 'injections', 'malformed', 'bad-input', 'hostile-requests', 'hostile-bodies'],
  /** A token is first seen to find no ticket. Rights come before the register of invoices, which pays the one that they tell of. */
  administration: ['tokens', 'field-rights', 'sign-in', 'audit', 'contracts', 'registers'],
  service: ['window-calendar', 'ticket-life', 'anomalies', 'amendment'],
} as const;
