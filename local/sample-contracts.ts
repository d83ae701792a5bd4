import type { SupportHours } from '../domain/calendar/support-hours';
import { contractSchema } from '../domain/contract/contract';
import type { Contract } from '../domain/contract/contract';
import { clients } from './sample-clients';
import { sampleUsers } from './sample-users';

/** Early enough for every instant that a sample ticket may be told to have happened at. */
const EFFECTIVE_FROM = '2024-01-01';

type Targets = Contract['targets'];

const WHOLE_DAY: [string, string] = ['00:00', '24:00'];

/** Every hour of every day: what critical incidents are counted in. */
function always(zone: string): SupportHours {
  const day = [WHOLE_DAY];
  return {
    zone,
    week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
    holidays: null,
    specialDays: [],
  };
}

/** Monday to Friday, 08:30 to 18:30, less the country's public holidays. */
function officeHours(zone: string, country: string): SupportHours {
  const day: [string, string][] = [['08:30', '18:30']];
  return { zone, week: { mon: day, tue: day, wed: day, thu: day, fri: day }, holidays: { country }, specialDays: [] };
}

const target = (hours: string, intervention: string, resolution: string): Targets['P1'] => ({
  hours,
  intervention,
  resolution,
});

const STANDARD: Targets = {
  P1: target('always', 'PT30M', 'PT4H'),
  P2: target('office', 'PT1H', 'PT8H'),
  P3: target('office', 'PT4H', 'PT50H'),
  P4: target('office', 'PT8H', 'PT100H'),
};

/** Shows warnings and a breach, with their mails, while one watches. */
const SECONDS: Targets = {
  P1: target('always', 'PT5S', 'PT10S'),
  P2: target('always', 'PT8S', 'PT15S'),
  P3: target('always', 'PT10S', 'PT20S'),
  P4: target('always', 'PT20S', 'PT40S'),
};

/** The usual chain, and half a minute after a breach whoever directs support: until somebody has taken it on. */
const CHASED: Pick<Contract, 'escalation' | 'groups'> = {
  escalation: [
    { at: 50, tell: ['support'] },
    { at: 75, tell: ['support'] },
    { at: 90, tell: ['support', 'manager'] },
    { at: 'breach', tell: ['support', 'manager', 'client'] },
    { at: 'breach+PT30S', tell: ['directors'] },
  ],
  groups: { directors: { people: [{ email: 'director@support.example', language: 'fr' }], webhooks: [] } },
};

function contract(client: string, country: string, targets: Targets, more: Partial<Contract> = {}): Contract {
  const { zone, language } = clients.find(({ code }) => code === client) ?? { zone: 'Europe/Paris', language: 'fr' };
  const inHours = Object.values(targets).map(({ hours }) => hours);
  return contractSchema.parse({
    client,
    version: 1,
    effectiveFrom: EFFECTIVE_FROM,
    zone,
    hours: {
      always: always(zone),
      ...(inHours.includes('office') ? { office: officeHours(zone, country) } : {}),
    },
    targets,
    contacts: {
      client: sampleUsers.filter((user) => user.client === client).map(({ email }) => ({ email, language })),
      support: [{ email: 'n1@support.example', language: 'fr' }],
      manager: [{ email: 'manager@support.example', language: 'fr' }],
    },
    ...more,
  });
}

export const contracts: readonly Contract[] = [
  contract('dupont', 'FR', STANDARD),
  contract('harbour', 'GB', STANDARD),
  contract('atlas', 'FR', STANDARD),
  contract('presse', 'FR', SECONDS, {
    ...CHASED,
    remindAfter: ['PT30S', 'PT1M'],
    closeUnansweredAfter: 'PT2M',
  }),
];
