import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { contractSchema, type Contract } from '../domain/contract/contract';
import { executableContractSchema } from '../domain/contract/executable-contract';
import { replayClient } from './commands';

const wholeDay: [string, string][] = [['00:00', '24:00']];
const office: [string, string][] = [['08:30', '18:30']];
/** Named because each step of the chain needs someone; a replay tells nobody. */
const nobody = { email: 'nobody@example.com', language: 'en' } as const;

/** The contract of the replay, as the README beside the data gives it (annex §5, §7). */
export const replayContract: Contract = contractSchema.parse({
  client: replayClient,
  version: 1,
  effectiveFrom: '2016-01-01',
  zone: 'Europe/Paris',
  hours: {
    always: {
      zone: 'Europe/Paris',
      week: { mon: wholeDay, tue: wholeDay, wed: wholeDay, thu: wholeDay, fri: wholeDay, sat: wholeDay, sun: wholeDay },
    },
    office: {
      zone: 'Europe/Paris',
      week: { mon: office, tue: office, wed: office, thu: office, fri: office },
      holidays: { country: 'FR' },
    },
  },
  targets: {
    P1: { hours: 'always', intervention: 'PT30M', resolution: 'PT4H' },
    P2: { hours: 'office', intervention: 'PT1H', resolution: 'PT8H' },
    P3: { hours: 'office', intervention: 'PT4H', resolution: 'PT50H' },
    P4: { hours: 'office', intervention: 'PT8H', resolution: 'PT100H' },
  },
  contacts: { client: [nobody], support: [nobody], manager: [nobody] },
} satisfies z.input<typeof contractSchema>);

/**
 * The contract with its hours in UTC and without holidays and closed dates, so that a time of support is the same when it is
 * moved by whole weeks.
 */
export function inUtc(contract: Contract): Contract {
  const hours = Object.entries(contract.hours).map(([name, one]) => [
    name,
    'extends' in one ? one : { ...one, zone: 'UTC', holidays: null, specialDays: [] },
  ]);
  return { ...contract, zone: 'UTC', hours: Object.fromEntries(hours) as Contract['hours'] };
}

/** Every ticket closes when the log says, and nobody is told: the mails of a replay would be of no use to anyone. */
export function forReplay(contract: Contract): Contract {
  return { ...contract, closeAfter: null, contacts: { client: [], support: [], manager: [] } };
}

/** The file holds no contract; the message lists every fault. */
export class UnusableContract extends Error {}

/** Reads a contract from a JSON file; throws {@link UnusableContract} with every fault and where it is. */
export function readContract(file: string): Contract {
  const parsed = executableContractSchema.safeParse(jsonOf(file));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || '(whole file)'}: ${message}`);
  throw new UnusableContract(`${file} is not a contract:\n${faults.join('\n')}`);
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UnusableContract(
      `${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
