/**
 * Downloads one server by the SDK's own means into a folder, under the program's plain name. A process of its own:
 * the SDK's runtime takes signals over and stays in memory.
 *
 * Usage: node local/download-server.cjs SERVER FOLDER
 */
const fs = require('node:fs');
const path = require('node:path');
const { installedCommand } = require('./server-cache.cjs');
const { SERVER_VERSIONS } = require('./server-versions.cjs');

/** @typedef {import('./server-cache.cjs').ServerName} ServerName */

/** @param {ServerName} server @param {string} folder @returns {Promise<string>} the file that was downloaded */
async function download(server, folder) {
  if (server === 'mongodb') {
    const { MongoBinary } = await import('mongodb-memory-server-core');
    return MongoBinary.getPath({ version: SERVER_VERSIONS.mongodb.mongodVersion, downloadDir: folder });
  }
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  /** @type {{ executable: import('@temporalio/testing').EphemeralServerExecutable }} */
  const options = { executable: { type: 'cached-download', downloadDir: folder } };
  // Starting it once is how the SDK downloads, and shows that it runs here.
  const running =
    server === 'temporal'
      ? await TestWorkflowEnvironment.createLocal({ server: options })
      : await TestWorkflowEnvironment.createTimeSkipping({ server: options });
  await running.teardown();
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  const [largest] = files.sort((one, other) => fs.statSync(other).size - fs.statSync(one).size);
  if (largest === undefined) throw new Error('nothing was downloaded');
  return largest;
}

async function main() {
  const [server, folder = ''] = /** @type {[ServerName, string]} */ (process.argv.slice(2));
  const file = await download(server, folder);
  const [program = ''] = installedCommand(server, 'download', folder);
  fs.renameSync(file, program);
  fs.chmodSync(program, 0o755);
  process.exit(0);
}

main().catch((/** @type {unknown} */ error) => {
  console.error(error);
  process.exit(1);
});
