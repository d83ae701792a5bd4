/** The npm packages: whether what is installed is what package-lock.json says, and installing them if not. */
const path = require('node:path');
const { readJson } = require('./read-json.cjs');
const { runCommand } = require('./run-command.cjs');

/** @typedef {import('./progress.cjs').Progress} Progress */
/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */

/**
 * Compares with the record that npm itself writes last of all: an interrupted installation has none. Contents are
 * compared, not dates, which a checkout changes.
 * @param {string} root the project's folder
 * @returns {boolean}
 */
function dependenciesInstalled(root) {
  const installed = lockedPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const locked = lockedPackages(path.join(root, 'package-lock.json')) ?? {};
  return Object.entries(locked).every(([place, wanted]) => {
    const found = installed[place];
    // An optional package is left out where it is made for another platform.
    if (place === '' || (found === undefined && wanted.optional)) return true;
    return found?.version === wanted.version && found?.integrity === wanted.integrity;
  });
}

/** @param {string} file @returns {Record<string, LockedPackage> | undefined} */
function lockedPackages(file) {
  const lock = /** @type {{ packages: Record<string, LockedPackage> } | undefined} */ (readJson(file));
  return lock?.packages;
}

/**
 * Installs the npm packages if they aren't those of package-lock.json.
 * @param {string} root
 * @param {Progress} progress
 */
async function installDependencies(root, progress) {
  if (dependenciesInstalled(root)) return;
  const step = progress.begin('npm packages', 'about 30 s, 470 MB');
  // The npm that runs this script, where one does; otherwise the one on PATH.
  const npm = process.env['npm_execpath'];
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  try {
    await runCommand(command, [...args, 'ci', '--include=dev'], { cwd: root, heard: step.detail });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    step.failed(`failed. ${message.split('\n', 1)[0] ?? ''}`);
    throw new Error(`The npm packages could not be installed. Is the registry in reach? ${message}`);
  }
  step.done();
}

module.exports = { dependenciesInstalled, installDependencies };
