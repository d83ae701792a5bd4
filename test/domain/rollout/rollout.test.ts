import { decide, nextInstantMs, type RolloutCommand } from '../../../domain/rollout/decide';
import { evolve, publishedRollout } from '../../../domain/rollout/evolve';
import { lateClient, lateUpgrade } from '../../../domain/rollout/late-client';
import { whyNotPublish, type Published } from '../../../domain/rollout/publication';
import { rolloutStateSchema, type RolloutOpening, type RolloutState } from '../../../domain/rollout/schema';
import { countsOf, isOver, isOverForGood, statusOf } from '../../../domain/rollout/standing';
import { rolloutAnswer } from '../../../domain/rollout/answer';
import { toEpochMs } from '../../../domain/time/instant';

const ruth = { id: 'ruth', role: 'release-manager' } as const;
const opening: RolloutOpening = {
  ...{ product: 'wms', version: '2026.5', kind: 'version', reasons: ['feature'], nonRegression: 'https://ci.test/1' },
  documentation: { fr: 'https://docs.test/fr', en: 'https://docs.test/en' },
  ...{ unplanned: null, waves: null, startedAt: '2026-11-02T09:00:00.000Z', by: ruth },
};
const startMs = toEpochMs(opening.startedAt);
const hour = 3600_000;

class ToldRollout {
  state: RolloutState;
  nowMs = startMs;
  constructor(opened: Partial<RolloutOpening> = {}) {
    this.state = publishedRollout({ ...opening, ...opened });
  }
  give(command: Record<string, unknown> & { type: RolloutCommand['type'] }): string | undefined {
    const answer = decide(this.state, { nowMs: this.nowMs, ...command } as RolloutCommand);
    if ('refusal' in answer) return answer.refusal.code;
    this.state = answer.events.reduce(evolve, this.state);
    rolloutStateSchema.parse(this.state);
    return undefined;
  }
  list(count: number): this {
    this.give({ type: 'list-clients', clients: Array.from({ length: count }, (_, index) => `c-${index}`) });
    return this;
  }
}

test('without waves all clients get their upgrade at once; progress is counted by the latest report of each', () => {
  const rollout = new ToldRollout().list(5000);
  expect(rollout.state.wanted).toBe(5000);
  rollout.give({ type: 'started', started: 2000 });
  rollout.give({ type: 'started', started: 1000 });
  expect(rollout.state.started).toBe(2000);
  const report = (client: string, status: string, number: number) => ({ client, status, number });
  rollout.give({ type: 'take-reports', reports: [report('c-1', 'testing', 8), report('c-2', 'preparing', 1)] });
  rollout.give({ type: 'take-reports', reports: [report('c-1', 'preparing', 7), report('nobody', 'testing', 1)] });
  expect(countsOf(rollout.state)).toMatchObject({ testing: 1, preparing: 1999, promoted: 0 });
  // What a run leaves to its successor stays far below what Temporal takes.
  expect(JSON.stringify(rollout.state).length).toBeLessThan(100_000);
  expect(statusOf(rollout.state)).toBe('running');
});

test('a client that gets the product later is started at once, or in a wave that is to come', () => {
  const add = { type: 'add-client', actor: ruth } as const;
  const atOnce = new ToldRollout().list(2);
  atOnce.give({ type: 'started', started: 2 });
  expect(atOnce.give({ ...add, data: { client: 'c-1' } })).toBe('rollout-client-known');
  expect(atOnce.give({ ...add, data: { client: 'new' } })).toBeUndefined();
  expect(atOnce.state).toMatchObject({ wanted: 3, started: 2, clients: ['c-0', 'c-1', 'new'] });
  atOnce.give({ type: 'started', started: 3 });
  const reports = ['c-0', 'c-1', 'new'].map((client) => ({ client, status: 'promoted', number: 9 }));
  atOnce.give({ type: 'take-reports', reports: reports.slice(0, 2) });
  expect(isOver(atOnce.state)).toBe(false);
  atOnce.give({ type: 'take-reports', reports });
  expect(isOver(atOnce.state)).toBe(true);
  expect(atOnce.give({ ...add, data: { client: 'late' } })).toBe('rollout-over');

  const inWaves = new ToldRollout({ waves: { clients: 2, everyHours: 24 } }).list(3);
  inWaves.give({ ...add, data: { client: 'new' } });
  expect(inWaves.state.wanted).toBe(2);
  inWaves.nowMs = startMs + 24 * hour;
  inWaves.give({ type: 'tick' });
  expect(inWaves.state).toMatchObject({ wanted: 4, nextWaveMs: null });
});

