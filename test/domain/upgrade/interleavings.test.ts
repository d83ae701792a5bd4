import type { UpgradeCalendar } from '../../../domain/upgrade/calendar';
import { waiverText } from '../../../domain/upgrade/waiver';
import { waiverFactsOf } from '../../../domain/upgrade/putting-off';
import { openIncidents } from '../../../domain/upgrade/test-time';
import { toInstant } from '../../../domain/time/instant';
import { claire, day, everyDays, startMs, ToldUpgrade } from './told-upgrade';

const ticket = 'T-0000000001';
const endMs = startMs + 30 * day;
/** A window that begins in the very instant in which the test window ends. */
const atEnd = { ...everyDays(1, startMs, 1)[0], startMs: endMs, endMs: endMs + 7200_000, noticeByMs: endMs - 7 * day };
const windows = [atEnd, ...everyDays(7, endMs, 20)] as UpgradeCalendar['windows'];

/** An upgrade, and whether a freeze has been registered that is found when a maintenance asks. */
interface World {
  readonly upgrade: ToldUpgrade;
  frozen: boolean;
}

/** All that may happen in that instant. */
const happenings = {
  end: ({ upgrade }: World) => upgrade.give({ type: 'tick', nowMs: endMs }),
  ask: ({ upgrade, frozen }: World) => upgrade.begin('M-1', { frozen, paused: false }),
  freeze: (world: World) => {
    world.frozen = true;
  },
  report: ({ upgrade }: World) => upgrade.report(ticket),
  link: ({ upgrade }: World) => {
    upgrade.ticket('T-0000000002', 3, 'qualified');
  },
  resolve: ({ upgrade }: World) => {
    upgrade.ticket(ticket, 9, 'resolved');
  },
  accept: ({ upgrade }: World) => upgrade.by(claire, 'accept'),
  refuse: ({ upgrade }: World) => {
    const facts = waiverFactsOf(upgrade.state, null);
    const digest = 'a'.repeat(64);
    const shown = { language: 'fr', text: facts ? waiverText(facts, 'fr') : '', digest } as const;
    upgrade.by(claire, 'refuse', { signedBy: 'Claire', digest }, { shown });
  },
  pause: ({ upgrade }: World) => {
    const message = { number: 1, kind: 'pause', reason: 'Wait', at: toInstant(endMs) } as const;
    upgrade.give({ type: 'rollout-told', nowMs: endMs, message });
  },
  resume: ({ upgrade }: World) => {
    const message = { number: 2, kind: 'resume', reason: '', at: toInstant(endMs) } as const;
    upgrade.give({ type: 'rollout-told', nowMs: endMs, message });
  },
} as const;
type Happening = keyof typeof happenings;
const names = Object.keys(happenings) as Happening[];

/** What the annex alone says of what has happened so far. */
interface Model {
  readonly reported: boolean;
  readonly linked: boolean;
  readonly frozen: boolean;
  readonly resumed: boolean;
  /** What was announced has been given up, or was told no: it has to be announced anew. */
  readonly stopped: boolean;
  readonly begun: boolean;
}
const nothing: Model = {
  ...{ reported: false, linked: false, frozen: false, resumed: false },
  ...{ stopped: false, begun: false },
};

function modelAfter(model: Model, one: Happening, timeLost: UpgradeCalendar['timeLost']): Model {
  const next = { ...model };
  if (one === 'report') next.reported = true;
  if (one === 'link') next.linked = true;
  if (one === 'resolve') next.reported = false;
  if (one === 'freeze') next.frozen = true;
  if (one === 'resume') next.resumed = true;
  const open = next.reported || next.linked;
  // A pause that arrives after it was over is no news.
  if (one === 'refuse' || (one === 'pause' && !model.resumed)) next.stopped = true;
  if (open && timeLost !== 'promote-at-once') next.stopped = true;
  if (one === 'ask' && !open && !next.stopped && !next.frozen) next.begun = true;
  else if (one === 'ask') next.stopped = true;
  return next;
}

/** What decides on all that may follow: two orders that have led to the same need be followed once. */
function keyOf({ upgrade, frozen }: World, model: Model, left: readonly Happening[]): string {
  const { calendar, ...state } = upgrade.state;
  return JSON.stringify([state, calendar?.asOfMs, calendar?.testEndsMs, frozen, model, left]);
}

const told = (timeLost: UpgradeCalendar['timeLost']): ToldUpgrade => {
  const upgrade = new ToldUpgrade({ windows, timeLost }).until(endMs - 1);
  upgrade.nowMs = endMs;
  return upgrade;
};

describe.each(['give-back', 'next-window', 'promote-at-once'] as const)('%s', (timeLost) => {
  test('no order of any of what meets in one instant promotes against an open incident, and each that may does', () => {
    const template = told(timeLost);
    expect(template.state.maintenance).toMatchObject({ reference: 'M-1', window: { startMs: endMs } });
    /** How many orders begin as that one does: a key is followed once and counted as often as it is met. */
    const counted = new Map<string, { orders: number; begun: number }>();
    const wrong: string[] = [];
    const follow = (world: World, model: Model, left: readonly Happening[], before: readonly Happening[]) => {
      const key = keyOf(world, model, left);
      const known = counted.get(key);
      if (known) return known;
      const hasBegun = world.upgrade.state.promotion !== null;
      if (hasBegun !== model.begun) wrong.push(`${before.join(' ')}: ${hasBegun ? 'began' : 'did not begin'}`);
      const count = { orders: 1, begun: Number(hasBegun) };
      for (const one of left) {
        const next = { upgrade: world.upgrade.copy(), frozen: world.frozen };
        happenings[one](next);
        const { promotion } = next.upgrade.state;
        if (!hasBegun && promotion && openIncidents(world.upgrade.state).length > 0)
          wrong.push(`${before.join(' ')} ${one}: against an open incident`);
        const others = left.filter((other) => other !== one);
        const after = follow(next, modelAfter(model, one, timeLost), others, [...before, one]);
        count.orders += after.orders;
        count.begun += after.begun;
      }
      counted.set(key, count);
      return count;
    };
    const { orders, begun } = follow({ upgrade: template, frozen: false }, nothing, names, []);
    expect(wrong.slice(0, 20)).toEqual([]);
    // Every order of every choice of the ten, the empty one too: the sum of 10! / (10 - k)!.
    expect(orders).toBe(9_864_101);
    expect(begun).toBeGreaterThan(500_000);
  });
});
