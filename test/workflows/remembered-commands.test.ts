import { Shell, type Aggregate, type Durable } from '../../workflows/shell';

const aggregate = {
  nextInstantMs: () => undefined,
  attributes: () => [],
} as unknown as Aggregate<null, never, never, never>;

const born: Durable<null, never, never> = { state: null, sequence: 0, outbox: [], notices: [], recentCommands: [] };
const run = (durable = born): Shell<null, never, never, never> => new Shell(aggregate, durable);
/** An id as the API makes it: person, command, key, and the digest of the content. */
const id = (number: number): string => `n1@support.example/message/${'k'.repeat(36)}${number}#${'0'.repeat(64)}`;

/** What the next run begins with, as it comes back from the server. */
const next = (shell: Shell<null, never, never, never>): Shell<null, never, never, never> =>
  run(JSON.parse(JSON.stringify(shell.durable())) as Durable<null, never, never>);

function given(shell: Shell<null, never, never, never>, from: number, many: number): void {
  for (let number = from; number < from + many; number += 1) shell.remember(id(number));
}

test('the key of a command is known over several runs, hundreds of commands later', () => {
  const first = run();
  given(first, 0, 400);
  const second = next(first);
  given(second, 400, 400);
  const third = next(second);
  expect([0, 399, 799].map((number) => third.wasGiven(id(number)))).toEqual([true, true, true]);
  expect(third.isReused(`${id(0).slice(0, -64)}${'1'.repeat(64)}`)).toBe(true);
});

test('what a run carries of them stays small, however many and long they are', () => {
  const shell = run();
  for (let number = 0; number < 2000; number += 1) shell.remember(`${'s'.repeat(300)}${id(number)}`);
  expect(JSON.stringify(shell.durable()).length).toBeLessThan(160_000);
  expect(shell.wasGiven(`${'s'.repeat(300)}${id(1999)}`)).toBe(true);
});

test('a run that an older Cadran began forgets as it did, and the one after it keeps more', () => {
  const old = run({ ...born, recentCommands: [id(0)] });
  given(old, 1, 50);
  expect([old.wasGiven(id(0)), old.wasGiven(id(1))]).toEqual([false, true]);
  const newer = next(old);
  given(newer, 100, 100);
  expect(newer.wasGiven(id(1))).toBe(true);
});
