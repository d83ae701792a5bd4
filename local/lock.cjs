/**
 * Locks between processes: a file that names its holder. A holder that has died, however it died, holds nothing.
 */
const { execFileSync } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { readJson } = require('./read-json.cjs');

/** @typedef {{ pid: number, born: string, note: string }} Holder */

/**
 * When a process was born, in the system's own words. With the pid it names a process for good: after a restart of the
 * machine the same number is another program's.
 * @param {number} pid
 * @returns {string | undefined} nothing where no such process runs
 */
function birthOf(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return undefined;
  }
  try {
    // Fields after the command's name, which may hold blanks and is put in parentheses: the state, then, 20th, the birth.
    const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return bornByPs(pid);
  }
}

/** Where there is no /proc. @param {number} pid @returns {string | undefined} */
function bornByPs(pid) {
  try {
    const told = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C' } });
    return told.trim() || undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} file @returns {Holder | undefined} who holds the lock, if that process still runs */
function holderOf(file) {
  const holder = /** @type {Holder | undefined} */ (readJson(file));
  return holder && birthOf(holder.pid) === holder.born ? holder : undefined;
}

/**
 * Takes the lock if nobody holds it.
 * @param {string} file
 * @param {string} note told to whoever finds it taken
 * @returns {(() => void) | undefined} what gives it back, or nothing where another process holds it
 */
function tryLock(file, note) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const own = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(own, JSON.stringify({ pid: process.pid, born: birthOf(process.pid) ?? '', note }));
  try {
    for (;;) {
      try {
        // A link appears with its content, and only if there is none.
        fs.linkSync(own, file);
        return () => fs.rmSync(file, { force: true });
      } catch (error) {
        if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      }
      if (holderOf(file)) return undefined;
      removeDead(file);
    }
  } finally {
    fs.rmSync(own, { force: true });
  }
}

/** Takes a dead holder's file away; if a living one came between, it is put back. @param {string} file */
function removeDead(file) {
  const aside = `${file}.dead-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  try {
    if (holderOf(aside)) fs.linkSync(aside, file);
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

/**
 * Takes the lock, waiting for whoever holds it.
 * @param {string} file
 * @param {string} note
 * @param {(holder: string) => void} waiting told once, if it has to wait
 * @returns {Promise<() => void>} what gives it back
 */
async function lock(file, note, waiting) {
  let told = false;
  for (;;) {
    const release = tryLock(file, note);
    if (release) return release;
    if (!told) waiting(holderOf(file)?.note ?? 'another process');
    told = true;
    await sleep(200);
  }
}

module.exports = { birthOf, holderOf, lock, tryLock };
