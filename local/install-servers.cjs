/** Installs the servers that are not there yet, in the order of search of docs/embedded-stack.md. */
const { findServer } = require('./find-servers.cjs');
const { installInto } = require('./install-folder.cjs');
const { RECIPES } = require('./install-recipes.cjs');
const { createProgress } = require('./progress.cjs');
const { runCommand } = require('./run-command.cjs');
const { installFolder } = require('./server-cache.cjs');
const { DOWNLOAD_HOSTS, SERVER_VERSIONS } = require('./server-versions.cjs');

const PROBE_MS = 3_000;

/** @typedef {import('./server-cache.cjs').ServerName} ServerName */
/** @typedef {import('./server-cache.cjs').Environment} Environment */
/** @typedef {import('./find-servers.cjs').FoundServer} FoundServer */
/** @typedef {import('./progress.cjs').Progress} Progress */
/** @typedef {import('./progress.cjs').Step} Step */

/**
 * @typedef {object} InstallOptions
 * @property {Environment} [environment]
 * @property {Progress} [progress]
 * @property {Promise<void>} [dependencies] the npm packages, which the SDK's download needs
 * @property {(host: string) => Promise<boolean>} [reaches] whether a download host answers
 */

/** @param {string} host @returns {Promise<boolean>} whether it answers at all, within 3 s */
async function hostAnswers(host) {
  try {
    await fetch(`https://${host}/`, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds a server, or installs it: by the SDK's download where its host answers, else from a registry.
 * @param {ServerName} server
 * @param {InstallOptions} options
 * @returns {Promise<FoundServer>}
 * @throws with what to install or which address to give
 */
async function ensureServer(server, options = {}) {
  const { environment = process.env, progress = createProgress() } = options;
  const title = SERVER_VERSIONS[server].title;
  const already = findServer(server, environment);
  if (!already) {
    const reached = await (options.reaches ?? hostAnswers)(DOWNLOAD_HOSTS[server]);
    if (!reached) progress.say(`${title}: ${DOWNLOAD_HOSTS[server]} can't be reached, so it is not downloaded`);
    if (reached) await options.dependencies;
    if (!reached || !(await downloaded(server, environment, progress))) await build(server, environment, progress);
  }
  const found = already ?? findServer(server, environment);
  if (!found) throw new Error(`${title} was installed but is not found`);
  progress.say(`${title}: ${found.told}`);
  return found;
}

/**
 * @param {ServerName} server
 * @param {Environment} environment
 * @param {Progress} progress
 * @returns {Promise<boolean>} false where the download failed; it is told why
 */
async function downloaded(server, environment, progress) {
  const step = progress.begin(`${SERVER_VERSIONS[server].title}, downloaded`, 'a minute, 100 to 200 MB');
  try {
    await installInto(installFolder(server, 'download', environment), step.detail, async (staging) => {
      const args = [require.resolve('./download-server.cjs'), server, staging];
      await runCommand(process.execPath, args, { environment, heard: step.detail });
    });
    step.done();
    return true;
  } catch (error) {
    step.failed(`the download failed, another way is tried. ${/** @type {Error} */ (error).message}`);
    return false;
  }
}

/** @param {ServerName} server @param {Environment} environment @param {Progress} progress */
async function build(server, environment, progress) {
  const { title, version, cost } = SERVER_VERSIONS[server];
  const recipe = RECIPES[server];
  await recipe.check({ environment, heard: () => undefined });
  const step = progress.begin(`${title} ${version}, from a registry`, cost);
  try {
    await installInto(installFolder(server, 'registry', environment), step.detail, (staging) =>
      recipe.install(staging, { environment, heard: step.detail }),
    );
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    step.failed(`failed. ${message.split('\n', 1)[0] ?? ''}`);
    const advice = 'Is the network in reach? What was begun is undone: run the command again.';
    throw new Error(`${title} could not be installed. ${advice} ${message}`);
  }
  step.done();
}

module.exports = { ensureServer };
