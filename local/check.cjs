/**
 * `npm run check`: types, lint, format and direction of imports, two commands at a time. What each says is printed when it has ended; all are run, and the exit code says whether all are content.
 */
const { spawn } = require('node:child_process');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const FOLDERS = 'domain workflows activities worker api clients store settings simulation local portal bench'.split(
  ' ',
);

/** Two lanes side by side, each a list of commands one after another. The portal is linted apart: its types and those of the rest are more than one process holds. */
const LANES = [
  [
    ['eslint', '.', '--ignore-pattern', 'portal/**', '--ignore-pattern', 'test/portal/**'],
    ['prettier', '--check', '.'],
  ],
  [
    ['tsc', '--noEmit'],
    ['tsc', '-p', 'portal'],
    ['eslint', 'portal', 'test/portal'],
    ['depcruise', '--config', '.dependency-cruiser.cjs', ...FOLDERS],
  ],
];

/** @param {string[]} command */
async function run([name = '', ...args]) {
  const began = Date.now();
  const child = spawn(path.join(ROOT, 'node_modules', '.bin', name), args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {Buffer[]} */
  const said = [];
  child.stdout.on('data', (/** @type {Buffer} */ data) => said.push(data));
  child.stderr.on('data', (/** @type {Buffer} */ data) => said.push(data));
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  process.stdout.write(Buffer.concat(said));
  const seconds = Math.round((Date.now() - began) / 1000);
  const what = [name, ...args.slice(0, 2)].join(' ');
  process.stdout.write(`${what}: ${code === 0 ? 'content' : 'not content'}, ${seconds} s\n`);
  return code === 0;
}

async function main() {
  const lanes = LANES.map(async (commands) => {
    let content = true;
    for (const command of commands) content = (await run(command)) && content;
    return content;
  });
  return (await Promise.all(lanes)).every(Boolean);
}

main().then(
  (content) => process.exit(content ? 0 : 1),
  (/** @type {unknown} */ error) => {
    console.error(error);
    process.exit(1);
  },
);
