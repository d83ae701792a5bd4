/** Runs a command of an installation: what it says last is its progress, and the reason when it fails. */
const { spawn } = require('node:child_process');

/** What a failure tells of the output: how it began and how it ended. */
const FIRST_LINES = 6;
const LAST_LINES = 15;
const LONGEST_MS = 20 * 60_000;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Commands in course, to be ended with this process. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

function endWithCommands() {
  for (const { pid } of running) {
    try {
      // The whole group: a compiler's own children do not hear of it otherwise.
      if (pid !== undefined) process.kill(-pid, 'SIGTERM');
    } catch {
      // It has just ended.
    }
  }
  process.exit(130);
}

/** @param {import('node:child_process').ChildProcess} child */
function begun(child) {
  if (running.size === 0) for (const signal of SIGNALS) process.on(signal, endWithCommands);
  running.add(child);
}

/** @param {import('node:child_process').ChildProcess} child */
function ended(child) {
  running.delete(child);
  if (running.size === 0) for (const signal of SIGNALS) process.off(signal, endWithCommands);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, environment?: Record<string, string | undefined>, heard?: (line: string) => void }} [options]
 * @returns {Promise<string>} everything it wrote
 * @throws with the command and the last lines of what it wrote
 */
function runCommand(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.environment ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      timeout: LONGEST_MS,
    });
    begun(child);
    let written = '';
    /** @param {Buffer} chunk */
    const hear = (chunk) => {
      written += chunk.toString();
      const line = chunk.toString().trimEnd().split('\n').at(-1)?.trim();
      if (line) options.heard?.(line);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    /** @param {string} how */
    const fail = (how) => {
      const lines = excerpt(written.trimEnd().split('\n'));
      reject(new Error([`${[command, ...args].join(' ')} ${how}`, ...lines.map((line) => `    ${line}`)].join('\n')));
    };
    child.on('error', (error) => {
      ended(child);
      fail(`cannot be run: ${error.message}`);
    });
    child.on('close', (code, signal) => {
      ended(child);
      if (code === 0) resolve(written);
      else fail(signal === null ? `ended with code ${code}` : `was ended by ${signal}`);
    });
  });
}

/** @param {string[]} lines @returns {string[]} */
function excerpt(lines) {
  if (lines.length <= FIRST_LINES + LAST_LINES) return lines;
  return [...lines.slice(0, FIRST_LINES), '...', ...lines.slice(-LAST_LINES)];
}

module.exports = { runCommand };
