import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const positive = z.number().positive();
const share = z.number().min(0).max(1);
const lastLine = z.strictObject({
  perSecond: positive,
  bestPeer: z.string().min(1),
  bestPeerPerSecond: positive,
  ratio: positive,
  rightPeer: z.strictObject({ name: z.string().min(1), perSecond: positive, ratio: positive }).nullable(),
  manyCasesPerSecond: positive,
  coldPerSecond: positive,
  coldWithHolidaysPerSecond: positive,
  explanationsPerSecond: positive,
  readingsPerSecond: positive,
  bytesPerTimetable: positive,
  jsonBytesPerTimetable: positive,
  agreement: z.strictObject({
    cadran: z.record(z.string(), z.literal(1)),
    peers: z.record(z.string(), z.strictObject({ answered: share, same: share })),
  }),
  peersPerSecond: z.record(z.string(), positive),
  cases: positive,
  rounds: positive,
  node: z.string(),
});

// The zone of the machine decides nothing: the peers, who count in it, are moved to the zone of the cases.
test.each(['Pacific/Auckland', 'America/Los_Angeles'])('the last line is the result, on a machine in %s', (TZ) => {
  const built = join(__dirname, '../../dist/bench/clock.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [built, '--quick'], {
    encoding: 'utf8',
    env: { ...process.env, TZ },
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  const result = lastLine.parse(JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? ''));
  expect(Object.keys(result.agreement.cadran)).toEqual(
    expect.arrayContaining(['deadlines', 'coldDeadlines', 'readings', 'explanations']),
  );
  const peers = Object.keys(result.agreement.peers);
  expect(peers.length).toBeGreaterThanOrEqual(3);
  expect(Object.keys(result.peersPerSecond)).toEqual(peers);
  expect(peers).toContain(result.bestPeer);
  for (const { answered, same } of Object.values(result.agreement.peers)) {
    expect(answered).toBeGreaterThan(0.9);
    expect(same).toBeGreaterThan(0.9);
  }
});
