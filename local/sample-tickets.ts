/**
 * Makes the sample tickets and releases on the Cadran of `npm start`, through its API and once: each request has a key of its own, so that one
 * that was cut off goes on where it stood. What is refused because it was done already is passed over.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { makeSampleReleases } from './sample-releases';
import { makeSampleTickets, type Call } from './sample-tickets-making';
import type { SampleSide } from './sample-ticket-lives';
import { sampleToken } from './sample-token';
import { sampleUsers } from './sample-users';

const origin = process.env['CADRAN_URL'] ?? 'http://127.0.0.1:3000';

const tokens = new Map<SampleSide, string>();

async function tokenOf(side: SampleSide): Promise<string> {
  const known = tokens.get(side);
  if (known !== undefined) return known;
  const user = sampleUsers.find(({ client, role }) => client === side || (client === null && role === side));
  if (!user) throw new Error(`there is no sample user of ${side}`);
  const token = await sampleToken(user);
  tokens.set(side, token);
  return token;
}

/** Repeats what can't be answered just now: the worker may still be at its start. */
const call: Call = async (side, address, body, key) => {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(new URL(address, origin), {
      ...(body === null ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${await tokenOf(side)}`,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(key === null ? {} : { 'idempotency-key': key }),
      },
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (attempt === 10 || (response.status !== 429 && response.status !== 503))
      return { status: response.status, body: answer };
    await pause(1000 * Number(response.headers.get('retry-after') ?? 2));
  }
};

async function make(): Promise<void> {
  await makeSampleTickets(call, Date.now());
  await makeSampleReleases(call, Date.now());
}

make().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
