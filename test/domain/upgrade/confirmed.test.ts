import { statusOf } from '../../../domain/upgrade/standing';
import { openIncidents } from '../../../domain/upgrade/test-time';
import { waiverText } from '../../../domain/upgrade/waiver';
import { waiverFactsOf } from '../../../domain/upgrade/putting-off';
import { toInstant } from '../../../domain/time/instant';
import { claire, day, hour, release, startMs, ToldUpgrade } from './told-upgrade';

const none = { frozen: false, paused: false };
const windowMs = startMs + 35 * day + 10 * hour;
const ticket = 'T-0000000001';

/** An upgrade whose maintenance has been told to begin, and closes the service. */
function closing(asksAgain = true): ToldUpgrade {
  const upgrade = new ToldUpgrade({}, { rules: 2 }).until(windowMs);
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-1', window: { startMs: windowMs } });
  expect(upgrade.begin('M-1', none, asksAgain ? 'first' : undefined)).toBe('go');
  upgrade.nowMs += hour / 4;
  return upgrade;
}

function signed(upgrade: ToldUpgrade, command: 'refuse' | 'postpone', until: string | null): string | undefined {
  const facts = waiverFactsOf(upgrade.state, until);
  const digest = 'a'.repeat(64);
  const shown = { language: 'fr', text: facts ? waiverText(facts, 'fr') : '', digest } as const;
  const dayBeginsAt = toInstant(upgrade.nowMs + 20 * day);
  const data = { signedBy: 'Claire', digest, ...(until === null ? {} : { until }) };
  return upgrade.by(claire, command, data, { shown, dayBeginsAt });
}

const numbers = { pause: 1, stop: 2 } as const;
const says = (upgrade: ToldUpgrade, kind: keyof typeof numbers): void => {
  const message = { number: numbers[kind], kind, reason: 'Wait', at: toInstant(upgrade.nowMs) };
  upgrade.give({ type: 'rollout-told', nowMs: upgrade.nowMs, message });
};

/** All that may come in while the service is being closed. */
const happenings = {
  report: (upgrade: ToldUpgrade) => upgrade.report(ticket),
  resolve: (upgrade: ToldUpgrade) => {
    upgrade.ticket(ticket, 9, 'resolved');
  },
  link: (upgrade: ToldUpgrade) => {
    upgrade.ticket('T-0000000002', 3, 'qualified');
  },
  refuse: (upgrade: ToldUpgrade) => signed(upgrade, 'refuse', null),
  pause: (upgrade: ToldUpgrade) => says(upgrade, 'pause'),
  stop: (upgrade: ToldUpgrade) => says(upgrade, 'stop'),
} as const;
type Happening = keyof typeof happenings;
const names = Object.keys(happenings) as Happening[];

/** Every order of every choice of them. */
function orders(left: readonly Happening[] = names): Happening[][] {
  return [[], ...left.flatMap((one) => orders(left.filter((other) => other !== one)).map((more) => [one, ...more]))];
}

/** What the annex says of what came in: what its rollout says late is no news. */
function isHeld(order: readonly Happening[]): boolean {
  const held = { report: false, link: false, refuse: false, pause: false, stop: false };
  let said = 0;
  for (const one of order) {
    if (one === 'resolve') held.report = false;
    else if (one === 'report' || one === 'link' || one === 'refuse') held[one] = true;
    else if (numbers[one] > said) {
      said = numbers[one];
      held[one] = true;
    }
  }
  return Object.values(held).includes(true);
}

test('no order of what comes in while the service is being closed is installed against it, and what hinders nothing is', () => {
  const template = closing();
  const wrong: string[] = [];
  let confirmed = 0;
  const all = orders();
  for (const order of all) {
    const upgrade = template.copy();
    for (const one of order) happenings[one](upgrade);
    const open = openIncidents(upgrade.state).length > 0;
    const answer = upgrade.begin('M-1', none, 'last');
    if (open && answer === 'go') wrong.push(`${order.join(' ')}: against an open incident`);
    if ((answer === 'go') === isHeld(order)) wrong.push(`${order.join(' ')}: ${answer}`);
    if (answer === 'go') confirmed += 1;
    // Whatever it was answered, it is answered again; what was given up may be announced anew.
    const again = upgrade.begin('M-1', none, 'last') === 'go';
    if (again !== (answer === 'go')) wrong.push(`${order.join(' ')}: another answer to the same asking`);
    if ((upgrade.state.promotion === null) === (answer === 'go'))
      wrong.push(`${order.join(' ')}: promoted and withheld`);
  }
  expect(wrong.slice(0, 20)).toEqual([]);
  // The sum of 6! / (6 - k)!.
  expect(all).toHaveLength(1957);
  expect(confirmed).toBe(3);
});

test('one that is stopped while the service is being closed is told to both sides, and waits for its next window', () => {
  const upgrade = closing();
  expect(upgrade.report(ticket)).toBeUndefined();
  expect([statusOf(upgrade.state), upgrade.begin('M-1', none, 'last')]).toEqual(['promoting', 'incident-open']);
  expect(statusOf(upgrade.state)).toBe('blocked');
  expect(upgrade.notices.slice(-2)).toEqual(['withheld>claire@dupont.test', 'withheld>ruth@cadran.test']);
  // How the maintenance ended by itself is no news any more.
  upgrade.end('M-1', 'not-started');
  expect(upgrade.types().slice(-1)).toEqual(['promotion-withheld']);
  upgrade.ticket(ticket, 9, 'resolved');
  upgrade.until(upgrade.nowMs + 20 * day);
  expect(upgrade.state.maintenance).toMatchObject({ reference: 'M-2' });
});

test('a freeze, another version and a postponement of the meantime hold it as well', () => {
  expect(closing().begin('M-1', { frozen: true, paused: false }, 'last')).toBe('frozen');
  const running = [{ environment: 'prod', version: '2026.6', needs: false }];
  expect(closing().begin('M-1', { ...none, running }, 'last')).toBe('superseded');
  const upgrade = closing();
  expect(signed(upgrade, 'postpone', toInstant(upgrade.nowMs + 20 * day).slice(0, 10))).toBeUndefined();
  expect(upgrade.begin('M-1', none, 'last')).toBe('postponed');
});

test('once it is confirmed nobody refuses it any more; of a maintenance that asks once, nobody does from its beginning on', () => {
  const upgrade = closing();
  expect(upgrade.by(release, 'accept', { agreement: 'A call' })).toBe('upgrade-promoting');
  expect(upgrade.begin('M-1', none, 'last')).toBe('go');
  expect(signed(upgrade, 'refuse', null)).toBe('upgrade-promoting');
  expect(signed(closing(false), 'refuse', null)).toBe('upgrade-promoting');
  upgrade.end('M-1', 'done');
  expect(statusOf(upgrade.state)).toBe('promoted');
});

test('what each environment runs when it is confirmed is what a roll-back goes back to', () => {
  const upgrade = new ToldUpgrade({}, { rules: 2 }).until(windowMs);
  const runs = (version: string) => ({ ...none, running: [{ environment: 'prod', version, needs: true }] });
  upgrade.begin('M-1', runs('2026.3'), 'first');
  upgrade.begin('M-1', runs('2026.3.1'), 'last');
  expect(upgrade.state.promotion).toMatchObject({ confirmed: true, installed: { prod: '2026.3.1' } });
});
