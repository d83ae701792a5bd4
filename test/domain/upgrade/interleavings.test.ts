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

/** All that may happen in that instant: what it does, and whether a maintenance asks. */
const happenings = {
  end: (told: ToldUpgrade) => told.give({ type: 'tick', nowMs: endMs }),
  ask: (told: ToldUpgrade) => told.begin('M-1', { frozen: false, paused: false }),
  'ask-frozen': (told: ToldUpgrade) => told.begin('M-1', { frozen: true, paused: false }),
  report: (told: ToldUpgrade) => told.report(ticket),
  link: (told: ToldUpgrade) => {
    told.ticket('T-0000000002', 3, 'qualified');
  },
  resolve: (told: ToldUpgrade) => {
    told.ticket(ticket, 9, 'resolved');
  },
  accept: (told: ToldUpgrade) => told.by(claire, 'accept'),
  refuse: (told: ToldUpgrade) => {
    const facts = waiverFactsOf(told.state, null);
    const digest = 'a'.repeat(64);
    const shown = { language: 'fr', text: facts ? waiverText(facts, 'fr') : '', digest } as const;
    told.by(claire, 'refuse', { signedBy: 'Claire', digest }, { shown });
  },
  pause: (told: ToldUpgrade) => {
    const message = { number: 1, kind: 'pause', reason: 'Wait', at: toInstant(endMs) } as const;
    told.give({ type: 'rollout-told', nowMs: endMs, message });
  },
  resume: (told: ToldUpgrade) => {
    const message = { number: 2, kind: 'resume', reason: '', at: toInstant(endMs) } as const;
    told.give({ type: 'rollout-told', nowMs: endMs, message });
  },
} as const;
type Happening = keyof typeof happenings;

/** Every order of every choice of so many of them. */
function orders(left: readonly Happening[], length: number): Happening[][] {
  if (length === 0) return [[]];
  return left.flatMap((one) =>
    orders(
      left.filter((other) => other !== one),
      length - 1,
    ).map((rest) => [one, ...rest]),
  );
}

/** What the model says of an order: whether a question was answered with yes, by the rules of the annex alone. */
function mayPromote(order: readonly Happening[], timeLost: UpgradeCalendar['timeLost']): boolean {
  const open = new Set<string>();
  let [stopped, resumed] = [false, false];
  for (const one of order) {
    if (one === 'report') open.add('report');
    if (one === 'link') open.add('link');
    if (one === 'resolve') open.delete('report');
    if (one === 'refuse' || one === 'ask-frozen') stopped = true;
    // A pause that arrives after it was over is no news.
    if (one === 'pause' && !resumed) stopped = true;
    if (one === 'resume') resumed = true;
    if (open.size > 0 && timeLost !== 'promote-at-once') stopped = true;
    if (one === 'ask') {
      if (open.size === 0 && !stopped) return true;
      // What was told no has to be announced anew.
      stopped = true;
    }
  }
  return false;
}

const told = (timeLost: UpgradeCalendar['timeLost']): ToldUpgrade => {
  const upgrade = new ToldUpgrade({ windows, timeLost }).until(endMs - 1);
  upgrade.nowMs = endMs;
  return upgrade;
};

describe.each(['give-back', 'next-window', 'promote-at-once'] as const)('%s', (timeLost) => {
  test('no order of what meets in one instant promotes against an open incident, and each that may does', () => {
    const names = Object.keys(happenings) as Happening[];
    const template = told(timeLost);
    expect(template.state.maintenance).toMatchObject({ reference: 'M-1', window: { startMs: endMs } });
    let [promoted, seen] = [0, 0];
    const wrong: string[][] = [];
    for (const order of orders(names, 4)) {
      const upgrade = template.copy();
      for (const one of order) {
        const before = openIncidents(upgrade.state).length;
        const hadBegun = upgrade.state.promotion !== null;
        happenings[one](upgrade);
        if (!hadBegun && upgrade.state.promotion && before > 0) wrong.push([...order, 'against an open incident']);
      }
      const goes = upgrade.types().includes('promotion-begun');
      if (goes !== mayPromote(order, timeLost)) wrong.push([...order, goes ? 'began' : 'did not begin']);
      seen += 1;
      if (goes) promoted += 1;
    }
    expect(wrong).toEqual([]);
    expect(seen).toBe(5040);
    expect(promoted).toBeGreaterThan(300);
  });
});
