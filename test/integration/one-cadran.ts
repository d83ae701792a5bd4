import path from 'node:path';
import { testGroups } from '../../local/test-groups';
import { RunningCadran } from './running-cadran';

/** The Cadran of all tests that are run with this file, alone or in a group, once they run. */
export let cadran: RunningCadran;
let starting: Promise<RunningCadran> | undefined;
beforeAll(async () => {
  starting = RunningCadran.start();
  cadran = await starting;
}, 120_000);
// Where the start took too long it is still under way, and what it starts would keep jest from ending.
afterAll(async () => (await starting)?.stop(), 120_000);

/** The tests of the files of a group, each as a part of its name. */
export function testsOf(group: keyof typeof testGroups): void {
  for (const name of testGroups[group])
    describe(name, () => {
      // An import would be hoisted out of the part, and its hooks would be those of all.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      require(path.join(__dirname, `${name}.test`));
    });
}
