/**
 * Runs before anything is installed, with Node alone: installs the npm packages and the servers that a command needs,
 * and builds. What is there already is left as it is; the second time takes a fraction of a second.
 *
 * Usage: node local/prepare.cjs start|test|replay|replay-durable|import|due|dates|demo-rollout|bench|bench-api|bench-breach|bench-history|bench-rollout|bench-search|fuzz|temporal-setup
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Cadran needs Node.js 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

const { createHash } = require('node:crypto');
const path = require('node:path');
const { buildIfChanged } = require('./build.cjs');
const { installDependencies } = require('./dependencies.cjs');
const { ensureServer } = require('./install-servers.cjs');
const { lock } = require('./lock.cjs');
const { createProgress } = require('./progress.cjs');
const { cacheFolder } = require('./server-cache.cjs');

const ROOT = path.join(__dirname, '..');

/** Which servers each purpose asks for. @type {Record<string, import('./server-cache.cjs').ServerName[]>} */
const NEEDS = {
  start: ['temporal', 'mongodb'],
  test: ['temporal', 'mongodb', 'time-skipping'],
  replay: [],
  'replay-durable': ['time-skipping'],
  import: [],
  due: [],
  dates: [],
  'demo-rollout': ['mongodb', 'time-skipping'],
  bench: [],
  'bench-api': ['temporal', 'mongodb'],
  'bench-breach': ['temporal', 'mongodb'],
  'bench-history': ['temporal', 'mongodb'],
  'bench-rollout': ['temporal', 'mongodb'],
  'bench-search': ['mongodb'],
  fuzz: ['temporal', 'mongodb'],
  'temporal-setup': [],
};

/** @param {string} purpose */
async function prepare(purpose) {
  const servers = NEEDS[purpose];
  if (!servers) throw new Error(`Usage: node local/prepare.cjs ${Object.keys(NEEDS).join('|')}`);
  const progress = createProgress();
  const project = prepareProject(progress);
  // Side by side: the compiler of one and the network of another.
  const results = await Promise.allSettled([
    project.built,
    ...servers.map((server) => ensureServer(server, { progress, dependencies: project.installed })),
  ]);
  const failures = results.flatMap((result) =>
    result.status === 'rejected' ? [/** @type {Error} */ (result.reason)] : [],
  );
  if (failures.length > 0) throw new Error(failures.map((failure) => failure.message).join('\n'));
}

/**
 * Two commands at once in one checkout would install and build over each other, hence the lock.
 * @param {import('./progress.cjs').Progress} progress
 * @returns {{ installed: Promise<void>, built: Promise<void> }}
 */
function prepareProject(progress) {
  const checkout = createHash('sha256').update(ROOT).digest('hex').slice(0, 16);
  const file = path.join(cacheFolder(), `checkout-${checkout}.lock`);
  const locked = lock(file, `process ${process.pid}`, (holder) =>
    progress.say(`${holder} prepares this folder: waiting for it`),
  );
  const installed = locked.then(() => installDependencies(ROOT, progress));
  const built = installed.then(() => buildIfChanged(ROOT, progress));
  const release = async () => (await locked)();
  return { installed, built: built.finally(release) };
}

prepare(process.argv[2] ?? '').then(
  () => process.exit(0),
  (/** @type {unknown} */ error) => {
    console.error(`\n${/** @type {Error} */ (error).message}`);
    process.exit(1);
  },
);
