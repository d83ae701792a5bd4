import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode, type BundleOptions } from '@temporalio/worker';
import { bundlePath } from './create-worker';

const root = path.join(__dirname, '..');
const workflowsPath = path.join(root, 'workflows');
/** What all workflows of a worker share: rules are pure, and zod keeps nothing of what it has parsed. */
const shared = [path.join(root, 'domain'), workflowsPath, path.dirname(require.resolve('zod/package.json'))];

/** Has what is shared keep its objects as they are (see kept-open.ts). */
const keepOpen: NonNullable<BundleOptions['webpackConfigHook']> = (config) => ({
  ...config,
  module: {
    ...config.module,
    rules: [...(config.module?.rules ?? []), { include: shared, loader: path.join(__dirname, 'kept-open.js') }],
  },
});

/**
 * Temporal keeps for each promise of a workflow where it was made, each line of it looked up in the source map: of ten lines, as is
 * usual, that takes a quarter of all that a workflow's replay costs.
 */
const briefStacks = 'Error.stackTraceLimit = 4; ';

/**
 * Bundles the workflows once, at build time: what runs is what was built. Their code is evaluated once in a worker: for each ticket
 * anew, which is what happens otherwise, it takes 30 ms and 3 MB, more than all that the ticket does.
 */
async function main(): Promise<void> {
  const { code } = await bundleWorkflowCode({
    workflowsPath,
    preloadModules: [workflowsPath],
    webpackConfigHook: keepOpen,
  });
  await writeFile(bundlePath, `${briefStacks}${code}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
