/** Builds the project when a source has changed since the last build that went well. */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { readJson } = require('./read-json.cjs');
const { runCommand } = require('./run-command.cjs');

/** @typedef {import('./progress.cjs').Progress} Progress */

/**
 * One value for the state of all sources: names, sizes and dates of the files that the build reads. A removed file
 * changes it too, which the newest date alone would not show.
 * @param {string} root the project's folder
 * @returns {string}
 */
function sourceFingerprint(root) {
  const { include } = /** @type {{ include: string[] }} */ (readJson(path.join(root, 'tsconfig.json')));
  const hash = createHash('sha256');
  for (const entry of [...include, 'portal', 'tsconfig.json', 'package.json', 'package-lock.json'].sort()) {
    for (const file of filesUnder(path.join(root, entry))) {
      const { size, mtimeMs } = fs.statSync(file);
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** @param {string} place a file or a folder, absent ones included @returns {string[]} */
function filesUnder(place) {
  if (!fs.existsSync(place)) return [];
  if (!fs.statSync(place).isDirectory()) return [place];
  const entries = fs.readdirSync(place, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/**
 * @param {string} root
 * @param {Progress} progress
 */
async function buildIfChanged(root, progress) {
  const stamp = path.join(root, 'dist', '.built');
  const state = sourceFingerprint(root);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === state) return;
  const step = progress.begin('Build');
  const npm = process.env['npm_execpath'];
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  try {
    await runCommand(command, [...args, 'run', 'build'], { cwd: root, heard: step.detail });
  } catch (error) {
    step.failed('failed');
    throw error;
  }
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, state);
  step.done();
}

module.exports = { buildIfChanged, sourceFingerprint };
