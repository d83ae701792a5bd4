import { faultOfCause, whyNotCausedBy, type CausingTicket } from '../../../domain/maintenance/cause';

const ticket = 'T-7K3QX9ABCD';
const critical: CausingTicket = {
  ...{ client: 'dupont', product: 'wms', priority: 'P1', status: 'in-progress', category: 'provider-incident' },
  isMerged: false,
};
const why = (more: Partial<CausingTicket>, stopped: Parameters<typeof whyNotCausedBy>[2] = { client: 'dupont' }) =>
  whyNotCausedBy(ticket, { ...critical, ...more }, stopped)?.refusal.params['why'];

test('a service is stopped unplanned for a critical incident of it alone, which is not over (annex §10)', () => {
  expect([why({}), why({ category: null, status: 'new' }), why({ status: 'resolved' })]).toEqual([
    ...[undefined, undefined, undefined],
  ]);
  expect(why({ client: 'atlas' }, { product: 'wms' })).toBeUndefined();
  expect(why({ priority: 'P2' })).toBe('P2');
  expect(why({ category: 'client-request' })).toBe('client-request');
  expect([why({ status: 'closed' }), why({ status: 'rejected' }), why({ isMerged: true })]).toEqual([
    ...['closed', 'rejected', 'merged'],
  ]);
  expect([why({ client: 'atlas' }), why({ product: null }, { product: 'wms' })]).toEqual(['unknown', 'unknown']);
  expect(whyNotCausedBy(ticket, null, { client: 'dupont' })?.refusal).toMatchObject({
    ...{ code: 'cause-not-critical', clause: '§10', params: { ticket, why: 'unknown' } },
  });
});

test('a critical incident is told by its ticket, and security by none', () => {
  expect(faultOfCause({ cause: 'critical-incident', ticket })).toBeUndefined();
  expect(faultOfCause({ cause: 'security' })).toBeUndefined();
  expect(faultOfCause({})).toBeUndefined();
  expect(faultOfCause({ cause: 'critical-incident' })?.field).toBe('ticket');
  expect(faultOfCause({ cause: 'security', ticket })?.field).toBe('ticket');
});
