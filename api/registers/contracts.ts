import { z } from 'zod';
import type { Contract } from '../../domain/contract/contract';
import { codeSchema } from '../../domain/registers/registers';
import { localDate } from '../../domain/time/zone';
import { registers } from '../../store/registers';
import { answered } from '../answered';
import { ofKnownClient, type Fault } from './faults';
import { isParty } from '../../domain/contract/escalation';
import { examplesOf, registerOf, registerPaging } from './register';
import type { TellingReleases } from './telling-releases';

const contractSchema = registers.contracts.schema.meta({ id: 'ContractInput' });
const contractAnswerSchema = answered(contractSchema).meta({ id: 'ContractOutput' });

const always = [['00:00', '24:00']];
const allDays = { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always };
const target = (intervention: string, resolution: string) => ({ hours: 'always', intervention, resolution });

export const sampleContract = {
  client: 'dupont',
  version: 2,
  effectiveFrom: '2099-01-01',
  zone: 'Europe/Paris',
  hours: { always: { zone: 'Europe/Paris', week: allDays } },
  targets: {
    P1: target('PT30M', 'PT4H'),
    P2: target('PT1H', 'PT8H'),
    P3: target('PT4H', 'PT50H'),
    P4: target('PT8H', 'PT100H'),
  },
  escalation: [
    { at: 75, tell: ['support'] },
    { at: 'breach', tell: ['support', 'manager', 'client'] },
    { at: 'breach+PT2H', tell: ['directors'], priorities: ['P1', 'P2'], hours: 'always' },
  ],
  groups: { directors: { people: [{ email: 'director@support.example', language: 'fr' }] } },
  contacts: {
    client: [{ email: 'claire@dupont.example', language: 'fr' }],
    support: [{ email: 'n1@support.example', language: 'fr' }],
    manager: [{ email: 'manager@support.example', language: 'fr' }],
  },
};

/** What of the contracts the processes can do: without it such a contract is refused. */
export interface ContractAbilities {
  readonly webhooks: boolean;
}

/** The versions of the clients' contracts. `now` is the clock of this process, epoch milliseconds. */
export function contractOperations(now: () => number, { webhooks }: ContractAbilities, telling: TellingReleases) {
  return registerOf(
    {
      name: 'contracts',
      ids: { create: 'createContract', read: 'readContract', change: 'changeContract', list: 'listContracts' },
      actions: { read: 'contracts.read', write: 'contracts.write' },
      words: { one: 'a version of a contract', all: 'versions of contracts', clause: 'annex §5, §6' },
      key: z.strictObject({
        client: codeSchema,
        version: z.string().regex(/^[1-9]\d{0,5}$/, 'the number of a version'),
      }),
      query: z.strictObject({ client: codeSchema.optional(), ...registerPaging }),
      body: contractSchema,
      answer: contractAnswerSchema,
      company: 'client',
      faults: async (contract) => [
        ...(await ofKnownClient(contract)),
        ...(webhooks ? [] : groupsWithWebhooks(contract)),
      ],
      frozen: refusedInForce,
      // Upgrades of a client without contract wait for one.
      added: ({ client }) => telling(client),
      changed: (_kept, { client }) => telling(client),
      // Whom the provider calls is the provider's own.
      seenByClient,
      examples: examplesOf(
        { id: 'createContract', as: 'admin', summary: 'A version that takes effect later', body: sampleContract },
        { params: { client: 'dupont', version: '2' }, summary: 'Its end', body: { effectiveUntil: '2101-12-31' } },
        { as: 'dupont', summary: 'The version in force', params: { client: 'dupont', version: '1' } },
        { as: 'support', summary: 'Versions of one client', query: { client: 'dupont' } },
      ),
    },
    now,
  );
}

function seenByClient(contract: Contract): Contract {
  const escalation = contract.escalation
    .map((step) => ({ ...step, tell: step.tell.filter(isParty) }))
    .filter(({ tell }) => tell.length > 0);
  return { ...contract, escalation, groups: {}, contacts: { ...contract.contacts, support: [], manager: [] } };
}

/** A step that calls a program is done by the workers, which sign it. */
function groupsWithWebhooks({ groups }: Contract): Fault[] {
  return Object.entries(groups).flatMap(([name, group]): Fault[] =>
    group.webhooks.length > 0 ? [{ field: `groups.${name}.webhooks`, rule: 'webhooks-off' }] : [],
  );
}

/**
 * Tickets keep the version that they were opened under, so one that has taken effect in its own zone stays as it is (annex §6).
 * Its end alone can be set, from today on, unless it has ended: nothing that was decided would be decided otherwise.
 */
export function refusedInForce(kept: Contract, changed: readonly string[], next: Contract, nowMs: number): Fault[] {
  const today = localDate(nowMs, kept.zone);
  if (kept.effectiveFrom > today) return [];
  const isPast = ({ effectiveUntil }: Contract): boolean => effectiveUntil !== null && effectiveUntil < today;
  return changed.flatMap((field): Fault[] => {
    if (field !== 'effectiveUntil') return [{ field, rule: 'in-force' }];
    return isPast(kept) || isPast(next) ? [{ field, rule: 'end-past' }] : [];
  });
}
