import type { Refusal } from '../../../domain/refusal';
import { decide, type MaintenanceCommand } from '../../../domain/maintenance/decide';
import { nextInstantMs } from '../../../domain/maintenance/due';
import { evolve, openedMaintenance, openingEvent } from '../../../domain/maintenance/evolve';
import type { MaintenanceEvent } from '../../../domain/maintenance/events';
import { noticesFor, whyNotSend, type MaintenanceNotice } from '../../../domain/maintenance/notices';
import type { MaintenanceOpening, Span } from '../../../domain/maintenance/opening';
import type { MaintenanceState } from '../../../domain/maintenance/schema';
import { nextStep } from '../../../domain/maintenance/steps';
import type { StepOutcome } from '../../../domain/maintenance/course';
import { toInstant } from '../../../domain/time/instant';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Monday 7 December 2026, 20:00 to 22:00 in Paris. */
export const windowMs = Date.UTC(2026, 11, 7, 19);
export const openedMs = Date.UTC(2026, 10, 20, 9);

export function spanFrom(startMs: number, lengthMs = 2 * hour): Span {
  return {
    startMs,
    endMs: startMs + lengthMs,
    noticeByMs: startMs - 7 * day,
    remindMs: startMs - day,
    rule: 'first Monday',
  };
}

export const releaseManager = { id: 'rita', role: 'release-manager' } as const;
export const claire = { id: 'claire', role: 'client' } as const;
export const why = { fr: 'Mise à jour du système', en: 'System update' };
export const promotion = {
  kind: 'promotion',
  upgrade: 'dupont:wms@2026.5',
  product: 'wms',
  version: '2026.5',
  from: '2026.4',
} as const;
export const signed = {
  language: 'fr',
  text: 'Le client supporte…',
  digest: 'a'.repeat(64),
  signedBy: 'Claire D.',
} as const;

export function openingOf(more: Partial<MaintenanceOpening> = {}): MaintenanceOpening {
  return {
    reference: 'M-7K3QX9ABCD',
    client: 'dupont',
    kind: 'planned',
    environments: ['prod'],
    window: spanFrom(windowMs),
    expectedDowntimeMinutes: 45,
    why,
    work: { kind: 'by-hand' },
    by: releaseManager,
    openedAt: toInstant(openedMs),
    zone: 'Europe/Paris',
    contractVersion: 1,
    contacts: {
      client: [{ email: 'it@dupont.example', language: 'fr' }],
      provider: [{ email: 'release@cadran.example', language: 'en' }],
    },
    ...more,
  };
}

/** A maintenance that is told things one after another, with a mail server that takes what it is given unless told otherwise. */
export class ToldMaintenance {
  state: MaintenanceState;
  readonly events: MaintenanceEvent[] = [];
  readonly sent: MaintenanceNotice[] = [];
  readonly pending: MaintenanceNotice[] = [];
  nowMs = openedMs;

  constructor(
    opening: MaintenanceOpening = openingOf(),
    public mail: 'accepts' | 'refuses' | 'away' = 'accepts',
  ) {
    this.state = openedMaintenance(opening);
    this.nowMs = Date.parse(opening.openedAt);
    this.take([openingEvent(opening)]);
  }

  /** The types of all events, those of mails left out. */
  get story(): string[] {
    return this.events.map(({ type }) => type).filter((type) => !type.startsWith('notice-s'));
  }

  /** Lets time pass up to an instant, with every timer at its own. */
  until(toMs: number): this {
    for (;;) {
      const dueMs = nextInstantMs(this.state);
      if (dueMs === undefined || dueMs > toMs) break;
      this.nowMs = Math.max(this.nowMs, dueMs);
      this.give({ type: 'tick', nowMs: this.nowMs });
    }
    this.nowMs = Math.max(this.nowMs, toMs);
    return this.post();
  }

  give(command: MaintenanceCommand): Refusal | undefined {
    const decision = decide(this.state, command);
    if ('refusal' in decision) return decision.refusal;
    this.take(decision.events);
    return undefined;
  }

  /** The answer of a machine to the step that is next, which is taken at its own instant. */
  step(outcome: StepOutcome): this {
    const step = nextStep(this.state);
    if (!step) throw new Error(`no step at ${this.state.course.phase}`);
    this.until(Math.max(this.nowMs, step.notBeforeMs));
    this.give({ type: 'take-step', nowMs: this.nowMs, key: step.key, outcome, detail: outcome });
    return this;
  }

  take(events: readonly MaintenanceEvent[]): void {
    for (const event of events) {
      this.state = evolve(this.state, event);
      this.events.push(event);
      this.pending.push(...noticesFor(event, this.state, this.state.events));
    }
    this.post();
  }

  /** What can leave leaves. */
  post(): this {
    if (this.mail === 'away') return this;
    for (let notice = this.pending.shift(); notice; notice = this.pending.shift()) {
      const { sequence: of, template, recipient } = notice;
      const at = toInstant(this.nowMs);
      const by = { id: 'cadran', role: 'cadran' } as const;
      const reason = whyNotSend(notice, this.state);
      if (reason !== undefined) {
        this.take([{ type: 'notice-dropped', at, by, data: { of, template, recipient, reason } }]);
        continue;
      }
      const outcome = this.mail === 'accepts' || notice.side === 'provider' ? 'accepted' : 'refused';
      if (outcome === 'accepted') this.sent.push(notice);
      this.take([{ type: 'notice-sent', at, by, data: { of, template, recipient, outcome, detail: '' } }]);
      this.give({ type: 'tick', nowMs: this.nowMs });
    }
    return this;
  }
}
