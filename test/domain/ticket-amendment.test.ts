import type { SupportHours } from '../../domain/calendar/support-hours';
import { contractSchema, type Contract } from '../../domain/contract/contract';
import { nextInstantMs, timetablesToExtend } from '../../domain/ticket/announcements';
import { explainClocks } from '../../domain/ticket/clocks';
import { changeInWords, reasonInWords } from '../../domain/clock/words';
import { decide, type TicketCommand } from '../../domain/ticket/decide';
import { noticesFor } from '../../domain/ticket/notices';
import { termsSchema, ticketStateSchema } from '../../domain/ticket/schema';
import { leavesMs } from '../../domain/ticket/sending';
import { toInstant } from '../../domain/time/instant';
import { sampleContract } from '../sample-contract';
import {
  acknowledge,
  amend,
  announced,
  answer,
  ask,
  at,
  clocks,
  loaded,
  opened,
  qualify,
  resolve,
  tick,
  told,
} from './governed-ticket';

const hour = 3600 * 1000;
/** Office hours are 07:30 to 17:30 UTC in November. */
const contract = sampleContract();

function amended(change: Partial<Contract>, version = 2): Contract {
  return contractSchema.parse({ ...contract, version, ...change });
}

const strike = { date: '2026-11-24', name: 'Grève', openings: [] };
function withDay(day: SupportHours['specialDays'][number], more: Partial<Contract> = {}): Contract {
  const office = contract.hours['office'] as SupportHours;
  return amended({ hours: { ...contract.hours, office: { ...office, specialDays: [day] } }, ...more });
}

const longer = amended({
  targets: { ...contract.targets, P2: { hours: 'office', intervention: 'PT1H', resolution: 'PT16H' } },
});
const shorter = amended({
  targets: { ...contract.targets, P2: { hours: 'office', intervention: 'PT1H', resolution: 'PT4H' } },
});

const working = () => told(opened(contract, 'P2'), acknowledge('23T08:10'), qualify('23T08:10', 'P2')).state;