test('waves by number and by share; a pause moves those that are to come', () => {
  const rollout = new ToldRollout({ waves: { clients: 2, everyHours: 24 } }).list(5);
  expect(rollout.state).toMatchObject({ wanted: 2, nextWaveMs: startMs + 24 * hour });
  rollout.nowMs = startMs + 10 * hour;
  rollout.give({ type: 'pause', actor: ruth, data: { reason: 'A fault' } });
  expect(rollout.give({ type: 'pause', actor: ruth, data: { reason: 'A fault' } })).toBe('rollout-paused');
  expect(nextInstantMs(rollout.state)).toBeUndefined();
  rollout.nowMs = startMs + 40 * hour;
  rollout.give({ type: 'tick' });
  expect(rollout.state.wanted).toBe(2);
  rollout.give({ type: 'resume', actor: ruth, data: {} });
  expect(rollout.give({ type: 'resume', actor: ruth, data: {} })).toBe('rollout-not-paused');
  expect(nextInstantMs(rollout.state)).toBe(startMs + 54 * hour);
  rollout.nowMs = startMs + 54 * hour;
  rollout.give({ type: 'tick' });
  expect(rollout.state).toMatchObject({ wanted: 4, nextWaveMs: startMs + 78 * hour });
  // After an outage all that were due meanwhile come at once, none twice.
  rollout.nowMs = startMs + 500 * hour;
  rollout.give({ type: 'tick' });
  expect(rollout.state).toMatchObject({ wanted: 5, nextWaveMs: null });
  const shared = new ToldRollout({ waves: { share: 30, everyHours: 1 } }).list(7);
  expect(shared.state.wanted).toBe(3);
});

test('every upgrade is told of a pause, a resumption and a stop, in their order; a rollout ends when all are over and told', () => {
  const rollout = new ToldRollout().list(3);
  rollout.give({ type: 'started', started: 3 });
  rollout.give({ type: 'pause', actor: ruth, data: { reason: 'A fault' } });
  rollout.give({ type: 'resume', actor: ruth, data: {} });
  expect(rollout.state.telling.map(({ kind, number }) => [kind, number])).toEqual([
    ['pause', 1],
    ['resume', 2],
  ]);
  rollout.give({ type: 'told', number: 1, told: 2 });
  rollout.give({ type: 'told', number: 1, told: 3 });
  expect(rollout.state.telling).toMatchObject([{ number: 2 }]);
  rollout.give({ type: 'stop', actor: ruth, data: { reason: 'Withdrawn' } });
  expect(rollout.give({ type: 'pause', actor: ruth, data: { reason: 'Late' } })).toBe('rollout-over');
  rollout.give({ type: 'told', number: 2, told: 3 });
  rollout.give({ type: 'told', number: 3, told: 3 });
  expect(isOver(rollout.state)).toBe(false);
  const reports = ['c-0', 'c-1', 'c-2'].map((client) => ({ client, status: 'stopped', number: 9 }));
  rollout.give({ type: 'take-reports', reports });
  expect(isOver(rollout.state)).toBe(true);
  expect(statusOf(rollout.state)).toBe('stopped');
  const support = { id: 'n1', role: 'support' };
  expect(new ToldRollout().give({ type: 'stop', actor: support, data: { reason: 'No' } })).toBe('not-allowed');
});

