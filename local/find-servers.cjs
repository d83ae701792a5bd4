/**
 * Finds each server of the embedded stack without installing anything, in this order: an address in the environment, a
 * program on PATH, what was downloaded, what was built or installed from a registry. `local/prepare.cjs` installs.
 */
const fs = require('node:fs');
const path = require('node:path');
const { installFolder, installedCommand } = require('./server-cache.cjs');

/** @typedef {import('./server-cache.cjs').ServerName} ServerName */
/** @typedef {import('./server-cache.cjs').Environment} Environment */

/**
 * @typedef {object} FoundServer
 * @property {ServerName} server
 * @property {'address' | 'path' | 'download' | 'registry'} source
 * @property {string} [address] where it answers already; nothing is to be started
 * @property {string[]} command the program, then the arguments that always come first; empty with an address
 * @property {'mongod' | 'secantus'} [kind] which MongoDB it is
 * @property {string} told for people: which one is used and why
 */

/** @type {Record<ServerName, string>} */
const ADDRESS_VARIABLES = {
  temporal: 'TEMPORAL_ADDRESS',
  mongodb: 'MONGODB_URI',
  'time-skipping': 'TEMPORAL_TEST_SERVER',
};

/** @type {Record<ServerName, string>} */
const PROGRAMS = { temporal: 'temporal', mongodb: 'mongod', 'time-skipping': 'temporal-test-server' };

/** @param {string} file @returns {boolean} whether it is a file that may be run */
function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * @param {string} program
 * @param {Environment} environment
 * @returns {string | undefined} its path, from PATH
 */
function onPath(program, environment = process.env) {
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, program)).find(isProgram);
}

/**
 * @param {ServerName} server
 * @param {Environment} environment
 * @returns {FoundServer | undefined} the server in use, or nothing where one has to be installed
 * @throws where TEMPORAL_TEST_SERVER names no program
 */
function findServer(server, environment = process.env) {
  const variable = ADDRESS_VARIABLES[server];
  const given = environment[variable];
  if (given && server === 'time-skipping') {
    if (!isProgram(given)) throw new Error(`${variable}=${given} is not a program that can be run`);
    return { server, source: 'path', command: [given], told: `${given} (from ${variable})` };
  }
  if (given) return { server, source: 'address', address: given, command: [], told: `${given} (from ${variable})` };

  const program = onPath(PROGRAMS[server], environment);
  if (program) return withKind({ server, source: 'path', command: [program], told: `${program} (on PATH)` });

  for (const origin of /** @type {const} */ (['download', 'registry'])) {
    const folder = installFolder(server, origin, environment);
    if (!fs.existsSync(folder)) continue;
    const why = origin === 'download' ? 'downloaded' : 'installed from a registry';
    const command = installedCommand(server, origin, folder);
    return withKind({ server, source: origin, command, told: `${command.at(-1)} (${why})` });
  }
  return undefined;
}

/** @param {FoundServer} found @returns {FoundServer} */
function withKind(found) {
  if (found.server !== 'mongodb') return found;
  return { ...found, kind: found.source === 'registry' ? 'secantus' : 'mongod' };
}

/**
 * @param {ServerName} server
 * @param {Environment} environment
 * @returns {FoundServer} the server in use
 * @throws with the command that installs it, where there is none
 */
function requireServer(server, environment = process.env) {
  const found = findServer(server, environment);
  if (found) return found;
  const purpose = server === 'time-skipping' ? 'test' : 'start';
  throw new Error(`No ${server} server is installed. Run: node local/prepare.cjs ${purpose}`);
}

/**
 * The time-skipping server's program, for `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type:
 * 'existing-path', path } } })`.
 * @param {Environment} environment
 * @returns {string}
 * @throws with the command that installs it, where there is none
 */
function timeSkippingServerPath(environment = process.env) {
  return requireServer('time-skipping', environment).command[0] ?? '';
}

module.exports = { ADDRESS_VARIABLES, findServer, onPath, requireServer, timeSkippingServerPath };
