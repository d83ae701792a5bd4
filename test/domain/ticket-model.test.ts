import fc from 'fast-check';
import { compileContract } from '../../domain/calendar/compile';
import type { Contract } from '../../domain/contract/contract';
import { nextInstantMs, timetablesToExtend } from '../../domain/ticket/announcements';
import { isEnded } from '../../domain/ticket/answer';
import { explainClocks, readClocks } from '../../domain/ticket/clocks';
import { commandRules, ticketCommandNames, type TicketCommandName } from '../../domain/ticket/commands';
import { ticketFromEvents } from '../../domain/ticket/evolve';
import { ticketStateSchema, type Actor, type Status } from '../../domain/ticket/schema';
import { toInstant } from '../../domain/time/instant';
import { sampleContract } from '../sample-contract';
import { holds } from './seeds';
import { day, hour, minute, openedMs, ToldTicket } from './told-ticket';

/** Every timer there is: reminders, both closings, an end of reopening, warnings and breach. */
const contract: Partial<Contract> = {
  remindAfter: ['PT2H', 'PT5H'],
  closeUnansweredAfter: 'PT12H',
  closeAfter: 'PT15H',
  reopenWithin: 'PT9H',
};

/** What may be told, with content that a rule may refuse: instants are so long before the telling (ms). */
const contents: { readonly [Name in TicketCommandName]: fc.Arbitrary<object> } = {
  acknowledge: fc.constant({}),
  qualify: fc.record({
    category: fc.constantFrom('provider-incident', 'client-incident', 'client-request'),
    priority: fc.constantFrom('P1', 'P2', 'P3', 'P4'),
    cause: fc.constant('client'),
    reason: fc.constant('Analysed'),
  }),
  reject: fc.constant({ outOfScope: 'training', advice: 'Courses' }),
  'change-priority': fc.record({ priority: fc.constantFrom('P1', 'P2', 'P3'), agreement: fc.constant('By phone') }),
  'propose-priority': fc.record({ priority: fc.constantFrom('P1', 'P2', 'P3'), impact: fc.constant('Much') }),
  'accept-priority': fc.constant({}),
  'decline-priority': fc.constant({ reason: 'No' }),
  'withdraw-priority': fc.constant({}),
  ask: fc.constant({ question: '?' }),
  answer: fc.constant({ answer: '!' }),
  'correct-wait': fc.record({ wait: fc.integer({ min: 1, max: 3 }), proof: fc.constant('Mail') }),
  'record-wait': fc.constant({ question: '?', proof: 'Call' }),
  resolve: fc.constant({ kind: 'fix', answer: 'Done' }),
  reopen: fc.constant({ reason: 'Again' }),
  confirm: fc.constant({}),
  escalate: fc.record({ to: fc.constantFrom('N2', 'N3'), reformulation: fc.constant('In our words') }),
  return: fc.record({ to: fc.constantFrom('N1', 'N2'), reason: fc.constant('Not ours') }),
  assign: fc.constant({ person: null, team: 'printing' }),
  message: fc.constant({ message: 'Hello' }),
  note: fc.constant({ note: 'Hm' }),
  attach: fc.record({
    ...{ id: fc.constant('0'.repeat(32)), name: fc.constant('a.log'), type: fc.constant('text/plain') },
    ...{ size: fc.constant(1), sha256: fc.constant('0'.repeat(64)), internal: fc.constant(false) },
    mostOfTicket: fc.constant(2),
  }),
};

interface Step {
  readonly name: TicketCommandName | 'tick';
  readonly data: object;
  readonly role: Actor['role'];
  /** How long before its entry it happened (ms). */
  readonly lateMs: number;
}

/** A step as it is drawn: which of the commands that the ticket takes now, or, if it is wild, any at all. */
const drawn = fc.record({
  pick: fc.nat(),
  wild: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  contents: fc.record(contents),
  role: fc.constantFrom<Actor['role']>('client', 'support', 'admin', 'monitor'),
  /** How long after the step before (ms). */
  afterMs: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 1, max: 90 }).map((n) => n * minute),
    fc.constant(6 * hour),
    fc.constant(day),
  ),
  lateMs: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(20 * minute) }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer One> ? One : never;

