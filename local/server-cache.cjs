/** Where installed servers are kept, and under which names: one folder for each server and version. */
const os = require('node:os');
const path = require('node:path');
const { SERVER_VERSIONS } = require('./server-versions.cjs');

/** @typedef {'temporal' | 'mongodb' | 'time-skipping'} ServerName */
/** @typedef {'download' | 'registry'} Origin */
/** @typedef {Record<string, string | undefined>} Environment */

/**
 * @param {Environment} environment
 * @returns {string} the cache folder: CADRAN_CACHE, else XDG_CACHE_HOME/cadran, else ~/.cache/cadran
 */
function cacheFolder(environment = process.env) {
  if (environment['CADRAN_CACHE']) return path.resolve(environment['CADRAN_CACHE']);
  if (environment['XDG_CACHE_HOME']) return path.join(environment['XDG_CACHE_HOME'], 'cadran');
  return path.join(environment['HOME'] ?? os.homedir(), '.cache', 'cadran');
}

/**
 * @param {ServerName} server
 * @param {Origin} origin
 * @param {Environment} environment
 * @returns {string} the folder of that server's installation; it exists only when the installation is whole
 */
function installFolder(server, origin, environment = process.env) {
  const { version } = SERVER_VERSIONS[server];
  const wanted = origin === 'download' && server === 'mongodb' ? SERVER_VERSIONS.mongodb.mongodVersion : version;
  return path.join(cacheFolder(environment), `${server}-${origin}-${wanted}`);
}

/**
 * @param {ServerName} server
 * @param {Origin} origin
 * @param {string} folder the installation's folder
 * @returns {string[]} the program, then the arguments that always come first
 */
function installedCommand(server, origin, folder) {
  if (server === 'temporal') return [path.join(folder, 'temporal')];
  if (server === 'time-skipping') return [path.join(folder, 'temporal-test-server')];
  if (origin === 'download') return [path.join(folder, 'mongod')];
  // Run through the interpreter: a venv's own scripts name the folder in which it was made, before it was renamed.
  return [path.join(folder, 'bin', 'python3'), path.join(folder, 'bin', 'secantusd-py')];
}

module.exports = { cacheFolder, installFolder, installedCommand };
