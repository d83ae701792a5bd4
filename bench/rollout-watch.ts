import { readFileSync } from 'node:fs';
import mongoose from 'mongoose';
import { z } from 'zod';
import { upgradeName } from '../domain/upgrade/notices';
import { product, versions } from './rollout-clients';

/** How far a rollout has come, as the store and the mail server show it. */
export interface Standing {
  readonly running: number;
  readonly tested: number;
  readonly notified: number;
}

/** Asked about at once: the store should have the rollout to do, not the bench. */
const lot = 200;

/** Counts the clients of a rollout that have come to each part of it; asks only about those that had not when it asked last. */
export class RolloutWatch {
  private readonly left: Readonly<Record<keyof Standing, string[]>>;

  constructor(private readonly clients: readonly string[]) {
    const names = clients.map((client) => upgradeName({ client, product, version: versions.published }));
    this.left = { running: [...names], tested: [...names], notified: [...names] };
  }

  async standing(): Promise<Standing> {
    const [running, tested, notified] = await Promise.all([
      this.count('running', (names) => upgradesOf({ _id: { $in: names } })),
      this.count('tested', (names) =>
        upgradesOf({ _id: { $in: names }, status: { $nin: ['preparing', 'test-failed'] } }),
      ),
      this.count('notified', namesNotified),
    ]);
    return { running, tested, notified };
  }

  private async count(part: keyof Standing, thereOf: (names: string[]) => Promise<string[]>): Promise<number> {
    const left = this.left[part];
    for (;;) {
      const asked = left.splice(0, lot);
      const there = new Set(await thereOf(asked));
      const missing = asked.filter((name) => !there.has(name));
      left.unshift(...missing);
      if (missing.length > 0 || left.length === 0) return this.clients.length - left.length;
    }
  }
}

async function upgradesOf(filter: mongoose.mongo.Filter<{ _id: string; status: string }>): Promise<string[]> {
  const { connection } = mongoose;
  const found = await connection
    .collection<{ _id: string; status: string }>('upgrades')
    .find(filter, { projection: { _id: 1 } })
    .toArray();
  return found.map(({ _id }) => _id);
}

async function namesNotified(names: string[]): Promise<string[]> {
  const found = await mongoose.connection
    .collection<{ aggregate: string }>('events')
    .find(
      { aggregate: { $in: names.map((name) => `upgrade:${name}`) }, type: 'notice-sent' },
      { projection: { aggregate: 1 } },
    )
    .toArray();
  return found.map(({ aggregate }) => aggregate.slice('upgrade:'.length));
}

/** Mails of first notices that the mail server has, and how many clients have one. */
export async function noticesIn(mails: string): Promise<{ mails: number; clients: number }> {
  const answer = await fetch(new URL('/messages', mails));
  const all = z.array(z.object({ to: z.array(z.string()) })).parse(await answer.json());
  const to = all.flatMap((mail) => mail.to).filter((one) => one.startsWith('it@bench-'));
  return { mails: to.length, clients: new Set(to).size };
}

/** Memory of a process that is in use, MB of 1024 kB; 0 where the machine does not tell. */
export function megabytesOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
    return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}