/** Seldom drawn, so that lives are long. */
const ends: readonly TicketCommandName[] = ['reject', 'confirm'];

function stepOf({ state: { status } }: ToldTicket, { pick, wild, contents: all, role, lateMs }: Drawn): Step {
  const taken = wild
    ? ticketCommandNames
    : ticketCommandNames.filter((name) => commandRules[name].in.includes(status) && !ends.includes(name));
  const names = [...taken, 'tick'] as const;
  const name = names[pick % names.length] ?? 'tick';
  const { roles } = name === 'tick' ? { roles: [role] } : commandRules[name];
  const by = wild || roles.includes(role) ? role : (roles[pick % roles.length] ?? role);
  return { name, data: name === 'tick' ? {} : all[name], role: by, lateMs };
}

/** Where a ticket may go from where it is; a command of one instant may pass by what was due before it. */
const ways: Record<Status, readonly Status[]> = {
  new: ['acknowledged', 'rejected'],
  acknowledged: ['qualified', 'waiting-client', 'rejected'],
  qualified: ['in-progress', 'waiting-client', 'resolved', 'rejected'],
  'in-progress': ['waiting-client', 'resolved', 'rejected'],
  'waiting-client': ['acknowledged', 'in-progress', 'resolved', 'closed', 'rejected'],
  resolved: ['in-progress', 'closed'],
  closed: [],
  rejected: [],
};

/** What the cases drawn must bring about, or they would prove little. */
const mustHappen = [
  ...['acknowledged', 'qualified', 'client-asked', 'client-answered', 'client-reminded', 'resolved', 'reopened'],
  ...['escalated', 'returned', 'assigned', 'noted', 'message-written', 'attached', 'rejected', 'closed'],
  ...['priority-changed', 'priority-proposed', 'priority-accepted', 'priority-declined', 'priority-withdrawn'],
  ...['wait-corrected', 'wait-recorded', 'warned', 'breached', 'announcement-withdrawn'],
];

/** What changes the past, so that time counted may become less. */
const changesThePast = (step: Step): boolean => ['correct-wait', 'record-wait'].includes(step.name) || step.lateMs > 0;

test('whatever anybody tells in whatever order, the ticket stays legal and loses no time counted', () => {
  const happened = new Set<string>();
  holds(
    fc.property(fc.array(drawn, { maxLength: 30, size: 'max' }), (told) => {
      const ticket = ToldTicket.admitted(contract, {}, 20);
      let afterMs = 0;
      let counted = new Map<string, number>();
      for (const one of told) {
        const step = stepOf(ticket, one);
        afterMs += one.afterMs;
        const before = ticket.state;
        const answer = given(ticket, step, afterMs);
        if (typeof answer === 'string') expect(ticket.state === before).toBe(true);
        keepTimetables(ticket, afterMs);
        const { state } = ticket;
        expect(() => ticketStateSchema.parse(state)).not.toThrow();
        if (state.status !== before.status) expect(ways[before.status]).toContain(state.status);
        if (isEnded(before) && step.name !== 'tick') expect(typeof answer).toBe('string');
        const now = new Map(readClocks(state, openedMs + afterMs).map((one) => [one.clock as string, one.countedMs]));
        for (const [clock, ms] of counted) if (!changesThePast(step)) expect(now.get(clock)).toBeGreaterThanOrEqual(ms);
        counted = now;
        expectExplained(ticket, afterMs);
        expectNothingOverdue(ticket, step, afterMs);
      }
      expect(ticketFromEvents(opened(ticket))).toEqual(ticket.state);
      expectAnnouncedOnce(ticket);
      for (const { type } of ticket.events) happened.add(type);
    }),
    { numRuns: 240 },
  );
  // Other seeds may leave out what is seldom.
  if (process.env['CADRAN_SEED'] === undefined) expect([...happened]).toEqual(expect.arrayContaining(mustHappen));
});

