import fc from 'fast-check';
import { ticketAnswer } from '../../domain/ticket/answer';
import { clockNames, explainClocks, readClocks } from '../../domain/ticket/clocks';
import { toInstant } from '../../domain/time/instant';
import { holds } from './seeds';
import { claire, day, hour, minute, nadia, openedMs, ToldTicket } from './told-ticket';

const at = (afterMs: number): string => toInstant(openedMs + afterMs);
const proof = 'Her mail of ten past ten';

/** P2, qualified, so that only the resolution clock runs; support hours from 08:30 to 18:30. */
function working(): ToldTicket {
  const ticket = ToldTicket.admitted();
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 2 * minute);
  return ticket;
}

const counted = ({ state }: ToldTicket, afterMs: number): number | undefined =>
  readClocks(state, openedMs + afterMs).find(({ clock }) => clock === 'resolution')?.countedMs;
const waits = ({ state }: ToldTicket, afterMs: number) => ticketAnswer(state, openedMs + afterMs, 1).waits;

test('complaint C25: the time for which the clock was held though the client had replied is a figure of its own', () => {
  const ticket = working();
  ticket.tell(nadia, 'ask', { question: '?' }, hour);
  ticket.tell(nadia, 'answer', { answer: '!' }, 5 * hour, { happenedMs: openedMs + 2 * hour, evidence: proof });
  expect(waits(ticket, 5 * hour)).toEqual([
    { number: 1, from: at(hour), to: at(2 * hour), deductedMs: hour, heldThoughRepliedMs: 3 * hour },
  ]);
  expect(counted(ticket, 5 * hour)).toBe(4 * hour);
});

test('a clock says for how long it was held, in support time, and when it stopped', () => {
  const ticket = working();
  const clocks = (afterMs: number) =>
    ticketAnswer(ticket.state, openedMs + afterMs, 1).clocks.map(({ heldMs, stoppedAt }) => [heldMs, stoppedAt]);
  const takenUp = [0, at(minute)];
  expect(clocks(hour)).toEqual([takenUp, [0, null]]);
  ticket.tell(nadia, 'ask', { question: '?' }, hour);
  // From ten o'clock until support closes at half past six, and half an hour of the morning after.
  expect(clocks(day)).toEqual([takenUp, [8.5 * hour + 0.5 * hour, null]]);
  ticket.tell(claire, 'answer', { answer: '!' }, day);
  ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'ok' }, day + hour);
  expect(clocks(3 * day)).toEqual([takenUp, [9 * hour, at(day + hour)]]);
  ticket.tell(claire, 'reopen', { reason: 'Again' }, day + 2 * hour);
  expect(clocks(day + 3 * hour)).toEqual([takenUp, [9 * hour, null]]);
});

test('a clock that stopped tells when it was due, as it was told before it stopped, or as if it had gone on then', () => {
  holds(
    fc.property(fc.nat(60), fc.boolean(), fc.nat(3 * 24 * 60), (askedAfter, isAnswered, resolvedAfter) => {
      const ticket = working();
      const askMs = (3 + askedAfter) * minute;
      const resolveMs = askMs + (1 + resolvedAfter) * minute;
      ticket.tell(nadia, 'ask', { question: '?' }, askMs);
      if (isAnswered) ticket.tell(claire, 'answer', { answer: '!' }, askMs + minute);
      const told = (afterMs: number) => ticketAnswer(ticket.state, openedMs + afterMs, 1).clocks;
      const before = told(resolveMs).map(
        ({ dueAt, dueAtStop, dueIfResumedNow }) => dueAtStop ?? dueAt ?? dueIfResumedNow,
      );
      ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'ok' }, resolveMs);
      expect(told(resolveMs + day).map(({ dueAtStop }) => dueAtStop)).toEqual(before);
      expect(before.filter((due) => due !== null)).toHaveLength(clockNames.length);
    }),
    { numRuns: 200 },
  );
});

test('an answer found out later is corrected with author and evidence, and the clock gets its time back', () => {
  const ticket = working();
  ticket.tell(nadia, 'ask', { question: '?' }, hour);
  ticket.tell(claire, 'answer', { answer: '!' }, 4 * hour);
  expect(ticket.tell(nadia, 'correct-wait', { wait: 1, to: at(2 * hour), proof }, 5 * hour)).toContain(
    'wait-corrected',
  );
  expect(waits(ticket, 5 * hour)).toEqual([
    { number: 1, from: at(hour), to: at(2 * hour), deductedMs: hour, heldThoughRepliedMs: 2 * hour },
  ]);
  expect(counted(ticket, 5 * hour)).toBe(4 * hour);
  expect(ticket.events.find(({ type }) => type === 'wait-corrected')?.data).toMatchObject({
    before: { from: at(hour), to: at(4 * hour) },
    proof,
  });
  const segments = explainClocks(ticket.state, openedMs + 5 * hour).flatMap((one) => one.segments);
  expect(segments).toContainEqual(
    expect.objectContaining({ entered: { by: 'n1', recordedMs: openedMs + 5 * hour, evidence: proof } }),
  );
});

