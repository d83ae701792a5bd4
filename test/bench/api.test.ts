import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

const positive = z.number().positive();
const speeds = { perSecond: positive, barePerSecond: positive, ratio: positive };
const command = z.strictObject({
  p50Ms: positive,
  p95Ms: positive,
  bareP50Ms: positive,
  bareP95Ms: positive,
  ratio: positive,
  roundRatios: z.array(positive).min(1),
});
const page = z.strictObject({
  p50Ms: z.record(z.string(), positive),
  p95Ms: z.record(z.string(), positive),
  ratio: positive,
  roundRatios: z.array(positive).min(1),
});
const goal = { ratio: positive, met: z.boolean() };
const lastLine = z.strictObject({
  openings: z.strictObject({
    ...speeds,
    rounds: z.array(z.strictObject(speeds)).min(1),
    ticketsPerRound: positive,
    atOnce: positive,
  }),
  commands: z.strictObject({ acknowledge: command, ask: command, answer: command }),
  pages: z.record(z.string(), page),
  goals: z.strictObject({
    openings: z.strictObject({ ...goal, atLeast: z.literal(0.8) }),
    commands: z.strictObject({ ...goal, atMost: z.literal(1.5) }),
    pages: z.strictObject({ ...goal, atMost: z.literal(1.5) }),
  }),
  rounds: positive,
  seconds: positive,
  node: z.string(),
});

// How fast it is depends on the machine: here it is only run, in little, on real servers.
test('the last line is the result', () => {
  const built = join(__dirname, '../../dist/bench/api.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [built, '--quick'], { encoding: 'utf8' });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  const { openings, commands, pages, goals } = lastLine.parse(JSON.parse(stdout));
  expect(Object.keys(pages)).toHaveLength(6);
  for (const { p50Ms } of Object.values(pages)) expect(Object.keys(p50Ms)).toHaveLength(3);
  expect(goals.openings).toEqual({ atLeast: 0.8, ratio: openings.ratio, met: openings.ratio >= 0.8 });
  expect(goals.commands.ratio).toBe(Math.max(...Object.values(commands).map(({ ratio }) => ratio)));
  expect(goals.pages.ratio).toBe(Math.max(...Object.values(pages).map(({ ratio }) => ratio)));
}, 120_000);
