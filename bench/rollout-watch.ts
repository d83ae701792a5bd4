import { readFileSync } from 'node:fs';
import mongoose from 'mongoose';
import { z } from 'zod';
import { product, versions } from './rollout-clients';

/** How far a rollout has come, as the store and the mail server show it. */
export interface Standing {
  readonly running: number;
  readonly tested: number;
  readonly notified: number;
}

const rollout = `${product}@${versions.published}`;

export async function standing(): Promise<Standing> {
  const { connection } = mongoose;
  const of = { rollout };
  const [running, preparing, notified] = await Promise.all([
    connection.collection('upgrades').countDocuments(of),
    connection.collection('upgrades').countDocuments({ ...of, status: { $in: ['preparing', 'test-failed'] } }),
    connection
      .collection('events')
      .countDocuments({ type: 'notice-sent', aggregate: { $gte: 'upgrade:', $lt: 'upgrade;' } }),
  ]);
  return { running, tested: running - preparing, notified };
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
