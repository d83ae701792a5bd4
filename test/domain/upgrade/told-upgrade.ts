import type { Window } from '../../../domain/maintenance/window';
import type { UpgradeCalendar } from '../../../domain/upgrade/calendar';
import { nextInstantMs } from '../../../domain/upgrade/course';
import { decide, type Outcome, type UpgradeCommand } from '../../../domain/upgrade/decide';
import type { UpgradeEvent } from '../../../domain/upgrade/events';
import { evolve, startedUpgrade, startingEvent } from '../../../domain/upgrade/evolve';
import type { UpgradeFacts } from '../../../domain/upgrade/facts';
import { noticesFor } from '../../../domain/upgrade/notices';
import type { Owed } from '../../../domain/upgrade/owed';
import type { PromotionFacts } from '../../../domain/upgrade/promotion';
import { upgradeStateSchema, type UpgradeOpening, type UpgradeState } from '../../../domain/upgrade/schema';
import { toEpochMs, toInstant } from '../../../domain/time/instant';

export const hour = 3600_000;
export const day = 24 * hour;
export const startMs = toEpochMs('2026-11-02T09:00:00.000Z');
export const claire = { id: 'claire', role: 'client' } as const;
export const release = { id: 'ruth', role: 'release-manager' } as const;

export const opening: UpgradeOpening = {
  ...{ client: 'dupont', product: 'wms', version: '2026.5', kind: 'version', reasons: ['feature'] },
  documentation: { fr: 'https://docs.test/fr', en: 'https://docs.test/en' },
  unplanned: null,
  startedAt: toInstant(startMs),
};

/** A window of two hours every `everyDays` days from the start, at 19:00 UTC. */
export function everyDays(days: number, fromMs: number, count: number): Window[] {
  return Array.from({ length: count }, (_, index) => {
    const beginMs = fromMs + (index + 1) * days * day + 10 * hour;
    return {
      ...{ startMs: beginMs, endMs: beginMs + 2 * hour, localDate: toInstant(beginMs).slice(0, 10), rule: 'weekly' },
      ...{ noticeByMs: beginMs - 7 * day, remindMs: beginMs - day },
    };
  });
}

export const calendar: UpgradeCalendar = {
  ...{ zone: 'Europe/Paris', language: 'fr', contractVersion: 1, production: ['prod'], test: 'test' },
  contacts: {
    client: [{ email: 'claire@dupont.test', language: 'fr' }],
    provider: [{ email: 'ruth@cadran.test', language: 'en' }],
  },
  windows: everyDays(7, startMs, 60),
  ...{ asOfMs: startMs, toMs: startMs + 400 * day, firstNoticeMs: null, testEndsMs: null },
  ...{ hasTestWindow: true, timeLost: 'give-back', expectedDowntimeMinutes: 30 },
  support: { installed: '2026.3', versionsLeft: 1, endsOn: null, endsMs: null },
};

const monthMs = 30 * day;

/** An upgrade that is told things at instants, and whose debts are paid as the test says: at once and well, unless told. */
export class ToldUpgrade {
  state: UpgradeState;
  readonly events: UpgradeEvent[] = [];
  readonly notices: string[] = [];
  nowMs = startMs;
  /** Leaves out what costs time in thousands of orders: notices, and the shape of the state. */
  quick = false;

  constructor(
    private readonly known: Partial<UpgradeCalendar> = {},
    opened: Partial<UpgradeOpening> = {},
    private readonly pay: (owed: Owed, told: ToldUpgrade) => Outcome | undefined = () => undefined,
    private readonly payAtOnce = true,
  ) {
    const begun = { ...opening, ...opened };
    this.state = startedUpgrade(begun);
    this.record([startingEvent(begun)]);
    this.give({ type: 'tick', nowMs: startMs });
  }

  /** The same upgrade, that other things can be told from here; nothing that costs time in thousands of copies is looked at. */
  copy(): ToldUpgrade {
    const copied = Object.create(ToldUpgrade.prototype) as ToldUpgrade;
    return Object.assign(copied, this, { events: [], notices: [], quick: true });
  }

  record(events: readonly UpgradeEvent[]): void {
    for (const event of events) {
      this.state = evolve(this.state, event);
      this.events.push(event);
      if (this.quick) continue;
      this.notices.push(
        ...noticesFor(event, this.state, this.events.length).map((one) => `${one.template}>${one.recipient}`),
      );
      upgradeStateSchema.parse(this.state);
    }
  }

