import fc from 'fast-check';
import { isEnded } from '../../../domain/maintenance/answer';
import { unplannedSpan } from '../../../domain/maintenance/unplanned';
import type { StepOutcome } from '../../../domain/maintenance/course';
import { nextInstantMs } from '../../../domain/maintenance/due';
import { evolve, openedMaintenance } from '../../../domain/maintenance/evolve';
import { nextStep } from '../../../domain/maintenance/steps';
import { holds } from '../seeds';
import {
  claire,
  day,
  hour,
  minute,
  openedMs,
  openingOf,
  promotion,
  releaseManager,
  signed,
  spanFrom,
  ToldMaintenance,
  why,
} from './told-maintenance';

type Told =
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'step'; readonly outcome: StepOutcome }
  | { readonly kind: 'answer' | 'freeze'; readonly go: boolean }
  | { readonly kind: 'mail'; readonly mail: ToldMaintenance['mail'] }
  | { readonly kind: 'move'; readonly days: number }
  | { readonly kind: 'cancel' | 'refuse' | 'told' }
  | { readonly kind: 'finish'; readonly evidence: boolean };

const outcomes: StepOutcome[] = [
  'done',
  'failed',
  'unknown',
  'no-deployer',
  'healthy',
  'unhealthy',
  'no-check',
  'held',
];
const wait = fc.oneof(
  fc.constantFrom(0, 1, minute, hour, day, 7 * day - 1, 7 * day).map((ms): Told => ({ kind: 'wait', ms })),
  fc.integer({ min: 0, max: 20 * day }).map((ms): Told => ({ kind: 'wait', ms })),
);
const step = fc.constantFrom(...outcomes).map((outcome): Told => ({ kind: 'step', outcome }));
const told = fc.oneof(
  { weight: 6, arbitrary: wait },
  { weight: 8, arbitrary: step },
  { weight: 3, arbitrary: fc.boolean().map((go): Told => ({ kind: 'answer', go })) },
  { weight: 3, arbitrary: fc.boolean().map((go): Told => ({ kind: 'freeze', go })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('accepts', 'accepts', 'refuses', 'away')
      .map((mail): Told => ({ kind: 'mail', mail: mail as 'away' })),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }).map((days): Told => ({ kind: 'move', days })) },
  { weight: 3, arbitrary: fc.boolean().map((evidence): Told => ({ kind: 'finish', evidence })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('cancel', 'refuse', 'told').map((kind): Told => ({ kind: kind as 'cancel' })),
  },
);
const opening = fc.record({
  kind: fc.constantFrom('planned', 'unplanned'),
  isPromotion: fc.boolean(),
  rules: fc.constantFrom({}, { rules: 2 } as const, { rules: 3 } as const),
  days: fc.integer({ min: 7, max: 20 }),
  environments: fc.constantFrom<string[]>(['prod'], ['prod', 'prod-2']),
});

/** What answers to a step of its kind: a deployer is never healthy, and a check never done. */
function fits(outcome: StepOutcome, kind: string): boolean {
  if (outcome === 'held') return kind === 'enter';
  return (kind === 'check') === ['healthy', 'unhealthy', 'no-check'].includes(outcome);
}

function tell(maintenance: ToldMaintenance, one: Told): void {
  const { nowMs } = maintenance;
  const byManager = { actor: releaseManager, nowMs } as const;
  switch (one.kind) {
    case 'wait':
      return void maintenance.until(nowMs + one.ms);
    case 'step': {
      const next = nextStep(maintenance.state);
      return next && fits(one.outcome, next.kind) ? void maintenance.step(one.outcome) : undefined;
    }
    case 'answer':
      return void maintenance.give({ type: 'take-upgrade-answer', nowMs, go: one.go, detail: '' });
    case 'freeze':
      return void maintenance.give({ type: 'take-freeze-answer', nowMs, reason: one.go ? null : why });
    case 'mail':
      maintenance.mail = one.mail;
      return void maintenance.post();
    case 'move': {
      const window = spanFrom(nowMs + one.days * day);
      return void maintenance.give({ type: 'move', ...byManager, data: { window, earliest: null, reason: why } });
    }
    case 'cancel':
      return void maintenance.give({ type: 'cancel', ...byManager, data: { reason: why } });
    case 'refuse':
      return void maintenance.give({ type: 'refuse', actor: claire, nowMs, data: signed });
    case 'told':
      return void maintenance.give({ type: 'tell-upgrade', nowMs, outcome: 'told' });
    case 'finish':
      return void maintenance.give({ type: 'finish', ...byManager, data: one.evidence ? { evidence: 'seen' } : {} });
  }
}

