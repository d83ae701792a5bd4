import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const positive = z.number().positive();
const lateness = z.strictObject({
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  max: z.number(),
  lost: z.literal(0),
  doubled: z.literal(0),
});
const phase = z.strictObject({ breaches: z.literal(6), workflow: lateness, notice: lateness });
const command = z.strictObject({
  given: positive,
  failed: z.literal(0),
  p50Ms: positive,
  p95Ms: positive,
  p99Ms: positive,
  maxMs: positive,
});
const goal = z.strictObject({
  measured: z.number(),
  atLeast: positive.optional(),
  atMost: z.number().optional(),
  met: z.boolean(),
});
const lastLine = z.strictObject({
  tickets: z.literal(60),
  openings: z.strictObject({ accepted: positive, opened: positive, openedSustained: positive, inTime: z.boolean() }),
  phases: z.strictObject({
    spread: phase,
    sameSecond: phase,
    spreadWithCommands: phase,
    sameSecondWithCommands: phase,
  }),
  commands: z.strictObject({ spreadWithCommands: command, sameSecondWithCommands: command }),
  goals: z.strictObject({ spread: goal, sameSecond: goal, lostOrDoubled: goal, accepted: goal, opened: goal }),
  seconds: positive,
  node: z.string(),
});

// How fast it is depends on the machine: here it is only run, in little, on real servers.
test('the last line is the result, and no breach is lost or told twice', () => {
  const built = join(__dirname, '../../dist/bench/breach.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [built, '--tickets', '60'], { encoding: 'utf8' });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  const { phases, goals } = lastLine.parse(JSON.parse(stdout));
  for (const { workflow, notice } of Object.values(phases)) {
    expect(workflow.p50).toBeGreaterThanOrEqual(0);
    expect(notice.max).toBeGreaterThanOrEqual(workflow.p50);
  }
  expect(goals.spread).toEqual({
    atMost: 0.5,
    measured: phases.spread.notice.p99,
    met: phases.spread.notice.p99 <= 0.5,
  });
  expect(goals.lostOrDoubled).toEqual({ atMost: 0, measured: 0, met: true });
}, 120_000);