test('an unplanned holiday moves the deadline of an open ticket, and the explanation names the day (complaint 42)', () => {
  const before = told(working(), ask('23T09:00'), answer('23T14:00'));
  // One hour is counted; of the seven left 3 h 30 are on Monday, the others on Tuesday from 07:30 on.
  expect(clocks(before.state, '23T14:00').resolution?.dueAt).toBe('2026-11-24T11:00:00.000Z');
  const { state, events } = told(before.state, amend('23T15:00', withDay(strike)));
  expect(events).toMatchObject([
    { type: 'terms-amended', by: { id: 'ada' }, data: { from: 1, to: 2, reason: 'Amendment' } },
  ]);
  expect(clocks(state, '23T15:00').resolution).toMatchObject({
    countedMs: 2 * hour,
    dueAt: '2026-11-25T11:00:00.000Z',
  });
  const [, resolution] = explainClocks(state, at('24T12:00'));
  const texts = resolution?.segments.map((one) => reasonInWords(one, 'Europe/Paris', 'en'));
  expect(texts).toContain('special day of the contract: Grève');
  expect(texts).toContain('support hours “office” (contract version 2)');
  expect(resolution?.segments.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(resolution?.reading.countedMs);
  // A change of priority stands on §7, an amendment on what the contract says.
  expect(resolution?.changes).toMatchObject([{ clause: '§6' }]);
  const changes = resolution?.changes.map((one) => changeInWords(one, 'Europe/Paris', 'fr')) ?? [];
  expect(changes[0]).toContain('P2, 8 h 00 en « office » → P2, 8 h 00 en « office » (version 2 du contrat)');
  expect(ticketStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

test('what was counted up to the amendment stays, unless the version says otherwise', () => {
  const always = { ...contract.targets, P2: { hours: 'always', intervention: 'PT1H', resolution: 'PT48H' } };
  const night = told(opened(contract, 'P2'), acknowledge('23T08:10'));
  const kept = told(night.state, amend('24T08:00', amended({ targets: always })));
  // 9 h 30 on Monday, half an hour on Tuesday.
  expect(clocks(kept.state, '24T08:00').resolution).toMatchObject({ countedMs: 10 * hour });
  const anew = amended({ targets: always, onAmendment: 'recount-from-creation' });
  const recounted = told(night.state, amend('24T08:00', anew));
  expect(clocks(recounted.state, '24T08:00').resolution).toMatchObject({ countedMs: 24 * hour });
  const none = told(night.state, amend('24T08:00', amended({ targets: always, onAmendment: 'restart' })));
  expect(clocks(none.state, '24T08:00').resolution).toMatchObject({ countedMs: 0 });
});

test('recounting destroys nothing: the old terms and timetables stay beside the new ones (complaint 41)', () => {
  const before = working();
  const { state } = told(before, amend('23T15:00', withDay(strike, { onAmendment: 'recount-from-creation' })));
  expect(state.formerTerms).toEqual([before.terms]);
  expect(state.timetables).toMatchObject(before.timetables);
  expect(clocks(state, '23T14:59').resolution).toMatchObject({ countedMs: 7 * hour - 60_000, targetMs: 8 * hour });
  expect(explainClocks(state, at('23T14:00'))).toEqual(explainClocks(before, at('23T14:00')));
});

test('a target that changes is announced anew, and a warning that holds as before is not (complaint 48)', () => {
  const warned = told(working(), tick('23T14:30'));
  expect(announced(warned.events)).toEqual(['warned resolution 50 23T12:00', 'warned resolution 75 23T14:00']);
  // 6 h 30 of 8 h are counted: the same targets in other hours have nothing new to tell until 90 %.
  const same = told(warned.state, amend('23T14:30', withDay(strike)), tick('23T17:00'));
  expect(announced(same.events)).toEqual(['warned resolution 90 23T15:12', 'breached resolution breach 23T16:00']);
  // 16 h: 50 % come at 16:00, and nothing is withdrawn.
  const relaxed = told(warned.state, amend('23T14:30', longer), tick('23T17:00'));
  expect(announced(relaxed.events)).toEqual(['warned resolution 50 23T16:00']);
  // 4 h are past: the breach is told at the amendment, at most once.
  const strict = told(warned.state, amend('23T14:30', shorter), tick('23T17:00'));
  expect(announced(strict.events)).toEqual(['warned resolution 90 23T14:30', 'breached resolution breach 23T14:30']);
});

test('a breach that was told stays told: an amendment tells none again, and takes none back (complaints 41, 48)', () => {
  const late = told(working(), tick('24T08:00'));
  expect(announced(late.events).at(-1)).toBe('breached resolution breach 23T16:00');
  for (const next of [withDay(strike), shorter, longer]) {
    const { state, events } = told(late.state, amend('24T08:00', next), tick('24T09:00'));
    expect(announced(events)).toEqual([]);
    expect(state.announced).toEqual(late.state.announced);
  }
});

test('a chain that the new version does not have tells nothing any more; what it told stays (complaints 7, 8)', () => {
  const warned = told(working(), tick('23T12:30'));
  const quiet = amended({ escalation: [{ at: 'breach', tell: ['support'] }] });
  const { state, events } = told(warned.state, amend('23T12:30', quiet), tick('23T17:00'));
  expect(announced(events)).toEqual(['breached resolution breach 23T16:00']);
  expect(state.announced.map(({ threshold }) => threshold)).toEqual([50, 'breach']);
});

test('a target in other hours replaces the one before: no old deadline persists (complaint 7)', () => {
  const { state } = told(working(), amend('23T15:00', longer));
  expect(clocks(state, '23T15:00').resolution?.dueAt).toBe('2026-11-24T14:00:00.000Z');
  expect(nextInstantMs(state)).toBe(at('23T16:00'));
  expect(timetablesToExtend(state, at('23T15:00'))).toEqual([]);
});

test('a priority that changes after an amendment is of the new terms, one before it of the old ones', () => {
  const next = amended({ onPriorityChange: 'restart' });
  const { state } = told(working(), qualify('23T10:00', 'P3', 'Milder'), amend('23T11:00', next));
  expect(clocks(state, '23T11:00').resolution).toMatchObject({ countedMs: 3 * hour, targetMs: 50 * hour });
  const later = told(state, qualify('23T12:00', 'P2', 'Worse')).state;
  expect(clocks(later, '23T13:00').resolution).toMatchObject({ countedMs: hour, targetMs: 8 * hour });
});

test('a pause goes on across an amendment, and a stopped clock keeps its verdict (complaint 2)', () => {
  const paused = told(working(), ask('23T09:00'), amend('23T10:00', longer), answer('23T11:00')).state;
  expect(clocks(paused, '23T12:00')).toMatchObject({
    intervention: { state: 'stopped', verdict: 'met', countedMs: hour / 6, targetMs: hour },
    resolution: { countedMs: 2 * hour, targetMs: 16 * hour },
  });
  const resolved = told(working(), resolve('23T10:00'), amend('23T11:00', shorter)).state;
  expect(clocks(resolved, '23T12:00').resolution).toMatchObject({ verdict: 'met', targetMs: 8 * hour });
});

test('given again it changes nothing; with a calendar that has changed the same version is applied again (complaint 44)', () => {
  const once = told(working(), amend('23T10:00', longer));
  expect(told(once.state, amend('23T10:30', longer)).events).toEqual([]);
  expect(told(working(), amend('23T10:00', contract)).events).toEqual([]);
  const office = contract.hours['office'] as SupportHours;
  const changed = { ...longer, hours: { ...contract.hours, office: { ...office, specialDays: [strike] } } };
  const { state } = told(once.state, amend('23T11:00', changed));
  expect(Object.keys(state.timetables)).toEqual([
    'always',
    'office',
    'always@2',
    'office@2',
    'always@2.2',
    'office@2.2',
  ]);
  expect(state.terms?.targets.P2.hours).toBe('office@2.2');
});

test('a wait found out later, before the amendment, counts in the hours of before it', () => {
  const before = told(working(), amend('23T15:00', withDay(strike)));
  const wait = { question: '?', from: '2026-11-23T09:00:00.000Z', to: '2026-11-23T10:00:00.000Z', proof: 'Mail' };
  const actor = { id: 'n1', role: 'support' } as const;
  const { state } = told(before.state, { type: 'record-wait', data: wait, actor, nowMs: at('23T16:00') });
  expect(clocks(state, '23T16:00').resolution).toMatchObject({
    countedMs: 7 * hour,
    dueAt: '2026-11-23T17:00:00.000Z',
  });
});

test('a shorter delay of closing that has passed by the amendment has its whole length from there', () => {
  const resolved = told(working(), resolve('23T10:00'));
  const short = told(resolved.state, amend('23T15:00', amended({ closeAfter: 'PT1H' })), tick('23T15:59'));
  expect(short.state.status).toBe('resolved');
  const { events } = told(short.state, tick('23T16:00'));
  expect(events.at(-1)).toMatchObject({ type: 'closed', at: '2026-11-23T16:00:00.000Z' });
});

test('a version that does not hold is refused, and so is everybody but an administrator', () => {
  const command = amend('23T10:00', longer);
  const refusal = { code: 'contract-unknown', clause: '§6', params: { client: 'dupont', version: 2 } } as const;
  const loading = { terms: { refusal } };
  expect(decide(working(), { ...command, loaded: loading } as typeof command)).toEqual({ refusal });
  const bySupport = { ...command, actor: { id: 'n1', role: 'support' } } as typeof command;
  expect(decide(working(), bySupport)).toMatchObject({ refusal: { code: 'not-allowed' } });
});

test('a command that is not loaded yet decides nothing, and is no refusal: the workflow loads it then', () => {
  const command = { ...amend('23T10:00', longer), loaded: {} };
  expect(decide(working(), command)).toEqual({ events: [] });
  expect(loaded(longer)).toMatchObject({ terms: { contractVersion: 2 } });
});

describe('the chain of a contract that is amended', () => {
  const groups: Contract['groups'] = {
    directors: { people: [{ email: 'director@support.example', language: 'fr' }], webhooks: [] },
  };
  const evening = (opens: string, closes: string): Contract['hours'][string] => ({
    ...{ zone: 'Europe/Paris', week: { mon: [[opens, closes]] }, holidays: null, specialDays: [] },
  });
  const chased = amended(
    {
      groups,
      escalation: [
        { at: 'breach', tell: ['support'] },
        { at: 'breach+PT1H', tell: ['directors'], hours: 'evening' },
      ],
      hours: { ...contract.hours, evening: evening('19:00', '20:00') },
    },
    1,
  );
  const later = contractSchema.parse({
    ...chased,
    version: 2,
    hours: { ...chased.hours, evening: evening('21:00', '22:00') },
  });
  const late = () => told(opened(chased, 'P1'), acknowledge('23T08:10'), tick('23T12:10')).state;
  const takeOn = (time: string): TicketCommand => ({
    ...{ type: 'acknowledge-escalation', data: {}, actor: { id: 'n1', role: 'support' }, nowMs: at(time) },
  });

  test('a step waits for the hours of the version that governs', () => {
    const { state, events } = told(late(), amend('23T12:20', later), tick('23T18:30'));
    const reached = events.find(({ type }) => type === 'escalation-reached');
    expect(reached?.at).toBe('2026-11-23T13:20:00.000Z');
    const [notice] = reached ? noticesFor(reached, state, 1) : [];
    if (!notice) throw new Error('a director is told');
    // 19:30 in Paris: the former version was open, this one opens at 21:00.
    expect(toInstant(leavesMs(notice, state, at('23T18:30')))).toBe('2026-11-23T20:00:00.000Z');
    expect(timetablesToExtend(state, at('23T18:30') + 24 * 24 * hour)).toContain('evening@2');
    expect(termsSchema.safeParse(state.terms).success).toBe(true);
  });

  test('what was taken on stays so: an amendment is no news of the ticket, another priority is', () => {
    const taken = told(late(), takeOn('23T12:15')).state;
    const { state, events } = told(taken, amend('23T12:20', later), tick('23T23:00'));
    expect(events.map(({ type }) => type)).toEqual(['terms-amended']);
    expect(told(state, qualify('23T23:00', 'P2'), tick('25T23:00')).events.map(({ type }) => type)).toContain(
      'escalation-reached',
    );
  });
});