/** What must hold of any maintenance, whatever it was told. */
function check({ state, events, sent, nowMs }: ToldMaintenance): void {
  // Time never stands still on its own account, and all that was due has happened.
  const next = nextInstantMs(state);
  if (!isEnded(state) || next !== undefined) expect(next ?? Infinity).toBeGreaterThan(nowMs);

  // Operational again: only behind a check that passed, or somebody's word where there is none, after the last work.
  const operational = events.findIndex(({ type }) => type === 'operational');
  if (operational >= 0) {
    const steps = events.slice(0, operational).flatMap((one) => (one.type === 'step-done' ? [one.data] : []));
    const lastWork = steps.findLastIndex(
      ({ kind, outcome }) => (kind === 'deploy' || kind === 'roll-back') && outcome === 'done',
    );
    const checked = steps
      .slice(lastWork + 1)
      .filter(({ kind }) => kind === 'check')
      .at(-1);
    const isUntouched = state.outcome?.outcome === 'not-started' && lastWork < 0;
    if (!isUntouched)
      expect(checked?.outcome === 'healthy' || (checked?.outcome === 'no-check' && state.evidence !== null)).toBe(true);
  }
  if (state.status !== 'operational') expect(sent.map(({ template }) => template)).not.toContain('operational');

  // Planned minutes: only of a planned one, announced in time by the notice that they name, within its window.
  for (const part of state.downtime.filter(({ counts }) => counts === 'planned')) {
    const notice = state.ledger.find(({ of, state: fate }) => of === part.notice && fate === 'accepted');
    expect(state.opening.kind).toBe('planned');
    expect(Date.parse(notice?.at ?? '')).toBeLessThanOrEqual(state.window.noticeByMs);
    expect(Date.parse(part.from)).toBeGreaterThanOrEqual(state.window.startMs);
    expect(Date.parse(part.until ?? part.from)).toBeLessThanOrEqual(
      Math.max(state.window.endMs, Date.parse(part.from)),
    );
  }
  // Parts of the downtime follow each other, and none goes on after the end.
  for (const [index, { from, until }] of state.downtime.entries()) {
    if (index > 0) expect(from).toBe(state.downtime[index - 1]?.until);
    if (isEnded(state)) expect(until).not.toBeNull();
  }

  // Users are told that it takes longer while the service is closed, never once they have it back.
  const done = events.flatMap((one) => (one.type === 'step-done' ? [one.data] : []));
  const opened = done.findIndex(({ kind, outcome }) => kind === 'leave' && outcome === 'done');
  if (opened >= 0) expect(done.slice(opened).map(({ kind }) => kind)).not.toContain('prolong');

  // Each notice once, and what ended stays ended.
  const keys = sent.map(({ sequence, template, recipient }) => `${sequence}/${template}/${recipient}`);
  expect(new Set(keys).size).toBe(keys.length);
  const reminders = events.filter(({ type }) => type === 'reminded');
  expect(reminders.length).toBeLessThanOrEqual(state.moves.length + 1);
  expect(events.filter(({ type }) => type === 'promotion-decided').length).toBeLessThanOrEqual(1);
  // A promotion begins only behind its upgrade's word.
  const asked = events.findIndex(({ type }) => type === 'upgrade-asked');
  const started = events.findIndex(({ type }) => type === 'started');
  if (state.opening.work.kind === 'promotion' && started >= 0) expect(asked).toBeGreaterThanOrEqual(0);
  // Nothing is installed but behind its last word, given with the service closed.
  const installed = events.findIndex((one) => one.type === 'step-done' && one.data.kind === 'deploy');
  const lastWord = events.findIndex((one) => one.type === 'upgrade-asked-again' && one.data.go);
  if (state.rules >= 3 && installed >= 0) expect(lastWord >= 0 && lastWord < installed).toBe(true);
}

test('whatever happens in whatever order: checks before "operational", planned minutes only as announced, each notice once', () => {
  holds(
    fc.property(
      opening,
      fc.array(told, { minLength: 5, maxLength: 40 }),
      ({ kind, isPromotion, days, environments, rules }, all) => {
        const window =
          kind === 'planned' ? spanFrom(openedMs + days * day) : unplannedSpan(openedMs + hour, 45 * minute);
        const made = openingOf({
          kind: kind as 'planned',
          window,
          environments,
          ...rules,
          ...(isPromotion ? { work: promotion } : {}),
        });
        const maintenance = new ToldMaintenance(made);
        for (const one of all) {
          tell(maintenance, one);
          check(maintenance);
        }
        expect(maintenance.events.reduce(evolve, openedMaintenance(made))).toEqual(maintenance.state);
      },
    ),
    { numRuns: 400 },
  );
});
