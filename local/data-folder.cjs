/** The folder that holds everything of `npm start`: databases, mails, logs. One starter at a time uses it. */
const fs = require('node:fs');
const path = require('node:path');
const { holderOf, tryLock } = require('./lock.cjs');

/** Shows that a folder is ours to empty. */
const MARK = '.cadran-data';

/**
 * @param {Record<string, string | undefined>} environment
 * @param {string} root the project's folder
 * @returns {string} CADRAN_DATA, else `data/` of the project
 */
function dataFolder(environment, root) {
  return path.resolve(root, environment['CADRAN_DATA'] || 'data');
}

/** @param {string} folder @returns {string} */
function lockFile(folder) {
  return path.join(folder, 'starter.lock');
}

/**
 * Makes the folder and takes it for this process.
 * @param {string} folder
 * @returns {(() => void) | undefined} what gives it back, or nothing where another starter uses it
 */
function takeDataFolder(folder) {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, MARK), 'Data of Cadran. `npm run reset` empties this folder.\n');
  return tryLock(lockFile(folder), `process ${process.pid}`);
}

/** @param {string} folder @returns {string | undefined} who uses the folder now */
function dataFolderHolder(folder) {
  return holderOf(lockFile(folder))?.note;
}

/**
 * Removes everything in the folder.
 * @param {string} folder
 * @throws where Cadran runs on it, or where the folder isn't ours
 */
function emptyDataFolder(folder) {
  if (!fs.existsSync(folder) || fs.readdirSync(folder).length === 0) return;
  const holder = dataFolderHolder(folder);
  if (holder)
    throw new Error(`Cadran is running on ${folder} (${holder}). End it first, with Ctrl-C where it was started.`);
  if (!fs.existsSync(path.join(folder, MARK))) {
    throw new Error(`${folder} was not made by Cadran (it has no ${MARK}): nothing was removed.`);
  }
  for (const entry of fs.readdirSync(folder)) fs.rmSync(path.join(folder, entry), { recursive: true, force: true });
}

module.exports = { dataFolder, dataFolderHolder, emptyDataFolder, takeDataFolder };
