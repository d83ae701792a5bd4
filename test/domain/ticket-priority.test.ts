import { readClocks } from '../../domain/ticket/clocks';
import { noticesFor } from '../../domain/ticket/notices';
import { claire, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const proposed = (by = claire): ToldTicket => {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, 5 * minute);
  expect(ticket.tell(by, 'propose-priority', { priority: 'P1', impact: 'Nothing leaves' }, hour)).toEqual([
    'priority-proposed',
  ]);
  return ticket;
};

test('either side proposes another priority with its impact, and clocks wait for the agreement (annex §7)', () => {
  for (const by of [claire, nadia]) {
    const { state } = proposed(by);
    expect(state).toMatchObject({ priority: 'P2', proposal: { priority: 'P1', impact: 'Nothing leaves', by } });
    expect(state.moves.map(({ kind }) => kind)).toEqual(['opened', 'acknowledged']);
  }
});

test('the other side accepts: priority and both targets follow, over the time already counted', () => {
  const ticket = proposed();
  expect(ticket.tell(nadia, 'accept-priority', {}, 2 * hour)).toEqual(
    expect.arrayContaining(['priority-accepted', 'priority-changed']),
  );
  expect(ticket.state).toMatchObject({ priority: 'P1', proposal: null });
  const resolution = readClocks(ticket.state, openedMs + 3 * hour).find(({ clock }) => clock === 'resolution');
  expect(resolution).toMatchObject({ countedMs: 3 * hour, targetMs: 4 * hour, dueMs: openedMs + 4 * hour });
});

test.each(['accept-priority', 'decline-priority'] as const)('a side does not %s what it proposed itself', (command) => {
  const ticket = proposed();
  const data = command === 'accept-priority' ? {} : { reason: 'no' };
  expect(ticket.tell(claire, command, data, 2 * hour)).toBe('proposal-of-side');
  expect(ticket.tell(nadia, 'withdraw-priority', {}, 2 * hour)).toBe('proposal-of-side');
});

test('declined with the reason, or withdrawn, it changes nothing, and another can be proposed', () => {
  const declined = proposed();
  expect(declined.tell(nadia, 'decline-priority', { reason: 'One of twelve' }, 2 * hour)).toEqual([
    'priority-declined',
  ]);
  const withdrawn = proposed();
  expect(withdrawn.tell(claire, 'withdraw-priority', {}, 2 * hour)).toEqual(['priority-withdrawn']);
  for (const ticket of [declined, withdrawn]) {
    expect(ticket.state).toMatchObject({ priority: 'P2', proposal: null });
    expect(ticket.tell(claire, 'accept-priority', {}, 3 * hour)).toBe('no-proposal');
    expect(ticket.tell(nadia, 'propose-priority', { priority: 'P3', impact: 'Little' }, 3 * hour)).toEqual([
      'priority-proposed',
    ]);
  }
});

test('one proposal at a time; an agreement that support records by phone ends it', () => {
  const ticket = proposed();
  expect(ticket.tell(nadia, 'propose-priority', { priority: 'P3', impact: 'Little' }, 2 * hour)).toBe('proposal-open');
  ticket.tell(nadia, 'change-priority', { priority: 'P3', agreement: 'Claire, by phone' }, 2 * hour);
  expect(ticket.state).toMatchObject({ priority: 'P3', proposal: null });
});

test('what is proposed holds by the rules of §7: another priority, and no request among incidents', () => {
  const ticket = ToldTicket.admitted();
  const propose = (priority: string) => ticket.tell(claire, 'propose-priority', { priority, impact: 'x' }, hour);
  expect(propose('P2')).toBe('priority-unchanged');
  ticket.tell(nadia, 'acknowledge', {}, hour);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, hour);
  expect(propose('P4')).toBe('category-priority-mismatch');
});

test('the other side is told', () => {
  const ticket = proposed();
  const event = ticket.events.at(-1);
  const told = event ? noticesFor(event, ticket.state, 4) : [];
  expect(told.map(({ template, recipient }) => [template, recipient])).toEqual(
    (ticket.state.terms?.contacts.support ?? []).map(({ email }) => ['priority-proposed', email]),
  );
  expect(told.length).toBeGreaterThan(0);
});

test('a qualification is changed with its reason, and each one is kept (annex §4)', () => {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, hour);
  const other = { category: 'client-incident', priority: 'P2', cause: 'client' };
  expect(ticket.tell(nadia, 'qualify', other, 2 * hour)).toBe('reason-required');
  ticket.tell(nadia, 'qualify', { ...other, reason: 'Their firewall' }, 2 * hour);
  expect(ticket.events.filter(({ type }) => type === 'qualified').map(({ data }) => data)).toEqual([
    { category: 'provider-incident', priority: 'P2', cause: null },
    { ...other, reason: 'Their firewall' },
  ]);
});