test('what is said while upgrades are being started is told to those as well', () => {
  const rollout = new ToldRollout().list(4);
  rollout.give({ type: 'started', started: 2 });
  rollout.give({ type: 'pause', actor: ruth, data: { reason: 'A fault' } });
  rollout.give({ type: 'told', number: 1, told: 2 });
  expect(rollout.state.telling).toEqual([]);
  rollout.give({ type: 'started', started: 4 });
  expect(rollout.state.telling).toMatchObject([{ number: 1, kind: 'pause', reason: 'A fault', told: 2 }]);
});

test('a product that nobody runs is rolled out at once', () => {
  expect(statusOf(new ToldRollout().list(0).state)).toBe('done');
});

test('publication asks for both documentations and evidence; only what is urgent is unplanned', () => {
  const found: Published = {
    ...{ kind: 'version', reasons: ['feature'], nonRegression: 'https://ci.test/1' },
    documentation: { fr: 'https://docs.test/fr', en: 'https://docs.test/en' },
  };
  const code = (more: object, asked: Partial<RolloutOpening> = {}) =>
    whyNotPublish({ ...opening, ...asked }, { ...found, ...more })?.refusal.code;
  const unplanned: RolloutOpening['unplanned'] = {
    ...{ cause: 'security', why: { fr: 'Une faille', en: 'A hole' }, startsAt: opening.startedAt, minutes: 30 },
  };
  expect(whyNotPublish(opening, null)?.refusal.code).toBe('version-unknown');
  expect(code({})).toBeUndefined();
  expect(code({ documentation: { fr: 'https://docs.test/fr', en: null } })).toBe('documentation-missing');
  expect(code({ nonRegression: null })).toBe('non-regression-missing');
  expect(code({}, { unplanned })).toBe('unplanned-kind');
  expect(code({ kind: 'fix' }, { unplanned })).toBe('unplanned-kind');
  expect(code({ kind: 'fix', reasons: ['security'] }, { unplanned })).toBeUndefined();
  // Its reasons say what its cause says.
  const critical = { ...unplanned, cause: 'critical-incident' as const };
  expect(code({ kind: 'fix', reasons: ['security'] }, { unplanned: critical })).toBe('unplanned-kind');
  expect(code({ kind: 'fix', reasons: ['anomaly'] }, { unplanned })).toBe('unplanned-kind');
  expect(code({ kind: 'fix', reasons: ['anomaly'] }, { unplanned: critical })).toBeUndefined();
});

