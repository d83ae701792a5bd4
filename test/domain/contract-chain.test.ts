import { contractSchema, type Contract } from '../../domain/contract/contract';
import { termsOf } from '../../domain/ticket/terms';
import { termsSchema } from '../../domain/ticket/schema';
import { sampleContract } from '../sample-contract';

type Given = Partial<Record<'escalation' | 'groups' | 'contacts', unknown>>;

const director = { email: 'director@support.example', language: 'fr' };
const groups = { directors: { people: [director] } };

/** What is wrong with a contract of this chain, as `path: words`. */
function faults(given: Given): string[] {
  const parsed = contractSchema.safeParse({ ...sampleContract(), ...given });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
const step = (given: object): Given => ({ groups, escalation: [{ at: 'breach', tell: ['support'], ...given }] });

test('a chain with people, teams, programs, priorities, hours and time after the breach is taken, and governs tickets', () => {
  const given: Given = {
    groups: { 'on-call N2': { webhooks: [{ url: 'https://calls.example/cadran', language: 'en' }] }, ...groups },
    escalation: [
      { at: 75, tell: ['support'] },
      { at: 'breach', tell: ['on-call N2'], priorities: ['P1'] },
      { at: 'breach', tell: ['support', 'client'], priorities: ['P2', 'P3', 'P4'] },
      { at: 'breach', tell: ['directors'], hours: 'office' },
      { at: 'breach+PT2H', tell: ['manager', 'directors'], hours: 'office' },
    ],
  };
  expect(faults(given)).toEqual([]);
  const contract = contractSchema.parse({ ...sampleContract(), ...given });
  expect(termsSchema.parse(termsOf(contract, 'fr')).escalation).toEqual(given.escalation);
});

test('a contract of before means the same', () => {
  const before = Object.fromEntries(Object.entries(sampleContract()).filter(([name]) => name !== 'groups'));
  const parsed: Contract = contractSchema.parse(before);
  expect(parsed.groups).toEqual({});
  expect(parsed.escalation).toEqual([
    { at: 50, tell: ['support'] },
    { at: 75, tell: ['support'] },
    { at: 90, tell: ['support', 'manager'] },
    { at: 'breach', tell: ['support', 'manager', 'client'] },
  ]);
});

describe('complaint D35: what nobody would do is refused, in words', () => {
  test.each<[string, Given, string]>([
    ['an unknown name', step({ tell: ['nobody'] }), 'escalation.0.tell: neither a party nor a group is named nobody'],
    ['a name of objects', step({ tell: ['constructor'] }), 'escalation.0.tell: neither a party nor a group'],
    [
      'an empty group',
      { ...step({ tell: ['directors'] }), groups: { directors: {} } },
      'escalation.0.tell: nobody is named in groups.directors',
    ],
    [
      'a party without contacts',
      { ...step({}), contacts: { client: [], support: [], manager: [] } },
      'escalation.0.tell: nobody is named in contacts.support',
    ],
    ['nobody at all', step({ tell: [] }), 'escalation.0.tell: '],
    ['no priority', step({ priorities: [] }), 'escalation.0.priorities: '],
    ['unknown hours', step({ hours: 'night' }), 'escalation.0.hours: no hours are named night'],
    ['no time after the breach', step({ at: 'breach+PT0S' }), 'escalation.0.at: '],
    ['days after the breach', step({ at: 'breach+P1D' }), 'escalation.0.at: '],
    ['a time without a sign', step({ at: 'PT2H' }), 'escalation.0.at: '],
    [
      'a time longer than the targets of its priorities',
      step({ at: '-PT5H', priorities: ['P1'] }),
      'escalation.0.at: no target is longer than -PT5H',
    ],
    ['a group of a party’s name', { ...step({}), groups: { support: { people: [director] } } }, 'groups.support: '],
    [
      'a program that is none',
      { ...step({}), groups: { calls: { webhooks: [{ url: 'ftp://calls.example', language: 'fr' }] } } },
      'groups.calls.webhooks.0.url: an address such as',
    ],
    [
      'a password in an address',
      { ...step({}), groups: { calls: { webhooks: [{ url: 'https://me:secret@calls.example', language: 'fr' }] } } },
      'groups.calls.webhooks.0.url: an address without name and password',
    ],
    [
      'a step that stands twice for a priority',
      {
        escalation: [
          { at: 'breach', tell: ['support'], priorities: ['P1', 'P2'] },
          { at: 'breach', tell: ['manager'], priorities: ['P2'] },
        ],
      },
      'escalation.1.at: the step at breach stands twice',
    ],
    [
      'one threshold written in two ways',
      {
        escalation: [
          { at: 'breach+PT60M', tell: ['support'] },
          { at: 'breach+PT1H', tell: ['manager'], hours: 'office' },
        ],
      },
      'escalation.1.at: another step says the same',
    ],
  ])('%s', (_, given, said) => {
    const found = faults(given);
    expect(found).toEqual([expect.stringContaining(said)]);
  });
});