const qualifiedP2 = (): ToldTicket => {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 2 * minute);
  return ticket;
};
const requalified = { category: 'provider-incident', priority: 'P3', reason: 'One printer of twelve' };
const mailed = ({ events, state }: ToldTicket) =>
  events
    .flatMap((event, index) => noticesFor(event, state, index))
    .filter(({ template }) => template === 'priority-changed');

test('support alone qualifies with no other priority than before: the client agrees, and is told (annex §7)', () => {
  const ticket = qualifiedP2();
  expect(ticket.tell(nadia, 'qualify', requalified, hour)).toBe('priority-not-agreed');
  // Nor once the time is over, which would turn a breach into none.
  expect(qualifiedP2().tell(nadia, 'qualify', requalified, 24 * hour)).toBe('priority-not-agreed');
  ticket.tell(nadia, 'qualify', { ...requalified, agreement: 'Claire, by phone' }, hour);
  expect(ticket.state.priority).toBe('P3');
  expect(mailed(ticket).map(({ recipient, about, reason, text }) => [recipient, about, reason, text])).toContainEqual([
    ...['claire@dupont.example', 'P2', 'P3', 'Claire, by phone'],
  ]);
});

test('what turns out to be a request is P4 without an agreement, and the client is told', () => {
  const ticket = qualifiedP2();
  const request = { category: 'client-request', priority: 'P4', reason: 'A new report' };
  expect(ticket.tell(nadia, 'qualify', request, hour)).toEqual(['qualified']);
  expect(mailed(ticket).map(({ text }) => text)).toContain('A new report');
});

test('an agreement by phone is told to the client, an accepted proposal as such alone', () => {
  const byPhone = qualifiedP2();
  byPhone.tell(nadia, 'change-priority', { priority: 'P3', agreement: 'Claire, by phone' }, hour);
  expect(mailed(byPhone).length).toBeGreaterThan(0);
  const accepted = proposed();
  accepted.tell(nadia, 'accept-priority', {}, 2 * hour);
  expect(mailed(accepted)).toEqual([]);
});

test('a ticket of older rules is qualified as before', () => {
  const ticket = qualifiedP2();
  if (ticket.state.terms) ticket.state = { ...ticket.state, terms: { ...ticket.state.terms, rules: 5 } };
  expect(ticket.tell(nadia, 'qualify', requalified, hour)).toEqual(['qualified']);
  expect(mailed(ticket)).toEqual([]);
});

test('a qualification with the proposed priority ends the proposal, which nobody could accept', () => {
  const ticket = qualifiedP2();
  ticket.tell(claire, 'propose-priority', { priority: 'P1', impact: 'Nothing leaves' }, hour);
  ticket.tell(nadia, 'qualify', { ...requalified, priority: 'P1', agreement: 'Claire, by phone' }, 2 * hour);
  expect(ticket.state).toMatchObject({ priority: 'P1', proposal: null });
});

test.each([
  ['accept-priority', {}],
  ['decline-priority', { reason: 'One of twelve' }],
] as const)('%s may name the priority that was read: another one is refused', (command, data) => {
  const ticket = proposed();
  expect(ticket.tell(nadia, command, { ...data, priority: 'P3' }, 2 * hour)).toBe('proposal-replaced');
  expect(ticket.tell(nadia, command, { ...data, priority: 'P1' }, 2 * hour)).not.toBe('proposal-replaced');
  expect(ticket.state.proposal).toBeNull();
});

test('what support does not do is refused with the clause and what to do instead (annex §1); its clocks stand', () => {
  const ticket = ToldTicket.admitted();
  expect(ticket.tell(nadia, 'reject', { outOfScope: 'training', advice: 'See our courses' }, hour)).toContain(
    'rejected',
  );
  expect(ticket.state).toMatchObject({
    status: 'rejected',
    rejection: { outOfScope: 'training', clause: '§1', advice: 'See our courses' },
  });
  expect(readClocks(ticket.state, openedMs + 9 * hour).map(({ state, countedMs }) => [state, countedMs])).toEqual([
    ['stopped', hour],
    ['stopped', hour],
  ]);
  const event = ticket.events.find(({ type }) => type === 'rejected');
  expect(event && noticesFor(event, ticket.state, 3).map(({ template }) => template)).toContain('out-of-scope');
  expect(ticket.tell(claire, 'message', { message: 'But' }, 2 * hour)).toBe('wrong-status');
});
