/** Installs Schemathesis, which tries the API against its document, from PyPI into the cache folder. */
const path = require('node:path');
const { onPath } = require('./find-servers.cjs');
const { installInto } = require('./install-folder.cjs');
const { runCommand } = require('./run-command.cjs');
const { cacheFolder } = require('./server-cache.cjs');

const VERSION = '4.32.5';

/**
 * @param {(line: string) => void} heard
 * @returns {Promise<string[]>} the program, then the arguments that always come first
 * @throws where the machine lacks Python >= 3.10 with venv
 */
async function ensureSchemathesis(heard) {
  const environment = process.env;
  const folder = path.join(cacheFolder(environment), `schemathesis-registry-${VERSION}`);
  await installInto(folder, heard, async (staging) => {
    const python = onPath('python3', environment);
    const advice = 'Schemathesis needs Python >= 3.10 with venv and pip on PATH.';
    if (!python) throw new Error(advice);
    const asked = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))';
    await runCommand(python, ['-c', asked], { environment }).catch(() => {
      throw new Error(advice);
    });
    heard(`Schemathesis ${VERSION} is installed from PyPI, about a minute`);
    await runCommand(python, ['-m', 'venv', staging], { environment, heard });
    const pip = ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', `schemathesis==${VERSION}`];
    await runCommand(path.join(staging, 'bin', 'python3'), pip, { environment, heard });
  });
  // Run through the interpreter: a venv's own scripts name the folder in which it was made, before it was renamed.
  return [path.join(folder, 'bin', 'python3'), path.join(folder, 'bin', 'schemathesis')];
}

module.exports = { ensureSchemathesis };
