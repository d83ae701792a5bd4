import { sampleAnomaly } from '../api/anomalies/sample';
import type { TicketCommandName } from '../domain/ticket/commands';
import { toInstant } from '../domain/time/instant';
import type { WrittenHistory } from '../domain/import/history';

/** Who gives it: a sample user of a client, or of the provider. */
export type SampleSide = 'dupont' | 'harbour' | 'presse' | 'support' | 'release-manager' | 'admin';

interface SampleLife {
  /** Part of the keys under which it is sent, so that it is made once: never changed. */
  readonly key: string;
  readonly client: 'dupont' | 'presse';
  readonly title: string;
  readonly description: string;
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4';
  readonly steps: readonly (readonly [SampleSide, TicketCommandName, object])[];
}

const taken = ['support', 'acknowledge', {}] as const;
const incident = ['support', 'qualify', { category: 'provider-incident', priority: 'P2' }] as const;
const request = ['support', 'qualify', { category: 'additional-request', priority: 'P4' }] as const;
const reproduction = {
  steps: 'Place an order on the test environment, then print its label.',
  expected: 'Printer 4 prints it.',
  observed: 'The queue keeps it.',
  environment: 'test, version 2026.4',
};

/** One ticket for each thing to see; `nowMs`, in epoch milliseconds, is when they are made. */
export function sampleLives(nowMs: number): readonly SampleLife[] {
  const validUntil = toInstant(nowMs + 30 * 24 * 3600 * 1000).slice(0, 10);
  const quote = [
    'support',
    'quote',
    { amount: '1250.00', currency: 'EUR', validUntil, description: 'Labels' },
  ] as const;
  const of = (key: string, title: string, description: string, steps: SampleLife['steps']): SampleLife => ({
    ...{ key, client: 'dupont', title, description, priority: 'P2', steps },
  });
  return [
    of('new', 'Labels are printed twice', 'Since this morning each label comes twice.', []),
    of('waiting', 'The stock screen is slow', 'It takes a minute to open.', [
      taken,
      incident,
      ['support', 'ask', { question: 'At which site, and since when?' }],
    ]),
    of('n3', 'Nothing leaves printer 4', 'All orders stay in the queue.', [
      taken,
      incident,
      ['support', 'escalate', { to: 'N2', reformulation: 'Orders are placed, and their labels are not printed.' }],
      ['support', 'escalate', { to: 'N3', reproduction }],
      ['support', 'assign', { team: 'wms' }],
    ]),
    of('tied', 'The stock screen is empty', 'It shows no line since the night.', [
      taken,
      incident,
      ['support', 'tie-to-anomaly', { anomaly: sampleAnomaly }],
      ['support', 'propose-resolution', { kind: 'workaround', answer: 'Run the index job by hand until 2026.5.' }],
    ]),
    of('quoted', 'Labels with our new logo', 'On all pallets, by the end of the month.', [taken, request, quote]),
    of('accepted', 'A report for customs', 'One line for each container.', [
      taken,
      request,
      quote,
      ['dupont', 'accept-quotation', { number: 1 }],
    ]),
    of('lowered', 'One hall of five does not ship', 'The belt stands still.', [
      taken,
      incident,
      ['dupont', 'propose-priority', { priority: 'P3', impact: 'It ships by hand now.' }],
    ]),
    of('closed', 'A user cannot sign in', 'The password is refused.', [
      taken,
      incident,
      ['support', 'resolve', { kind: 'fix', answer: 'The account was locked; it is open again.' }],
      ['dupont', 'confirm', {}],
    ]),
    of('rejected', 'How do I make a report?', 'We look for the menu.', [
      taken,
      ['support', 'reject', { outOfScope: 'usage-help', advice: 'Chapter 7 of the manual says how.' }],
    ]),
    // Its targets are seconds: it breaches, and the chain tells whoever directs support.
    { ...of('late', 'The gate does not open', 'Lorries wait outside.', []), client: 'presse' },
  ];
}

/** Two tickets of another helpdesk, as an import brings them: one that is over, one that goes on. */
export function sampleHistories(nowMs: number): readonly WrittenHistory[] {
  const at = (hoursAgo: number): string => toInstant(nowMs - hoursAgo * 3600 * 1000);
  const by = { id: 'n1@support.example', role: 'support' } as const;
  const of = (reference: string, title: string, hoursAgo: number) => ({
    ...{ reference, client: 'dupont', environment: 'prod', title, description: 'From the former helpdesk.' },
    ...{ priority: 'P3' as const, openedAt: at(hoursAgo), openedBy: { id: 'claire', role: 'client' as const } },
  });
  const qualified = (hoursAgo: number) => [
    { type: 'acknowledge' as const, at: at(hoursAgo), by, data: {} },
    ...[{ type: 'qualify' as const, at: at(hoursAgo), by, data: { category: 'provider-incident', priority: 'P3' } }],
  ];
  const resolved = { type: 'resolve', at: at(71), by, data: { kind: 'fix', answer: 'It was set up anew.' } };
  const confirmed = { type: 'confirm', at: at(70), by: { id: 'claire', role: 'client' }, data: {} };
  return [
    { ...of('OLD-1', 'The scanner does not start', 73), entries: [...qualified(72), resolved, confirmed] },
    { ...of('OLD-2', 'The list of gates is wrong', 3), entries: qualified(2) },
  ] as readonly WrittenHistory[];
}