test('what a wait took out stays what the explanation says of it, whatever the priority becomes', () => {
  const ticket = working();
  ticket.tell(nadia, 'ask', { question: '?' }, 8 * hour);
  ticket.tell(claire, 'answer', { answer: '!' }, day + hour);
  const took = [expect.objectContaining({ deductedMs: 3 * hour }) as object];
  expect(waits(ticket, day + 2 * hour)).toEqual(took);
  ticket.tell(nadia, 'change-priority', { priority: 'P1', agreement: 'By phone' }, day + 2 * hour);
  expect(waits(ticket, day + 3 * hour)).toEqual(took);
  const paused = explainClocks(ticket.state, openedMs + day + 3 * hour)
    .flatMap(({ segments }) => segments)
    .filter(({ reason }) => reason === 'paused');
  expect(paused.map(({ deductedMs }) => deductedMs)).toEqual([3 * hour]);
});

test('nothing is entered into a wait that was corrected or recorded, or ahead of it: the clock would stand for ever', () => {
  const corrected = working();
  corrected.tell(nadia, 'ask', { question: '?' }, hour);
  corrected.tell(nadia, 'correct-wait', { wait: 1, from: at(2 * hour), proof }, 4 * hour);
  const answer = (of: ToldTicket, afterMs: number) =>
    of.tell(nadia, 'answer', { answer: '!' }, 4 * hour, { happenedMs: openedMs + afterMs, evidence: proof });
  expect(answer(corrected, 90 * minute)).toBe('instant-out-of-order');
  expect(answer(corrected, 3 * hour)).toEqual(['client-answered']);
  expect(counted(corrected, 4 * hour)).toBe(3 * hour);
  const recorded = working();
  recorded.tell(nadia, 'record-wait', { question: '?', from: at(hour), to: at(2 * hour), proof }, 4 * hour);
  const ask = (afterMs: number) =>
    recorded.tell(nadia, 'ask', { question: '?' }, 4 * hour, { happenedMs: openedMs + afterMs, evidence: proof });
  expect(ask(90 * minute)).toBe('instant-out-of-order');
  expect(ask(2 * hour)).toEqual(['client-asked']);
  expect(counted(recorded, 4 * hour)).toBe(hour);
});

test('a client that had replied before the resolution gets the time counted up to it', () => {
  const ticket = working();
  ticket.tell(nadia, 'ask', { question: '?' }, hour);
  ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, 4 * hour);
  ticket.tell(nadia, 'correct-wait', { wait: 1, to: at(2 * hour), proof }, 5 * hour);
  expect(counted(ticket, 5 * hour)).toBe(3 * hour);
  expect(waits(ticket, 5 * hour)).toMatchObject([{ to: at(2 * hour), heldThoughRepliedMs: 2 * hour }]);
});

test('a wait that nobody entered is recorded, and a breach that was announced for it is withdrawn', () => {
  const ticket = working();
  ticket.tick(8 * hour + minute);
  expect(ticket.events.map(({ type }) => type)).toContain('breached');
  const wait = { question: 'By phone', from: at(hour), to: at(3 * hour), proof };
  expect(ticket.tell(nadia, 'record-wait', wait, 8 * hour + 2 * minute)).toEqual(
    expect.arrayContaining(['wait-recorded', 'announcement-withdrawn']),
  );
  expect(counted(ticket, 8 * hour + 2 * minute)).toBe(6 * hour + 2 * minute);
  expect(waits(ticket, 9 * hour)).toMatchObject([{ deductedMs: 2 * hour, heldThoughRepliedMs: 0 }]);
  expect(ticket.tick(day + hour)).toEqual(expect.arrayContaining(['breached']));
});

test.each([
  ['before the ticket', -hour, hour],
  ['ending before it begins', 3 * hour, 2 * hour],
  ['not over yet', hour, 20 * hour],
  ['over another wait', hour, 4 * hour],
  ['within another wait', 2 * hour + minute, 2 * hour + 2 * minute],
  ['while it was resolved', 5 * hour + minute, 6 * hour],
])('no wait can have been %s', (_, from, to) => {
  const ticket = working();
  ticket.tell(nadia, 'ask', { question: '?' }, 2 * hour);
  ticket.tell(claire, 'answer', { answer: '!' }, 3 * hour);
  ticket.tell(nadia, 'resolve', { kind: 'fix', answer: 'Done' }, 5 * hour);
  const wait = { question: '?', from: at(from), to: at(to), proof };
  expect(ticket.tell(nadia, 'record-wait', wait, 7 * hour)).toBe('wait-out-of-place');
});

