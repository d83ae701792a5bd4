import type { ClockFact } from '../../../domain/clock/facts';
import type { ClockPolicies } from '../../../domain/clock/policies';
import { momentsIn, zones, type Rules } from '../calendar/timetable-cases';
import { domainAnswers, oracleAnswers } from './both-answers';
import { calendarsOf } from './zone-cases';

const hourMs = 3_600_000;

/** One of each thing that may happen to a clock; the wait is entered two hours after it began. */
const happenings: readonly ((atMs: number) => ClockFact)[] = [
  (atMs) => ({ kind: 'pause', atMs, reason: 'client', by: 'agent', recordedMs: atMs + 2 * hourMs, evidence: 'a call' }),
  (atMs) => ({ kind: 'resume', atMs }),
  (atMs) => ({ kind: 'retarget', atMs, targetMs: 5 * hourMs, hours: 'critical' }),
  (atMs) => ({ kind: 'exclude', atMs, untilMs: atMs + 3 * hourMs, name: 'upgrade' }),
  (atMs) => ({ kind: 'stop', atMs }),
  (atMs) => ({ kind: 'reopen', atMs }),
];
/** When they happen, from a moment at which clocks change; the clock has begun before. */
const startMs = -20 * hourMs;
const instantsMs = [-9 * hourMs, -45 * 60_000 - 1, 1_017_003, 2.5 * hourMs, 11 * hourMs, 20 * hourMs];

function ordersOf<Of>(all: readonly Of[]): Of[][] {
  if (all.length === 0) return [[]];
  return all.flatMap((first) => ordersOf(all.filter((one) => one !== first)).map((rest) => [first, ...rest]));
}

const policies = (['carry-elapsed', 'recount-from-creation', 'restart'] as const).flatMap((onRetarget) =>
  (['continue', 'restart'] as const).flatMap((onReopen) =>
    [true, false].map((deductPlannedDowntime): ClockPolicies => ({ onRetarget, onReopen, deductPlannedDowntime })),
  ),
);

/** All 720 orders, each under one of the twelve policies. */
const orders = ordersOf(happenings).flatMap((order, index) => {
  const held = policies[index % policies.length];
  return held ? [{ order, held }] : [];
});

const daily = (...openings: [string, string][]): Rules['weeks'][number]['week'] => ({
  ...{ mon: openings, tue: openings, wed: openings, thu: openings },
  ...{ fri: openings, sat: openings, sun: openings },
});
/** Open by day, around the hours at which clocks change and over midnight; a holiday up to noon, and a special day. */
const office: Rules = {
  weeks: [{ week: daily(['00:30', '02:45'], ['08:30', '18:30'], ['21:00', '00:15']), onClosedDays: 'closed' }],
  special: [{ date: 1, openings: [['10:00', '12:00']] }],
  holidays: [[0, [0, 720]]],
};
const critical: Rules = {
  weeks: [{ week: daily(['22:00', '06:00'], ['12:00', '20:00']), onClosedDays: 'open' }],
  special: [],
  holidays: [],
};

test.each(zones.map((zone, index) => [zone, index] as const))(
  'in %s a wait and its end, another target, planned downtime, a stop and a reopening come in any order',
  (zone, zoneIndex) => {
    const [moment = 0] = momentsIn(zone);
    const other = zones[(zoneIndex + 7) % zones.length] ?? zone;
    const hours = { office: { zone, rules: office }, critical: { zone: other, rules: critical } };
    const span = { fromMs: moment - 24 * hourMs, toMs: moment + 26 * hourMs };
    const asOf = [3, 22].map((hoursLater) => moment + hoursLater * hourMs);
    const { timetables, world } = calendarsOf(hours, moment, span);
    for (const [index, { order, held }] of orders.entries()) {
      if (index % zones.length !== zoneIndex) continue;
      const happened = order.map((happens, at) => happens(moment + (instantsMs[at] ?? 0)));
      const facts: ClockFact[] = [
        { kind: 'start', atMs: moment + startMs, targetMs: 6 * hourMs, hours: 'office' },
        ...happened,
      ];
      const asked = { timetables, world: { ...world, policies: held }, asOf, thresholds: [50, 90, 'breach'] as const };
      expect(domainAnswers(asked, [...facts].reverse())).toEqual(oracleAnswers(asked, facts));
    }
  },
);
