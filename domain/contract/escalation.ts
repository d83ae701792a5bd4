import { z } from 'zod';
import { addressSchema } from '../address';
import { neededMs, thresholdSchema, type Threshold } from '../clock/thresholds';
import { languageSchema } from '../languages';
import { durationMs } from '../time/duration';
import { webAddress } from '../web-address';
import { nameSchema } from './names';
import { prioritySchema, type Priority } from './priority';

const mostContacts = 50;

export const contactSchema = z.strictObject({ email: addressSchema, language: languageSchema });
export type Contact = z.infer<typeof contactSchema>;

/** A program of the provider that is called with what a person would be written. No password stands in its address. */
const webhookSchema = z.strictObject({
  url: webAddress('https://calls.example/cadran'),
  language: languageSchema,
});
export type Webhook = z.infer<typeof webhookSchema>;

/** A team of the provider that a contract names, for instance "on-call N2". */
const groupSchema = z.strictObject({
  people: z.array(contactSchema).max(mostContacts).default([]),
  webhooks: z.array(webhookSchema).max(5).default([]),
});
export const groupsSchema = z.record(nameSchema, groupSchema);

export const partySchema = z.enum(['client', 'support', 'manager']);
export type Party = z.infer<typeof partySchema>;
export const isParty = (name: string): name is Party => partySchema.safeParse(name).success;

export const contactsSchema = z.strictObject({
  client: z.array(contactSchema).max(mostContacts),
  support: z.array(contactSchema).max(mostContacts),
  manager: z.array(contactSchema).max(mostContacts),
});

/**
 * A step of the chain (annex §7): whom to tell when so much of a target is used up, so long before the deadline, at its breach
 * or so long after it. `priorities`: of tickets of these alone. `hours`: it tells people in these hours of the contract alone,
 * and outside them at the next opening; without them at any hour.
 */
export const escalationStepSchema = z.strictObject({
  at: thresholdSchema,
  tell: z.array(nameSchema).min(1).max(10).describe('`client`, `support`, `manager`, or groups of the contract.'),
  priorities: z.array(prioritySchema).min(1, { abort: true }).max(4).optional(),
  hours: nameSchema.optional(),
});
export type EscalationStep = z.infer<typeof escalationStepSchema>;

/** The steps of the chain that a threshold of a ticket's clock takes; those that wait for no hours come first. */
export function stepsAt(chain: readonly EscalationStep[], priority: Priority, threshold: Threshold): EscalationStep[] {
  const taken = chain.filter(({ at, priorities }) => at === threshold && (priorities?.includes(priority) ?? true));
  return taken.sort((a, b) => Number(a.hours !== undefined) - Number(b.hours !== undefined));
}

interface Chain {
  readonly escalation: readonly EscalationStep[];
  readonly groups: z.infer<typeof groupsSchema>;
  readonly contacts: z.infer<typeof contactsSchema>;
  readonly hours: Readonly<Record<string, unknown>>;
  readonly targets: Readonly<Record<Priority, { readonly intervention: string; readonly resolution: string }>>;
}

export interface ChainFault {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What of a chain could never be done, in words: a step that is never taken, tells nobody, or waits for hours that are none. */
export function chainFaults(contract: Chain): ChainFault[] {
  const { escalation, groups } = contract;
  const reserved = Object.keys(groups)
    .filter(isParty)
    .map((name) => ({
      path: ['groups', name],
      message: `${name} is a party of every contract: name the group otherwise`,
    }));
  return [...reserved, ...escalation.flatMap((step, index) => stepFaults(contract, step, index))];
}

function stepFaults(contract: Chain, step: EscalationStep, index: number): ChainFault[] {
  const { at, tell, hours } = step;
  const fault = (field: string, message: string): ChainFault => ({ path: ['escalation', index, field], message });
  const earlier = contract.escalation.slice(0, index).filter((one) => sameThreshold(one.at, at) && shared(one, step));
  return [
    ...(earlier.some((one) => one.at !== at)
      ? [fault('at', `another step says the same as ${at}: write both alike`)]
      : []),
    ...(earlier.some((one) => one.at === at && one.hours === hours)
      ? [fault('at', `the step at ${at} stands twice: name all who are told in one`)]
      : []),
    ...(reachable(step, contract.targets)
      ? []
      : [fault('at', `no target is longer than ${at}: this step would never be taken`)]),
    ...(hours === undefined || Object.hasOwn(contract.hours, hours)
      ? []
      : [fault('hours', `no hours are named ${hours}: this step would wait for ever`)]),
    ...tell.flatMap((name) => {
      const message = whyNobody(contract, name);
      return message === undefined ? [] : [fault('tell', message)];
    }),
  ];
}

/** Why a name of a step tells nobody; `undefined` when it tells somebody. */
function whyNobody({ contacts, groups }: Chain, name: string): string | undefined {
  if (isParty(name))
    return contacts[name].length > 0 ? undefined : `nobody is named in contacts.${name}: this step would tell nobody`;
  const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
  if (!group) return `neither a party nor a group is named ${name}: this step would tell nobody`;
  const members = group.people.length + group.webhooks.length;
  return members > 0 ? undefined : `nobody is named in groups.${name}: this step would tell nobody`;
}

const everyPriority: readonly Priority[] = prioritySchema.options;

function shared(a: EscalationStep, b: EscalationStep): boolean {
  return everyPriority.some((one) => [a, b].every(({ priorities }) => priorities?.includes(one) ?? true));
}

/** Whether two thresholds say the same, `-PT60M` and `-PT1H` for instance. */
function sameThreshold(a: Threshold, b: Threshold): boolean {
  const targetMs = 1e15;
  return typeof a === typeof b && neededMs(a, targetMs) === neededMs(b, targetMs);
}

/** Whether a threshold lies after the start of at least one target. */
function reachable({ at, priorities }: EscalationStep, targets: Chain['targets']): boolean {
  return (priorities ?? everyPriority).some((priority) => {
    const { intervention, resolution } = targets[priority];
    return [intervention, resolution].some((target) => neededMs(at, durationMs(target)) > 0);
  });
}
