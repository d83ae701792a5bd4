/**
 * The guard of one program: a small process between the starter and the program that it runs.
 *
 * Why a process of its own: a starter that is killed with `kill -9` runs no clean-up. Its end closes the IPC channel,
 * which the kernel does whatever the reason, and the guard then ends the program. The program runs in a process group
 * of its own, so that Ctrl-C in the terminal reaches the starter alone, which ends everything in order.
 *
 * Messages from the starter: the plan (first), then `{ signal }` and `{ stop: graceMs }`.
 * Messages to the starter: `{ spawned: pid }`, `{ failed }`, `{ ready: true }` and, last, `{ exited: { code, signal } }`.
 */
const { spawn } = require('node:child_process');
const { closeSync, mkdirSync, openSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { birthOf } = require('./lock.cjs');

/**
 * @typedef {object} Plan
 * @property {string} command program to run
 * @property {string[]} args
 * @property {Record<string, string | undefined>} env the program's whole environment
 * @property {string} cwd
 * @property {string} logFile receives stderr, and stdout unless `outFile` is given; appended to
 * @property {string} [outFile] receives stdout alone; written anew
 * @property {string} recordFile names the program's process while it runs, for whoever comes after a crash
 * @property {boolean} channel whether the program is a Node program that says 'ready' by IPC
 * @property {number} graceMs time between SIGTERM and SIGKILL when the starter is gone
 *
 * @typedef {{ plan: Plan } | { signal: NodeJS.Signals } | { stop: number }} Order
 *
 * @typedef {{ spawned: number } | { failed: string } | { ready: true }
 *   | { exited: { code: number | null, signal: NodeJS.Signals | null } }} Report
 */

/** @type {import('node:child_process').ChildProcess | undefined} */
let program;
let defaultGraceMs = 10_000;
let stopping = false;

/** @param {Report} report */
function tell(report) {
  if (process.connected) process.send?.(report);
}

/** Signals the whole group: a program may have children of its own. @param {NodeJS.Signals} signal */
function signalGroup(signal) {
  if (program?.pid === undefined) return;
  try {
    process.kill(-program.pid, signal);
  } catch {
    // The group has ended.
  }
}

/** @param {number} graceMs */
function stop(graceMs) {
  if (program === undefined) process.exit(0);
  if (!stopping) program.kill('SIGTERM');
  stopping = true;
  setTimeout(() => signalGroup('SIGKILL'), graceMs);
}

/** @param {Plan} plan */
function start(plan) {
  defaultGraceMs = plan.graceMs;
  mkdirSync(path.dirname(plan.logFile), { recursive: true });
  const log = openSync(plan.logFile, 'a');
  const out = plan.outFile === undefined ? log : openSync(plan.outFile, 'w');
  program = spawn(plan.command, plan.args, {
    cwd: plan.cwd,
    env: plan.env,
    detached: true,
    stdio: plan.channel ? ['ignore', out, log, 'ipc'] : ['ignore', out, log],
  });
  closeSync(log);
  if (out !== log) closeSync(out);
  program.on('spawn', () => {
    const pid = program?.pid ?? 0;
    writeFileSync(plan.recordFile, JSON.stringify({ pid, born: birthOf(pid) ?? '' }));
    tell({ spawned: pid });
  });
  program.on('error', (error) => {
    if (program?.pid !== undefined) return;
    tell({ failed: error.message });
    finish(1);
  });
  program.on('message', (message) => {
    if (message === 'ready') tell({ ready: true });
  });
  program.on('exit', (code, signal) => {
    signalGroup('SIGKILL');
    rmSync(plan.recordFile, { force: true });
    tell({ exited: { code, signal } });
    finish(0);
  });
}

/** Ends the guard once its last message is on its way. @param {number} code */
function finish(code) {
  if (process.connected) process.disconnect();
  process.exitCode = code;
  setImmediate(() => process.exit());
}

process.on('message', (/** @type {Order} */ order) => {
  if ('plan' in order) start(order.plan);
  else if ('signal' in order) signalGroup(order.signal);
  else stop(order.stop);
});
process.on('disconnect', () => stop(defaultGraceMs));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => stop(defaultGraceMs));
}
