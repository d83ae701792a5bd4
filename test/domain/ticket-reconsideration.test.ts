import { contractSchema } from '../../domain/contract/contract';
import type { Admission } from '../../domain/ticket/schema';
import { sampleContract } from '../sample-contract';
import {
  acknowledge,
  admitted,
  announced,
  answer,
  ask,
  at,
  clocks,
  opened,
  qualify,
  reconsider,
  resolve,
  tick,
  told,
} from './governed-ticket';

const hour = 3600 * 1000;
const contract = contractSchema.parse({ ...sampleContract(), unpaidInvoices: 'accept-without-sla' });
const fromCreation = contractSchema.parse({ ...contract, lateAdmission: 'from-creation' });
const unpaid: Admission = {
  decision: 'without-sla',
  reason: 'invoices-unpaid',
  clause: '§2',
  facts: { invoice: 'FA-7' },
};
const rejected: Admission = { ...unpaid, decision: 'rejected' };

test('a ticket without SLA is admitted once the invoice is paid, and counts from that decision on (annex §2)', () => {
  const without = opened(contract, 'P2', unpaid);
  expect(clocks(without, '23T10:00')).toEqual({});
  const { state, events } = told(without, reconsider('23T10:00', admitted));
  expect(events).toMatchObject([
    { type: 'admission-reconsidered', by: { id: 'n1' }, data: { admission: admitted, counts: 'from-decision' } },
  ]);
  expect(clocks(state, '23T10:30')).toMatchObject({
    intervention: { countedMs: hour / 2, dueAt: '2026-11-23T11:00:00.000Z' },
    resolution: { countedMs: hour / 2, dueAt: '2026-11-24T08:00:00.000Z' },
  });
});

test('where the contract says so it counts from creation, and what is past is told at its own instant', () => {
  const { state, events } = told(opened(fromCreation, 'P2', unpaid), reconsider('23T10:00', admitted));
  expect(clocks(state, '23T10:00').resolution).toMatchObject({ countedMs: 2 * hour });
  expect(announced(events).at(-1)).toBe('breached intervention breach 23T09:00');
});

test('what happened before the decision holds from it on: taken into account, waiting, of another priority', () => {
  const worked = told(
    opened(contract, 'P2', unpaid),
    acknowledge('23T08:30'),
    qualify('23T08:40', 'P3'),
    ask('23T09:00'),
  );
  const { state } = told(worked.state, reconsider('23T10:00', admitted), answer('23T11:00'));
  expect(clocks(state, '23T12:00')).toMatchObject({
    intervention: { state: 'stopped', countedMs: 0, verdict: 'met' },
    resolution: { countedMs: hour, targetMs: 50 * hour },
  });
  const resolved = told(worked.state, answer('23T09:10'), resolve('23T09:20'), reconsider('23T10:00', admitted));
  expect(clocks(resolved.state, '24T12:00').resolution).toMatchObject({ countedMs: 0, verdict: 'met' });
});

test('a reason that changes is recorded, and the ticket stays without SLA', () => {
  const old: Admission = { decision: 'without-sla', reason: 'version-unsupported', clause: '§2', facts: {} };
  const { state, events } = told(opened(contract, 'P2', unpaid), reconsider('23T10:00', old));
  expect(events).toHaveLength(1);
  expect(state.admission).toEqual(old);
  expect(clocks(state, '23T12:00')).toEqual({});
});

test('what was decided stays: an admitted ticket whatever is unpaid since, and one without SLA is not rejected', () => {
  const running = told(opened(contract, 'P2'), tick('23T08:10')).state;
  expect(told(running, reconsider('23T08:20', unpaid)).events).toEqual([]);
  expect(told(running, reconsider('23T08:20', rejected)).events).toEqual([]);
  const without = opened(contract, 'P2', unpaid);
  expect(told(without, reconsider('23T08:20', rejected)).events).toEqual([]);
  expect(told(without, reconsider('23T08:20', { ...unpaid, facts: { invoice: 'FA-8' } })).events).toEqual([]);
});

test('a rejected ticket is over', () => {
  const over = opened(contract, 'P2', rejected);
  expect(() => told(over, reconsider('23T10:00', admitted))).toThrow('wrong-status');
  expect(at('23T10:00')).toBeGreaterThan(over.changedAtMs);
});
