import type { UpgradeAnswer } from './answer';
import type { UpgradeStatus } from './schema';

type Other = Pick<UpgradeAnswer, 'version' | 'status' | 'test' | 'testWindow' | 'accepted'>;

const over: readonly UpgradeStatus[] = ['promoted', 'stopped', 'superseded', 'refused'];
/** It is neither there nor on its way: it was not installed, or waits for its own turn. */
const elsewhere: readonly string[] = ['failed', 'waiting'];

/**
 * Whether an upgrade that has taken a test environment still needs it for itself: the client has one month to test its version there,
 * which nothing cuts short (annex §10). It ends with the month, or with the client's word that it needs no more.
 */
export function isUnderTest({ status, test, testWindow, accepted }: Other): boolean {
  if (over.includes(status) || elsewhere.includes(test.state)) return false;
  return accepted === null && (testWindow === null || testWindow.endedAt === null);
}

/** The same of one that an older program may have installed without taking the environment: it is there, or a person installs it. */
export function isInstalledForTest(other: Other): boolean {
  return isUnderTest(other) && (other.test.state === 'done' || other.test.state === 'by-hand');
}

/** The name under which an attempt to install for test is asked of the deployer, and under which it has the environment meanwhile. */
export function testOperation(upgrade: string, attempt: number): string {
  return `upgrade:${upgrade}/test/${attempt}`;
}

/** Which attempt of which upgrade goes by a name; `undefined`: it is none's. */
export function attemptOf(operation: string): { readonly upgrade: string; readonly attempt: number } | undefined {
  const [, upgrade, attempt] = /^upgrade:(.+)\/test\/(\d+)$/.exec(operation) ?? [];
  return upgrade === undefined ? undefined : { upgrade, attempt: Number(attempt) };
}

/** Whether an attempt installs no more. A view of an earlier one has not heard of it yet. */
export function isAttemptOver({ test }: Pick<UpgradeAnswer, 'test'>, attempt: number): boolean {
  return test.attempt > attempt || (test.attempt === attempt && test.state !== 'under-way');
}

const day = 24 * 3600 * 1000;
/** Looked at again so soon at the soonest, milliseconds: the other may have ended a moment ago. */
const soonMs = 5 * 60 * 1000;

/** When it is looked again whether the environment is free, epoch milliseconds: at the end of the other's month, and once a day. */
export function lookAgainMs(other: Pick<UpgradeAnswer, 'testWindow'> | null, atMs: number): number {
  const endsAt = other?.testWindow?.endsAt ?? null;
  return endsAt === null ? atMs + day : Math.min(atMs + day, Math.max(Date.parse(endsAt), atMs + soonMs));
}