describe('a rollout that is done while an upgrade may come back', () => {
  const day = 24 * hour;
  const reports = (rollout: ToldRollout, number: number, ...statuses: string[]): void => {
    const all = statuses.map((status, place) => ({ client: `c-${place}`, status, number }));
    rollout.give({ type: 'take-reports', reports: all });
  };
  const superseded = (opened: Partial<RolloutOpening> = { rules: 2 }): ToldRollout => {
    const rollout = new ToldRollout(opened).list(2);
    rollout.give({ type: 'started', started: 2 });
    reports(rollout, 5, 'promoted', 'superseded');
    return rollout;
  };

  test('stays for a quarter, and closes by itself then', () => {
    const rollout = superseded();
    const untilMs = startMs + 93 * day;
    expect([statusOf(rollout.state), isOverForGood(rollout.state)]).toEqual(['done', false]);
    expect(nextInstantMs(rollout.state)).toBe(untilMs);
    rollout.give({ type: 'tick', nowMs: untilMs - 1 });
    expect(isOverForGood(rollout.state)).toBe(false);
    rollout.give({ type: 'tick', nowMs: untilMs });
    expect([statusOf(rollout.state), isOverForGood(rollout.state)]).toEqual(['done', true]);
    expect(nextInstantMs(rollout.state)).toBeUndefined();
  });

  test('runs again with the upgrade, says how it stands, and can be paused and stopped', () => {
    const rollout = superseded();
    rollout.nowMs += 40 * day;
    expect(rollout.give({ type: 'pause', actor: ruth, data: { reason: 'Wait' } })).toBe('rollout-over');
    rollout.give({ type: 'take-reports', reports: [{ client: 'c-1', status: 'testing', number: 7 }] });
    expect(rolloutAnswer(rollout.state, rollout.nowMs, 1)).toMatchObject({
      ...{ status: 'running', progress: { byStatus: { promoted: 1, testing: 1, superseded: 0 } } },
    });
    expect(rolloutAnswer(rollout.state, rollout.nowMs, 1)).not.toHaveProperty('rules');
    expect(nextInstantMs(rollout.state)).toBeUndefined();
    expect(rollout.give({ type: 'pause', actor: ruth, data: { reason: 'Wait' } })).toBeUndefined();
    expect(rollout.give({ type: 'stop', actor: ruth, data: { reason: 'Enough' } })).toBeUndefined();
    for (const number of [1, 2]) rollout.give({ type: 'told', number, told: 2 });
    reports(rollout, 9, 'promoted', 'stopped');
    expect([statusOf(rollout.state), isOverForGood(rollout.state)]).toEqual(['stopped', true]);
  });

  test('counts the quarter from the last that was superseded, and ends at once where all are in production', () => {
    const rollout = superseded();
    rollout.nowMs += 40 * day;
    rollout.give({ type: 'take-reports', reports: [{ client: 'c-1', status: 'testing', number: 7 }] });
    rollout.give({ type: 'take-reports', reports: [{ client: 'c-1', status: 'superseded', number: 8 }] });
    expect(nextInstantMs(rollout.state)).toBe(rollout.nowMs + 93 * day);
    rollout.give({ type: 'take-reports', reports: [{ client: 'c-1', status: 'promoted', number: 12 }] });
    expect(isOverForGood(rollout.state)).toBe(true);
  });

  test('runs again for a client that gets the product meanwhile, and for none once it is closed or stopped', () => {
    const late = { type: 'add-client', actor: ruth, data: { client: 'late' } } as const;
    const rollout = superseded();
    rollout.nowMs += 40 * day;
    expect(rollout.give({ ...late, data: { client: 'c-1' } })).toBe('rollout-client-known');
    expect(rollout.give(late)).toBeUndefined();
    expect(rollout.state).toMatchObject({ wanted: 3, started: 2, clients: ['c-0', 'c-1', 'late'] });
    expect([statusOf(rollout.state), nextInstantMs(rollout.state)]).toEqual(['running', undefined]);
    rollout.give({ type: 'started', started: 3 });
    expect(rollout.give({ type: 'pause', actor: ruth, data: { reason: 'Wait' } })).toBeUndefined();
    expect(rollout.state.telling).toMatchObject([{ kind: 'pause', told: 0 }]);
    const closed = superseded();
    closed.nowMs += 93 * day;
    closed.give({ type: 'tick' });
    expect(closed.give(late)).toBe('rollout-over');
    const stopped = new ToldRollout({ rules: 2 }).list(1);
    stopped.give({ type: 'stop', actor: ruth, data: { reason: 'Withdrawn' } });
    expect(stopped.give(late)).toBe('rollout-over');
  });

  test('an older program’s ends as it began: at once', () => {
    const rollout = superseded({});
    expect([statusOf(rollout.state), isOverForGood(rollout.state)]).toEqual(['done', true]);
    expect(nextInstantMs(rollout.state)).toBeUndefined();
  });
});

test('a client that comes once a rollout is over for good has an upgrade of its own, once, and none of a version that was stopped', () => {
  const done = rolloutAnswer(new ToldRollout().list(0).state, startMs, 1);
  const at = '2027-06-01T08:00:00.000Z';
  const { product, version, kind, reasons, documentation, unplanned } = opening;
  const expected = { client: 'late', product, version, kind, reasons, documentation, unplanned, startedAt: at };
  expect(lateUpgrade(done, 'late', at)).toEqual(expected);
  expect(lateClient(done, null)).toBe('begins');
  expect(lateClient(done, { status: 'testing' })).toBe('going-on');
  expect(lateClient(done, { status: 'superseded' })).toBe('known');
  expect(lateClient({ status: 'stopped' }, null)).toBe('rollout-over');
  expect(lateClient(null, null)).toBe('rollout-over');
});