test('of a wait in course the answer is entered, not corrected; a wait that was not is not corrected', () => {
  const ticket = working();
  ticket.tell(nadia, 'ask', { question: '?' }, hour);
  expect(ticket.tell(nadia, 'correct-wait', { wait: 1, to: at(2 * hour), proof }, 3 * hour)).toBe('wait-in-course');
  expect(ticket.tell(nadia, 'correct-wait', { wait: 2, proof }, 3 * hour)).toBe('wait-unknown');
  expect(ticket.tell(claire, 'correct-wait', { wait: 1, proof }, 3 * hour)).toBe('not-allowed');
});

test('however waits were entered and corrected, the same waits give the same time counted', () => {
  const waitTimes = fc
    .uniqueArray(fc.integer({ min: 3, max: 400 }), { minLength: 2, maxLength: 8 })
    .map((minutes) => minutes.toSorted((a, b) => a - b).slice(0, minutes.length & ~1));
  holds(
    fc.property(waitTimes, fc.integer({ min: 1, max: 30 }), (minutes, shift) => {
      const inTime = working();
      const corrected = working();
      const recorded = working();
      const pairs = minutes.flatMap((from, index) =>
        index % 2 === 0 ? [[from, minutes[index + 1] ?? 0] as const] : [],
      );
      for (const [from, to] of pairs) {
        inTime.tell(nadia, 'ask', { question: '?' }, from * minute);
        inTime.tell(claire, 'answer', { answer: '!' }, to * minute);
        corrected.tell(nadia, 'ask', { question: '?' }, from * minute);
        corrected.tell(claire, 'answer', { answer: '!' }, (to + (to - from) / (shift + 1) / 1000) * minute);
      }
      for (const [index, [from, to]] of pairs.entries()) {
        const told = corrected.tell(nadia, 'correct-wait', { wait: index + 1, to: at(to * minute), proof }, 10 * hour);
        expect(told).toContain('wait-corrected');
        const wait = { question: '?', from: at(from * minute), to: at(to * minute), proof };
        expect(recorded.tell(nadia, 'record-wait', wait, 10 * hour)).toContain('wait-recorded');
      }
      const [first, ...others] = [inTime, corrected, recorded].map((ticket) => counted(ticket, 10 * hour));
      for (const other of others) expect(other).toBe(first);
    }),
    { numRuns: 60 },
  );
});

test('a ticket that is found not to be eligible only later waits for nobody any more', () => {
  const ticket = new ToldTicket();
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'ask', { question: '?' }, hour);
  const admission = { decision: 'rejected', reason: 'invoices-unpaid', clause: '§2', facts: {} } as const;
  ticket.give({ type: 'admit', nowMs: openedMs + 2 * hour, admission, terms: null, timetables: {} });
  expect(ticket.state).toMatchObject({ status: 'rejected', question: null });
  expect(waits(ticket, 5 * hour)).toEqual([
    { number: 1, from: at(hour), to: at(2 * hour), deductedMs: 0, heldThoughRepliedMs: 0 },
  ]);
});

test('nor does it show a resolution that was proposed meanwhile', () => {
  const ticket = new ToldTicket();
  ticket.tell(nadia, 'acknowledge', {}, minute);
  ticket.tell(nadia, 'qualify', { category: 'provider-incident', priority: 'P2' }, 2 * minute);
  ticket.tell(nadia, 'propose-resolution', { kind: 'workaround', answer: 'Printer 5', anomaly: null }, hour);
  const admission = { decision: 'rejected', reason: 'invoices-unpaid', clause: '§2', facts: {} } as const;
  ticket.give({ type: 'admit', nowMs: openedMs + 2 * hour, admission, terms: null, timetables: {} });
  expect(ticketAnswer(ticket.state, openedMs + 3 * hour, 1)).toMatchObject({ proposedResolution: null });
});

test('a wait keeps its number, whatever is entered since of the time before it', () => {
  const ticket = working();
  ticket.tell(nadia, 'ask', { question: '?' }, 3 * hour);
  ticket.tell(claire, 'answer', { answer: '!' }, 4 * hour);
  ticket.tell(nadia, 'record-wait', { question: '?', from: at(hour), to: at(2 * hour), proof }, 5 * hour);
  expect(waits(ticket, 5 * hour)).toMatchObject([
    { number: 2, from: at(hour) },
    { number: 1, from: at(3 * hour) },
  ]);
  ticket.tell(nadia, 'correct-wait', { wait: 1, to: at(3.5 * hour), proof }, 5 * hour);
  expect(waits(ticket, 5 * hour)).toMatchObject([
    { number: 2, to: at(2 * hour) },
    { number: 1, to: at(3.5 * hour) },
  ]);
});