test.each(ticketCommandNames)('%s is taken from those roles alone that its rule names', (name) => {
  for (const role of ['client', 'support', 'release-manager', 'monitor', 'admin'] as const) {
    const ticket = ToldTicket.admitted(contract);
    const [data] = fc.sample(contents[name], { numRuns: 1, seed: 1 });
    const step = { name, data: data ?? {}, role, lateMs: 0 };
    const answer = given(ticket, step, hour);
    expect(answer === 'not-allowed').toBe(!commandRules[name].roles.includes(role));
  }
});

function given(ticket: ToldTicket, { name, data, role, lateMs }: Step, afterMs: number): string[] | string {
  if (name === 'tick') return ticket.tick(afterMs);
  const late = lateMs === 0 ? {} : { happenedMs: openedMs + afterMs - lateMs, evidence: 'Call' };
  return ticket.tell({ id: role, role }, name, { ...data, ...instants(name, afterMs) }, afterMs, late);
}

/** Of a wait that is entered or corrected. */
function instants(name: TicketCommandName, afterMs: number): object {
  const from = toInstant(openedMs + Math.floor(afterMs / 2));
  if (name === 'correct-wait') return { from };
  return name === 'record-wait' ? { from, to: toInstant(openedMs + Math.floor(afterMs / 2) + 5 * minute) } : {};
}

/** As the workflow does: more of a timetable before a clock comes to its end. */
function keepTimetables(ticket: ToldTicket, afterMs: number): void {
  const nowMs = openedMs + afterMs;
  if (timetablesToExtend(ticket.state, nowMs).length === 0) return;
  const timetables = compileContract({ ...sampleContract(), ...contract }, openedMs - day, nowMs + 60 * day);
  ticket.give({ type: 'extend', nowMs, timetables });
}

function expectExplained({ state }: ToldTicket, afterMs: number): void {
  for (const ms of [0, afterMs / 2, afterMs].map((after) => openedMs + Math.floor(after)))
    for (const { reading, segments } of explainClocks(state, ms))
      expect(segments.reduce((sum, segment) => sum + segment.countedMs, 0)).toBe(reading.countedMs);
}

/** After time has passed nothing is left that was due, and the next instant lies ahead: no timer spins. */
function expectNothingOverdue({ state }: ToldTicket, { name }: Step, afterMs: number): void {
  if (name !== 'tick' || isEnded(state)) return;
  expect(nextInstantMs(state) ?? Infinity).toBeGreaterThan(openedMs + afterMs - 7 * day);
  const overdue = nextInstantMs(state) ?? Infinity;
  if (overdue <= openedMs + afterMs) expect(timetablesToExtend(state, openedMs + afterMs)).not.toEqual([]);
}

function opened({ state, events }: ToldTicket) {
  const { opening } = state;
  return [
    { type: 'opened', at: opening.openedAt, by: { id: 'claire', role: 'client' }, data: { opening } } as const,
    ...events,
  ];
}

/** Complaints A1 and D28: each threshold of each deadline once, unless it was withdrawn, and none within a pause. */
function expectAnnouncedOnce({ state, events }: ToldTicket): void {
  const standing = new Set<string>();
  for (const { type, data } of events) {
    if (type !== 'warned' && type !== 'breached' && type !== 'announcement-withdrawn') continue;
    const key = `${data.clock}/${data.threshold}/${data.deadline}`;
    if (type === 'announcement-withdrawn') expect(standing.delete(key)).toBe(true);
    else {
      expect(standing.has(key)).toBe(false);
      standing.add(key);
    }
  }
  expect(state.announced.map((one) => `${one.clock}/${one.threshold}/${one.deadline}`).sort()).toEqual(
    [...standing].sort(),
  );
}