  /** Gives a command at the present instant; the code of its refusal, if it is refused. */
  give(command: UpgradeCommand): string | undefined {
    const answer = decide(this.state, command);
    if ('refusal' in answer) return answer.refusal.code;
    this.record(answer.events);
    // As the mail server takes the first notice.
    if (answer.events.some(({ type }) => type === 'notified') && this.state.notified?.acceptedAt === null)
      this.accepted();
    if (this.payAtOnce) this.payAll();
    return undefined;
  }

  private accepted(): void {
    const data = {
      of: 1,
      template: 'test-available',
      recipient: 'claire@dupont.test',
      outcome: 'accepted',
      detail: '',
    } as const;
    this.record([{ type: 'notice-sent', at: toInstant(this.nowMs), by: { id: 'cadran', role: 'cadran' }, data }]);
  }

  payAll(): void {
    for (const owed of [...this.state.owed]) {
      const outcome = this.pay(owed, this) ?? this.outcomeOf(owed);
      this.give({ type: 'did', nowMs: this.nowMs, owed, outcome });
    }
  }

  outcomeOf(owed: Owed): Outcome {
    switch (owed.kind) {
      case 'load-calendar': {
        const { firstNoticeMs } = owed;
        const testEndsMs = firstNoticeMs === null ? null : firstNoticeMs + monthMs;
        return {
          kind: owed.kind,
          calendar: { ...calendar, ...this.known, asOfMs: this.nowMs, firstNoticeMs, testEndsMs },
        };
      }
      case 'deploy-test':
        return { kind: owed.kind, outcome: 'done', detail: 'deployed' };
      case 'tie-ticket':
        return { kind: owed.kind, told: null };
      case 'announce-maintenance':
        return { kind: owed.kind, reference: `M-${owed.number}` };
      case 'register-test':
      case 'withdraw-maintenance':
      case 'install-version':
        return { kind: owed.kind, detail: 'done' };
      case 'open-incident':
        return { kind: owed.kind, ticket: 'T-0000000009' };
    }
  }

  by(
    actor: typeof claire | typeof release,
    type: string,
    data: object = {},
    facts: UpgradeFacts = {},
  ): string | undefined {
    return this.give({ type, data, actor, facts, nowMs: this.nowMs } as UpgradeCommand);
  }

  /** Lets time pass to an instant, with a tick at each instant that is due on the way. */
  until(atMs: number): this {
    for (let ticks = 0; ticks < 500; ticks += 1) {
      const nextMs = nextInstantMs(this.state);
      if (nextMs === undefined || nextMs > atMs || nextMs < this.nowMs) break;
      this.nowMs = nextMs;
      this.give({ type: 'tick', nowMs: nextMs });
      if (nextInstantMs(this.state) === nextMs) break;
    }
    this.nowMs = atMs;
    return this;
  }

  report(ticket: string, sequence = 0): string | undefined {
    const told = {
      ticket,
      sequence,
      status: 'new',
      category: null,
      mergedInto: null,
      tied: false,
      asked: true,
      client: 'dupont',
    };
    return this.by(claire, 'report-incident', { ticket }, { ticket: told });
  }

  ticket(ticket: string, sequence: number, status: string, more: object = {}): void {
    const told = {
      ticket,
      sequence,
      status,
      category: 'provider-incident',
      mergedInto: null,
      tied: true,
      asked: false,
      ...more,
    };
    this.give({ type: 'ticket-told', nowMs: this.nowMs, told });
  }

  begin(
    maintenance: string,
    facts: PromotionFacts = { frozen: false, paused: false },
    asking?: 'first' | 'last',
  ): string {
    this.give({ type: 'begin-promotion', nowMs: this.nowMs, maintenance, asking, facts });
    const { promotion } = this.state;
    if (promotion?.maintenance === maintenance && (asking !== 'last' || promotion.confirmed === true)) return 'go';
    const last = this.events.filter(({ type }) => type === 'promotion-withheld').at(-1);
    return last?.type === 'promotion-withheld' ? last.data.why : 'no';
  }

  end(maintenance: string, outcome: 'done' | 'rolled-back' | 'failed' | 'not-started'): void {
    this.give({
      type: 'promotion-ended',
      nowMs: this.nowMs,
      maintenance,
      outcome,
      at: toInstant(this.nowMs),
      detail: '',
    });
  }

  types(): string[] {
    return this.events.map(({ type }) => type);
  }
}
